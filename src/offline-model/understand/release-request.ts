import type { Context, Reader } from './context.ts';
import type { Goal } from './goal.ts';
import type { Utterance } from './utterance.ts';

const sending = /^(send|submit|put|hand|forward|pass|give|ask|request|get|start|seek)$/;
const approval =
  /\b((for|to|the|an?) (its |their |the |an? )?(approval|approver)|(my|our|her|his|the) approver|request approval|approval (for|of))\b/;

/** `Find PO-106001 and release it`: a release that a request goes on with. */
const goesOn = /\b(?:and|then) (?:please |also |then )*(?:release\b|(?:send|submit) (?:\S+ ){0,4}(?:for|to) (?:\S+ )?(?:approval|approver)\b)/;

/** Whether a message tells the agent to release something, or to send it for approval. */
const asksToRelease = ({ verb, plain }: Utterance): boolean => verb === 'release' || (sending.test(verb) && approval.test(plain));

const otherRecords = /\b(customers?|sales|invoices?|bills?|credit memos?|quotes?|payments?|receipts?|contracts?|renewals?|e-?mails?|statements?)\b/;
const parties: ReadonlySet<string> = new Set(['vendor', 'item']);

/** Whether it is about records other than purchase orders; an order may be named along with its vendor or an item. */
const isOther = ({ plain, numbers }: Utterance): boolean => {
  const saysOrder = /\b(orders?|pos?)\b/.test(plain);
  return otherRecords.test(plain) || numbers.some(({ kind }) => kind !== 'order' && kind !== 'unknown' && !(saysOrder && parties.has(kind)));
};

const ordersIn = (said: Utterance): readonly string[] =>
  said.numbers.filter(({ kind }) => kind === 'order' || kind === 'unknown').map(({ number }) => number);

/** The order whose card the user is looking at, where the message points at it. */
const pageOrder = (said: Utterance, { page }: Context): readonly string[] =>
  page?.kind === 'order' && /\b(it|this|this one|(this|the) (purchase )?(order|po))\b/.test(said.plain) ? [page.number] : [];

/** A request to release purchase orders, or to send them for the ERP's approval; an order is named by its number, or is the page's own. */
export const readReleaseRequest: Reader = (said, context): Goal | undefined => {
  const named = ordersIn(said);
  if (isOther(said) || !(asksToRelease(said) || (named.length > 0 && goesOn.test(said.plain)))) return undefined;
  if (!context.tools.has('release_purchase_order')) return { kind: 'cannot', capability: 'releasing purchase orders' };
  return { kind: 'release', orders: named.length > 0 ? named : pageOrder(said, context) };
};

/** The number of an order, in answer to `which order?`. */
export const readReleaseReply: Reader = (said, { memory }) => {
  const orders = ordersIn(said);
  const isBare = /^(the |it is |that is |please |purchase |order |po |number |no )*$/.test(`${said.plain} `.trimStart());
  return memory.goal?.kind === 'release' && memory.asked && orders.length > 0 && isBare && !isOther(said) ? { kind: 'release', orders } : undefined;
};
