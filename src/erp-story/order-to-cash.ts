import { decimal, money } from '../kernel/money.ts';
import { idIn, type Actor, type Entity, type Reply, type Teller } from './teller.ts';

/** Who takes part in a sale. */
export interface SalesCast {
  readonly seller: Actor;
  readonly approver: Actor;
  readonly accountant: Actor;
}

/** Where the sale ended: what its customer owes, by the ERP's own pages. */
export interface SaleEnd {
  readonly customer: string;
  readonly invoice: Entity;
  /** The customer's ledger entries of the day, invoice and payment. */
  readonly statement: readonly Entity[];
  readonly aged: Entity;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : String(value));

/** Enough of what is in stock to be worth more than `worth`, without VAT: item number and quantity. */
export const goodsWorth = (items: readonly Entity[], worth: string): readonly { readonly number: string; readonly quantity: number }[] => {
  const priced = items.map((item) => ({
    number: text(item['number']),
    stock: Math.floor(Number(item['inventory'])),
    price: text(item['unitPrice']),
  }));
  const valued = priced.map((item) => ({ ...item, value: decimal(item.price).times(item.stock) }));
  const chosen: { number: string; quantity: number }[] = [];
  let left = decimal(worth);
  for (const { number, stock, value } of valued.sort((one, other) => other.value.comparedTo(one.value))) {
    if (!left.gt(0) || stock === 0) break;
    chosen.push({ number, quantity: stock });
    left = left.minus(value);
  }
  return chosen;
};

const quoteGoods = async (teller: Teller, { seller }: SalesCast): Promise<{ customer: Entity; quote: Entity }> => {
  const [customer = {}] = await teller.list(seller, `customers?$filter=blocked eq ' ' and currencyCode eq 'EUR'&$orderby=number&$top=1`);
  const items = await teller.list(
    seller,
    `items?$filter=type eq 'Inventory' and blocked eq false and inventory ge 4&$select=number,unitPrice,inventory`,
  );
  const salesQuoteLines = goodsWorth(items, '11000').map(({ number, quantity }) => ({ lineType: 'Item', lineObjectNumber: number, quantity }));
  const quote = await teller.act(
    seller,
    { path: 'salesQuotes', body: { customerNumber: customer['number'], salesQuoteLines } },
    ({ body }) =>
      `Quote ${text(body['number'])} for ${text(body['customerName'])}: ${text(body['totalAmountIncludingTax'])} with VAT, at the customer's prices.`,
  );
  return { customer, quote: quote.body };
};

const refusalOf = ({ refusal, status }: Reply): string => refusal ?? `answered ${status}`;

/** Above the seller's limit nothing is posted before the approver agreed. */
const approve = async (teller: Teller, { seller, approver }: SalesCast, order: Entity): Promise<void> => {
  const ship = { path: `salesOrders(${text(order['id'])})/Microsoft.NAV.shipAndInvoice` };
  await teller.act(seller, ship, (reply) => `Refused: ${refusalOf(reply)}`);
  const request = await teller.act(
    seller,
    { path: 'approvalRequests', route: 'custom', body: { documentId: order['id'], comment: 'The goods are in stock.' } },
    ({ body }) => `Sent for approval to ${text(body['approverName'])}: ${text(body['amount'])} is above ${seller.name}'s limit.`,
  );
  await teller.act(approver, ship, (reply) => `Refused to the approver, too, while the request waits: ${refusalOf(reply)}`);
  const path = `approvalRequests(${text(request.body['id'])})/Microsoft.NAV.approve`;
  await teller.act(approver, { path, route: 'custom', body: { comment: 'Good.' } }, () => 'Approved: the order is released.');
};

/** The payment goes through the receipts journal and settles the invoice when the journal is posted. */
const receivePayment = async (teller: Teller, { accountant }: SalesCast, invoice: Entity): Promise<void> => {
  const [journal = {}] = await teller.list(accountant, 'customerPaymentJournals');
  const journalId = text(journal['id']);
  const amount = money(decimal(text(invoice['totalAmountIncludingTax'])).negated());
  await teller.act(
    accountant,
    {
      path: `customerPaymentJournals(${journalId})/customerPayments`,
      body: { customerNumber: invoice['customerNumber'], amount: Number(amount), appliesToInvoiceNumber: invoice['number'] },
    },
    ({ body }) => `Payment of ${text(body['amount'])} entered, to settle ${text(body['appliesToInvoiceNumber'])}.`,
  );
  await teller.act(
    accountant,
    { path: `journals(${journalId})/Microsoft.NAV.post` },
    () => 'Journal posted, all that was in it: money in the bank, invoice settled.',
  );
};

/** Order to cash: quote, order, approval, shipment and invoice, payment with its application, statement. */
export const orderToCash = async (teller: Teller, cast: SalesCast): Promise<SaleEnd> => {
  const { seller, accountant } = cast;
  const { customer, quote } = await quoteGoods(teller, cast);
  const made = await teller.act(
    seller,
    { path: `salesQuotes(${text(quote['id'])})/Microsoft.NAV.makeOrder` },
    () => 'The customer agrees: the quote becomes an order.',
  );
  const order = await teller.read(seller, `salesOrders(${idIn(made.location)})`);
  await approve(teller, cast, order);
  const ship = { path: `salesOrders(${text(order['id'])})/Microsoft.NAV.shipAndInvoice` };
  const posted = await teller.act(seller, ship, () => `Order ${text(order['number'])} shipped and invoiced.`);
  const invoice = await teller.read(accountant, `salesInvoices(${idIn(posted.location)})`);
  await receivePayment(teller, cast, invoice);
  const number = text(customer['number']);
  const [aged = {}] = await teller.list(accountant, `agedAccountsReceivables?$filter=customerNumber eq '${number}'`);
  return {
    customer: number,
    invoice: await teller.read(accountant, `salesInvoices(${text(invoice['id'])})`),
    statement: await teller.list(
      accountant,
      `customerLedgerEntries?$filter=customerNumber eq '${number}' and postingDate ge ${text(invoice['postingDate'])}`,
      'reports',
    ),
    aged,
  };
};
