import { explainChange, readBooks, totalOf, type AccountChange, type Books } from './books.ts';
import { orderToCash, type SaleEnd } from './order-to-cash.ts';
import { purchaseToPay, type PurchaseEnd } from './purchase-to-pay.ts';
import { Teller, type Actor, type Step } from './teller.ts';

/** Both stories with the books before, between and after. */
export interface Told {
  readonly sale: { readonly steps: readonly Step[]; readonly end: SaleEnd; readonly changes: readonly AccountChange[] };
  readonly purchase: { readonly steps: readonly Step[]; readonly end: PurchaseEnd; readonly changes: readonly AccountChange[] };
  readonly before: Books;
  readonly after: Books;
  /** All balances together, before and after: zero. */
  readonly totals: { readonly before: string; readonly after: string };
}

/** The people of both stories. */
export interface Cast {
  readonly seller: Actor;
  readonly buyer: Actor;
  readonly payer: Actor;
  readonly accountant: Actor;
}

const companyAt = async (base: string, actor: Actor): Promise<string> => {
  const response = await fetch(`${base}/api/v2.0/companies`, { headers: { authorization: `Bearer ${await actor.token()}` } });
  const { value } = (await response.json()) as { value: readonly { readonly id: string }[] };
  return value[0]?.id ?? '';
};

/** Tells both stories in the first company of an ERP with the demo data. `base` is everything before `/api/…`. */
export const tell = async (base: string, { seller, buyer, payer, accountant }: Cast): Promise<Told> => {
  const id = await companyAt(base, accountant);
  const on = (route: string): string => `${base}/api/${route}/companies(${id})`;
  const at = { standard: on('v2.0'), custom: on('smartAgents/erp/v1.0'), reports: on('microsoft/reportsFinance/beta') };
  const [selling, buying] = [new Teller(at), new Teller(at)];
  const before = await readBooks(selling, accountant);
  const sold = await orderToCash(selling, { seller, approver: accountant, accountant });
  const between = await readBooks(selling, accountant);
  const bought = await purchaseToPay(buying, { buyer, approver: accountant, payer });
  const after = await readBooks(buying, accountant);
  return {
    sale: { steps: selling.steps, end: sold, changes: await explainChange(selling, accountant, { before, after: between }) },
    purchase: { steps: buying.steps, end: bought, changes: await explainChange(buying, accountant, { before: between, after }) },
    before,
    after,
    totals: { before: totalOf(before), after: totalOf(after) },
  };
};
