import { toolFor } from '../tool-catalog.ts';
import { has, mentions, picked } from './context.ts';
import type { Context } from './context.ts';
import type { Cue } from './cues.ts';
import type { Subject } from './goal.ts';
import type { PartyKind } from './parties.ts';
import type { Utterance } from './utterance.ts';

/** Customers' business or vendors'; undefined where a message does not say. */
export type Side = 'customer' | 'vendor' | undefined;

/** On which side of the business the message stands: customers' or vendors'. */
export const sideOf = (said: Utterance, context: Context): Side => {
  if (mentions(said, 'customer') || has(said, 'customer') || /\bsales (orders?|invoices?|quotes?)\b/.test(said.plain)) return 'customer';
  if (mentions(said, 'vendor') || has(said, 'vendor', 'weOwe') || /\bpurchase (invoices?|orders?)\b/.test(said.plain)) return 'vendor';
  const pointed =
    picked(said, context) ??
    (has(said, 'this') ? (context.page ?? context.memory.focus) : has(said, 'they') ? (context.memory.focus ?? context.memory.list[0]) : undefined);
  if (pointed?.kind === 'customer' || pointed?.kind === 'vendor') return pointed.kind;
  if (has(said, 'oweWord')) return 'customer';
  const sells = context.tools.has('read_customer') || context.tools.has('read_sales_invoices');
  const buys = context.tools.has('read_vendor') || context.tools.has('read_purchase_orders');
  return sells && !buys ? 'customer' : buys && !sells ? 'vendor' : undefined;
};

/** Documents named outright, in the order a reader expects them. */
const documents: readonly (readonly [Cue, Subject])[] = [
  ['order', 'order'],
  ['receipt', 'receipt'],
  ['invoice', 'invoice'],
  ['payment', 'payment'],
  ['ledger', 'ledger'],
  ['case', 'case'],
];

/** Master records asked for as such, e.g. `all vendors and customers`. */
export const masterSubjects = (said: Utterance): readonly Subject[] => {
  const nouns: readonly (readonly [RegExp, Subject])[] = [
    [/\b(customers|clients|debtors)\b/, 'customer'],
    [/\b(vendors|suppliers|creditors)\b/, 'vendor'],
    [/\b(items|products|articles)\b/, 'item'],
  ];
  return nouns.filter(([noun]) => noun.test(said.plain)).map(([, subject]) => subject);
};

/** The kinds of document a message names; those it names by number come first and alone. */
export const documentSubjects = (said: Utterance): readonly Subject[] => {
  const named = documents.filter(([cue]) => has(said, cue)).map(([, subject]) => subject);
  const numbered: Subject[] = mentions(said, 'invoice')
    ? ['invoice']
    : mentions(said, 'order')
      ? ['order']
      : mentions(said, 'receipt')
        ? ['receipt']
        : [];
  if (numbered.length > 0) return numbered;
  return named;
};

/** What the verbs and qualities point at when no document is named. */
export const impliedSubject = (said: Utterance, side: Side): Subject | undefined => {
  if (has(said, 'low')) return 'reorder';
  if (has(said, 'buyWord')) return side === 'vendor' ? 'order' : 'invoice';
  if (has(said, 'payWord')) return side === 'customer' ? 'invoice' : side === undefined && has(said, 'open') ? 'customer' : 'payment';
  if (has(said, 'item', 'stock', 'price') || mentions(said, 'item')) return 'item';
  if (side === 'vendor' && has(said, 'deliverWord', 'late')) return 'receipt';
  if (has(said, 'customer', 'oweWord', 'overdue') && side !== 'vendor') return 'customer';
  if (has(said, 'vendor', 'weOwe')) return 'vendor';
  return undefined;
};

/** The kinds a party can be of; a bare name is taken to be of the first. */
export const partyKinds = (subject: Subject | undefined, side: Side): readonly PartyKind[] => {
  if (subject === 'item') return ['item'];
  if (subject === 'reorder') return ['vendor', 'item'];
  if (subject === 'invoice' || subject === 'customer' || (subject === 'case' && side === 'customer'))
    return side === 'vendor' ? ['vendor'] : ['customer'];
  if (subject === 'order') return side === 'customer' ? ['customer'] : ['vendor', 'item'];
  if (subject === undefined) return side === 'vendor' ? ['vendor', 'customer', 'item'] : ['customer', 'vendor', 'item'];
  return ['vendor'];
};

/** A bare name in lower case (`oak panel`) is first taken for an item, one with capitals for a party. */
export const guessedKinds = (said: Utterance, context: Context, kinds: readonly PartyKind[]): readonly PartyKind[] => {
  const isPlainName = said.names.length > 0 && said.names.every(({ name }) => name === name.toLowerCase());
  const guess: readonly PartyKind[] = isPlainName && context.tools.has('read_items') ? ['item', 'vendor', 'customer'] : kinds;
  return guess.filter((kind) => context.tools.has(toolFor[kind]));
};

/** What there is no tool for on one side of the business, whatever the agent. */
export const lackOnSide = (subjects: readonly Subject[], side: Side): string | undefined => {
  if (side !== 'customer') return undefined;
  if (subjects.includes('order')) return 'looking up sales orders';
  if (subjects.includes('payment')) return 'looking up payments from customers';
  if (subjects.includes('receipt')) return 'looking up deliveries to customers';
  return undefined;
};

/** An invoice of a vendor is seen in the vendor's ledger. */
export const throughLedger = (subjects: readonly Subject[], side: Side): { subjects: readonly Subject[]; documentType?: string } =>
  side === 'vendor' && subjects.includes('invoice')
    ? { subjects: subjects.map((subject) => (subject === 'invoice' ? 'ledger' : subject)), documentType: 'Invoice' }
    : { subjects };
