import type { ErpRecord } from '../../src/features/tools/index.ts';
import type { MemoryCompany } from './memory-erp.ts';

/* A company small enough to check every figure by hand. Today is 2026-11-01. */

let serial = 0;
const nextId = (): string => `00000000-0000-4000-8000-${(++serial).toString(16).padStart(12, '0')}`;

const record = (fields: Record<string, unknown>): ErpRecord => ({ '@odata.etag': `W/"${++serial}"`, id: nextId(), ...fields });

const customer = (number: string, displayName: string, fields: Record<string, unknown> = {}): ErpRecord =>
  record({
    number,
    displayName,
    addressLine1: '1 Quay Street',
    addressLine2: '',
    city: 'Leeds',
    state: '',
    country: 'GB',
    postalCode: 'LS1 4AB',
    email: `${number.toLowerCase()}@example.com`,
    balanceDue: '0',
    creditLimit: '5000',
    blocked: '_x0020_',
    currencyCode: 'GBP',
    ...fields,
  });

const customerEntry = (
  entryNumber: number,
  [customerNumber, documentType, dueDate]: readonly [string, string, string],
  remainingAmount: string,
  fields: Record<string, unknown> = {},
): ErpRecord =>
  record({
    entryNumber,
    customerNumber,
    postingDate: '2026-08-01',
    dueDate,
    documentType,
    documentNumber: `D-${entryNumber}`,
    description: '',
    currencyCode: 'GBP',
    amount: remainingAmount,
    remainingAmount,
    open: remainingAmount !== '0',
    ...fields,
  });

const vendor = (number: string, displayName: string, fields: Record<string, unknown> = {}): ErpRecord =>
  record({
    number,
    displayName,
    city: 'Hull',
    country: 'GB',
    email: `${number.toLowerCase()}@example.com`,
    phoneNumber: '',
    balance: '0',
    blocked: '_x0020_',
    paymentTermsId: 'aaaaaaaa-0000-4000-8000-000000000001',
    currencyId: '00000000-0000-0000-0000-000000000000',
    currencyCode: 'GBP',
    ...fields,
  });

const receipt = (number: string, postingDate: string, expected: readonly string[]): ErpRecord =>
  record({
    number,
    orderNumber: 'PO-1',
    vendorNumber: 'V-1042',
    vendorName: 'Harrow Castings',
    postingDate,
    purchaseReceiptLines: expected.map((expectedReceiptDate) => record({ lineType: 'Item', quantity: '5', expectedReceiptDate })),
  });

const orderLine = (
  lineObjectNumber: string,
  [quantity, receivedQuantity]: readonly [string, string],
  expectedReceiptDate = '0001-01-01',
): ErpRecord => record({ lineType: 'Item', lineObjectNumber, description: lineObjectNumber, quantity, receivedQuantity, expectedReceiptDate });

const order = (number: string, orderDate: string, fields: Record<string, unknown>): ErpRecord =>
  record({
    number,
    vendorNumber: 'V-1042',
    vendorName: 'Harrow Castings',
    orderDate,
    requestedReceiptDate: '0001-01-01',
    status: 'Open',
    fullyReceived: false,
    totalAmountIncludingTax: '100',
    totalAmountExcludingTax: '80',
    purchaseOrderLines: [],
    ...fields,
  });

const vendorEntry = (
  entryNumber: number,
  [documentType, postingDate, dueDate]: readonly [string, string, string],
  amount: string,
  remainingAmount = '0',
): ErpRecord =>
  record({
    entryNumber,
    vendorNumber: 'V-1042',
    postingDate,
    dueDate,
    documentType,
    documentNumber: `${documentType.slice(0, 1)}-${entryNumber}`,
    description: '',
    currencyCode: 'GBP',
    amount,
    remainingAmount,
    open: remainingAmount !== '0',
  });

const application = (paymentEntryNumber: number, paymentDate: string, invoiceDueDate: string): ErpRecord =>
  record({
    vendorNumber: 'V-1042',
    paymentEntryNumber,
    paymentDocumentNumber: `P-${paymentEntryNumber}`,
    paymentDate,
    invoiceEntryNumber: paymentEntryNumber - 100,
    invoiceDocumentNumber: `I-${paymentEntryNumber - 100}`,
    invoiceDueDate,
    amount: '10',
  });

const item = (number: string, displayName: string, fields: Record<string, unknown> = {}): ErpRecord =>
  record({ number, displayName, inventory: '4', unitPrice: '19.9', unitCost: '12.345', baseUnitOfMeasureCode: 'PCS', blocked: false, ...fields });

const replenishment = (
  itemNumber: string,
  [inventory, onOrder, reorderPoint, reorderQuantity]: readonly [string, string, string, string],
  vendorNumber = 'V-1042',
): ErpRecord =>
  record({
    itemNumber,
    itemDescription: `Item ${itemNumber}`,
    reorderPoint,
    reorderQuantity,
    inventory,
    quantityOnPurchaseOrder: onOrder,
    vendorNumber,
    vendorName: 'Harrow Castings',
    leadTimeDays: 5,
  });

const price = (
  itemNumber: string,
  [startingDate, endingDate]: readonly [string, string],
  [minimumQuantity, directUnitCost]: readonly [string, string],
  fields: Record<string, unknown> = {},
): ErpRecord =>
  record({ vendorNumber: 'V-1042', itemNumber, startingDate, endingDate, minimumQuantity, directUnitCost, currencyCode: 'GBP', ...fields });

const blank = '0001-01-01';

const supportCase = (
  number: string,
  [partyType, partyNumber]: readonly [string, string],
  [status, openedAt]: readonly [string, string],
): ErpRecord => ({
  id: `id-${number}`,
  number,
  partyType,
  partyNumber,
  subject: 'Late again',
  description: 'Pay us first.',
  status,
  priority: 'Normal',
  openedAt,
  relatedDocumentNumber: '',
});

/** The company. */
export const sampleCompany = (): MemoryCompany => ({
  companies: [record({ name: 'AF', displayName: 'Alder & Finch Ltd.' })],
  customers: [
    customer('C-1', 'Öresund Trading', { balanceDue: '350.05' }),
    customer('C-2', "Rosie O'Hara & Sons", { balanceDue: '20' }),
    customer('C-3', 'Beck Ltd', { email: '' }),
    customer('C-4', 'Credit Only Ltd'),
  ],
  customerEntries: [
    customerEntry(1, ['C-1', 'Invoice', '2026-10-31'], '100.05', { amount: '200' }),
    customerEntry(2, ['C-1', 'Invoice', '2026-09-01'], '300'),
    customerEntry(3, ['C-1', 'Credit_x0020_Memo', '2026-08-20'], '-50'),
    customerEntry(4, ['C-1', 'Invoice', '2026-11-01'], '70'),
    customerEntry(5, ['C-1', 'Invoice', '2026-05-01'], '0'),
    customerEntry(6, ['C-1', 'Invoice', '2026-12-24'], '1000', { postingDate: '2026-10-31' }),
    customerEntry(7, ['C-2', 'Invoice', '2026-07-01'], '20'),
    customerEntry(8, ['C-4', 'Payment', '2026-07-01'], '-20'),
  ],
  supportCases: [
    supportCase('CASE-1', ['Vendor', 'V-1042'], ['Open', '2026-10-01T09:00:00Z']),
    supportCase('CASE-2', ['Vendor', 'V-1042'], ['Closed', '2026-10-03T09:00:00Z']),
    supportCase('CASE-3', ['Customer', 'V-1042'], ['Waiting', '2026-10-02T09:00:00Z']),
    supportCase('CASE-4', ['Vendor', 'V-2'], ['Resolved', '2026-10-04T09:00:00Z']),
  ],
  vendors: [
    vendor('V-1042', 'Harrow Castings', { balance: '150.25' }),
    vendor('V-2', 'Blocked Supplies', { blocked: 'All' }),
    vendor('V-3', 'Disputed Goods', { blocked: 'Payment' }),
    vendor('V-4', 'Overseas Castings', { currencyId: 'bbbbbbbb-0000-4000-8000-000000000001', currencyCode: 'USD' }),
  ],
  paymentTerms: [record({ id: 'aaaaaaaa-0000-4000-8000-000000000001', code: '30D' })].map((terms) => ({
    ...terms,
    id: 'aaaaaaaa-0000-4000-8000-000000000001',
  })),
  salesInvoices: [
    ['SI-1', '2026-09-01', '2026-10-01', 'Open', '120.1', '20.1'],
    ['SI-2', '2026-10-01', '2026-11-01', 'Open', '80', '80'],
    ['SI-3', '2026-08-01', '2026-09-01', 'Draft', '50', '50'],
    ['SI-4', '2026-07-01', '2026-08-01', 'Paid', '10', '0'],
  ].map(([number, invoiceDate, dueDate, status, totalAmountIncludingTax, remainingAmount]) =>
    record({
      number,
      customerNumber: 'C-1',
      customerName: 'Öresund Trading',
      invoiceDate,
      dueDate,
      status,
      totalAmountIncludingTax,
      remainingAmount,
    }),
  ),
  purchaseOrders: [
    order('PO-1', '2026-10-01', { purchaseOrderLines: [orderLine('I-1', ['5', '5'], '2026-10-02'), orderLine('I-2', ['5', '1'], '2026-10-22')] }),
    order('PO-2', '2026-10-05', {
      requestedReceiptDate: '2026-10-30',
      totalAmountIncludingTax: '50.5',
      purchaseOrderLines: [orderLine('I-1', ['2', '0'])],
    }),
    order('PO-3', '2026-10-10', { requestedReceiptDate: '2026-12-01', purchaseOrderLines: [orderLine('I-3', ['2', '0'], '2026-12-03')] }),
    order('PO-4', '2026-09-01', { fullyReceived: true, purchaseOrderLines: [orderLine('I-1', ['2', '2'], '2026-09-03')] }),
  ],
  purchaseReceipts: [
    receipt('R-1', '2026-08-10', ['2026-08-07']),
    receipt('R-2', '2026-09-10', ['2026-09-04', '2026-09-08']),
    receipt('R-3', '2026-09-20', ['2026-09-25']),
    receipt('R-4', '2026-09-30', [blank]),
  ],
  vendorEntries: [
    vendorEntry(1, ['Invoice', '2026-06-01', '2026-07-01'], '-10'),
    vendorEntry(2, ['Invoice', '2026-08-01', '2026-09-01'], '-100.25', '-100.25'),
    vendorEntry(3, ['Invoice', '2026-10-20', '2026-11-20'], '-60', '-60'),
    vendorEntry(4, ['Credit_x0020_Memo', '2026-10-21', '2026-10-21'], '10', '10'),
    ...[101, 102, 103, 104, 105, 106].map((number) => vendorEntry(number, ['Payment', `2026-0${number - 97}-10`, blank], '10')),
    vendorEntry(107, ['Payment', '2026-10-12', blank], '30', '30'),
  ],
  vendorPaymentApplications: [
    application(101, '2026-04-10', '2026-03-01'),
    application(102, '2026-05-10', '2026-05-10'),
    application(103, '2026-06-10', '2026-06-05'),
    application(104, '2026-07-10', '2026-07-15'),
    application(105, '2026-08-10', '2026-08-01'),
    application(105, '2026-08-10', '2026-08-08'),
    application(106, '2026-09-10', '2026-09-08'),
  ],
  items: [
    item('I-1', 'Bracket, cast'),
    item('I-2', 'Flange 40 mm'),
    item('I-3', 'Old hinge', { blocked: true }),
    item('I-4', 'Sample', { unitCost: '0' }),
  ],
  itemReplenishments: [
    replenishment('I-1', ['4', '0', '10', '25']),
    replenishment('I-2', ['4', '10', '10', '25']),
    replenishment('I-3', ['10', '0', '10', '25']),
    replenishment('I-4', ['1', '0', '10', '0'], ''),
  ],
  purchasePrices: [
    price('I-1', [blank, blank], ['0', '11']),
    price('I-1', ['2026-10-01', '2026-10-31'], ['0', '1']),
    price('I-1', ['2026-12-01', blank], ['0', '2']),
    price('I-1', ['2026-01-01', '2026-11-01'], ['20', '9.9']),
    price('I-1', ['2026-01-01', blank], ['100', '8']),
    price('I-1', [blank, blank], ['0', '0.5'], { currencyCode: 'USD' }),
    price('I-1', [blank, blank], ['0', '13'], { vendorNumber: 'V-4', currencyCode: 'USD' }),
    price('I-1', [blank, blank], ['0', '7'], { vendorNumber: 'V-4' }),
    price('I-1', [blank, blank], ['0', '6'], { vendorNumber: 'V-4', currencyCode: '' }),
  ],
});
