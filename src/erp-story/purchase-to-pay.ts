import { decimal } from '../kernel/money.ts';
import { idIn, type Actor, type Entity, type Teller } from './teller.ts';

/** Who takes part in a purchase. */
export interface PurchaseCast {
  readonly buyer: Actor;
  readonly approver: Actor;
  readonly payer: Actor;
}

/** Where the purchase ended. */
export interface PurchaseEnd {
  readonly vendor: string;
  readonly invoice: Entity;
  readonly aged: Entity;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : String(value));

const order = async (teller: Teller, { buyer }: PurchaseCast): Promise<Entity> => {
  const [vendor = {}] = await teller.list(buyer, `vendors?$filter=blocked eq ' ' and currencyCode eq 'EUR'&$orderby=number&$top=1`);
  const [item = {}] = await teller.list(buyer, `items?$filter=type eq 'Inventory' and blocked eq false and unitCost gt 20&$orderby=number&$top=1`);
  const quantity = decimal('6000').dividedBy(text(item['unitCost'])).ceil().toNumber();
  const purchaseOrderLines = [{ lineType: 'Item', lineObjectNumber: item['number'], quantity, directUnitCost: item['unitCost'] }];
  const made = await teller.act(
    buyer,
    { path: 'purchaseOrders', body: { vendorNumber: vendor['number'], purchaseOrderLines } },
    ({ body }) => `Order ${text(body['number'])} to ${text(body['vendorName'])}: ${text(body['totalAmountIncludingTax'])} with VAT.`,
  );
  return made.body;
};

const approve = async (teller: Teller, { buyer, approver }: PurchaseCast, { id }: Entity): Promise<void> => {
  const request = await teller.act(
    buyer,
    { path: 'approvalRequests', route: 'custom', body: { documentId: id } },
    ({ body }) => `Sent for approval to ${text(body['approverName'])}: it is above ${buyer.name}'s limit.`,
  );
  await teller.act(
    buyer,
    { method: 'PATCH', path: `purchaseOrders(${text(id)})`, body: { purchaser: '' } },
    ({ refusal }) => `Nobody changes it meanwhile: ${refusal ?? ''}`,
  );
  const path = `approvalRequests(${text(request.body['id'])})/Microsoft.NAV.approve`;
  await teller.act(approver, { path, route: 'custom' }, () => 'Approved: the order is released.');
};

/** Half of the goods come first; the vendor bills them, then the rest comes with its own invoice. */
const receive = async (teller: Teller, { payer }: PurchaseCast, { id }: Entity): Promise<Entity> => {
  const path = `purchaseOrders(${text(id)})`;
  const [line = {}] = await teller.list(payer, `${path}/purchaseOrderLines`);
  const half = Math.floor(Number(line['quantity']) / 2);
  await teller.act(
    payer,
    { method: 'PATCH', path: `purchaseOrderLines(${text(line['id'])})`, body: { receiveQuantity: half, invoiceQuantity: half } },
    () => `${half} of ${text(line['quantity'])} have come.`,
  );
  const bill = (number: string): Promise<{ readonly location: string | undefined }> =>
    teller.act(
      payer,
      { path: `${path}/Microsoft.NAV.receiveAndInvoice`, body: { vendorInvoiceNumber: number } },
      () => `Received and invoiced, the vendor's invoice ${number}.`,
    );
  await bill('STORY-1');
  const last = await bill('STORY-2');
  return teller.read(payer, `purchaseInvoices(${idIn(last.location)})`);
};

/** The payment goes through the payment journal and settles the second invoice when the journal is posted. */
const pay = async (teller: Teller, { payer }: PurchaseCast, invoice: Entity): Promise<void> => {
  const [journal = {}] = await teller.list(payer, 'vendorPaymentJournals');
  const journalId = text(journal['id']);
  await teller.act(
    payer,
    {
      path: `vendorPaymentJournals(${journalId})/vendorPayments`,
      body: { vendorNumber: invoice['vendorNumber'], amount: invoice['totalAmountIncludingTax'], appliesToInvoiceNumber: invoice['number'] },
    },
    ({ body }) => `Payment of ${text(body['amount'])} entered, to settle ${text(body['appliesToInvoiceNumber'])}.`,
  );
  await teller.act(
    payer,
    { path: `journals(${journalId})/Microsoft.NAV.post` },
    () => 'Journal posted, all that was in it: money out of the bank, invoice settled.',
  );
};

/** Purchase to pay: order, approval, two deliveries with their invoices, payment with its application. */
export const purchaseToPay = async (teller: Teller, cast: PurchaseCast): Promise<PurchaseEnd> => {
  const made = await order(teller, cast);
  await approve(teller, cast, made);
  const invoice = await receive(teller, cast, made);
  await pay(teller, cast, invoice);
  const vendor = text(made['vendorNumber']);
  const [aged = {}] = await teller.list(cast.payer, `agedAccountsPayables?$filter=vendorNumber eq '${vendor}'`);
  return { vendor, invoice: await teller.read(cast.payer, `purchaseInvoices(${text(invoice['id'])})`), aged };
};
