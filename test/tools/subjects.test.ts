import { expect } from 'chai';
import { ErpError, shippedTools } from '../../src/features/tools/index.ts';
import { readWith, toolNamed } from './call-tool.ts';
import { memoryErp } from './memory-erp.ts';
import { sampleCompany } from './sample-company.ts';

const subjectOf = (name: string, args: object): string => {
  const tool = toolNamed(name);
  return tool.subject(tool.args.parse(args));
};

describe('what a call is about, in words', () => {
  const cases: readonly (readonly [string, object, string])[] = [
    ['read_customer', { customerNumber: 'c-1' }, 'customer C-1'],
    ['read_customer', { overdueOnly: true }, 'customers with overdue amounts'],
    ['read_customer', {}, 'customers'],
    ['read_sales_invoices', { invoiceNumber: 'SI-1' }, 'sales invoice SI-1'],
    ['read_sales_invoices', { customerNumber: 'C-1', overdueOnly: true }, 'overdue sales invoices of customer C-1'],
    ['format_statement', { customerNumber: 'C-1' }, 'statement of customer C-1'],
    ['draft_email', { customerNumber: 'C-1' }, 'email to customer C-1'],
    ['read_vendor', { vendorNumber: 'V-1' }, 'vendor V-1'],
    ['read_vendor', {}, 'vendors'],
    ['read_purchase_orders', { orderNumber: 'PO-1' }, 'purchase order PO-1'],
    ['read_purchase_orders', { vendorNumber: 'V-1' }, 'purchase orders with vendor V-1'],
    ['read_purchase_orders', { itemNumber: 'I-1' }, 'purchase orders for item I-1'],
    ['read_purchase_receipts', { vendorNumber: 'V-1' }, 'purchase receipts from vendor V-1'],
    ['read_vendor_ledger_entries', { vendorNumber: 'V-1' }, 'ledger entries of vendor V-1'],
    ['read_vendor_payments', { vendorNumber: 'V-1' }, 'payments to vendor V-1'],
    ['read_items', { itemNumber: 'I-1' }, 'item I-1'],
    ['find_items_below_reorder_point', { vendorNumber: 'V-1' }, 'items to reorder from vendor V-1'],
    ['create_purchase_order_draft', { vendorNumber: 'V-1', lines: [{ itemNumber: 'I-1', quantity: 2 }] }, 'purchase order with vendor V-1, 1 line'],
    ['find_contracts_near_renewal', {}, 'contracts near renewal'],
    ['find_contracts_near_renewal', { category: 'goods' }, 'contracts near renewal in GOODS'],
    ['find_contracts_near_renewal', { vendorNumber: 'V-1' }, 'contracts near renewal with vendor V-1'],
    ['read_contract', { contractNumber: 'ct-1' }, 'contract CT-1'],
    ['prepare_contract_renewal', { contractNumber: 'CT-1' }, 'renewal of contract CT-1'],
    ['submit_contract_renewal', { renewalNumber: 'RN-1' }, 'renewal RN-1'],
  ];
  for (const [name, args, subject] of cases) it(`is "${subject}"`, () => expect(subjectOf(name, args)).to.equal(subject));

  it('never repeats what a model searched for', () => {
    for (const tool of shippedTools) {
      const parsed = tool.args.safeParse({ search: 'Zq7-secret' });
      if (parsed.success) expect(tool.subject(parsed.data), tool.name).not.to.include('secret');
    }
  });
});

describe('a reply of the ERP that has another shape than promised', () => {
  const vendors = sampleCompany().vendors!;
  const bent = (field: string, value: unknown) => memoryErp({ ...sampleCompany(), vendors: [{ ...vendors[0]!, [field]: value }] });
  for (const [field, value] of [
    ['displayName', 7],
    ['displayName', null],
    ['balance', 12.5],
    ['balance', 'twelve'],
    ['paymentTermsId', undefined],
  ] as const) {
    it(`stops the call instead of becoming a wrong figure: ${field} is ${String(value)}`, async () => {
      const error: unknown = await readWith('read_vendor', {}, bent(field, value)).catch((thrown: unknown) => thrown);
      expect(error)
        .to.be.instanceOf(ErpError)
        .and.to.include({ kind: 'unavailable', message: `The ERP's answer has no usable ${field}.` });
    });
  }
});
