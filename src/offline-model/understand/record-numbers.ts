import { isDate } from '../calendar.ts';
import type { KnownRecords, RecordKind } from '../memory/known-records.ts';
import type { Token } from './tokens.ts';

/** A record's number as the message names it, and what kind of record it seems to be. */
export interface NamedNumber {
  readonly number: string;
  readonly kind: RecordKind | 'unknown';
  /** Index of the token it was read from. */
  readonly at: number;
}

/** Nouns that say what the number behind them is. */
const nouns: Readonly<Record<string, RecordKind>> = {
  customer: 'customer',
  client: 'customer',
  debtor: 'customer',
  vendor: 'vendor',
  supplier: 'vendor',
  creditor: 'vendor',
  item: 'item',
  product: 'item',
  article: 'item',
  part: 'item',
  sku: 'item',
  invoice: 'invoice',
  bill: 'invoice',
  order: 'order',
  orders: 'order',
  po: 'order',
  pos: 'order',
  receipt: 'receipt',
  contract: 'contract',
  contracts: 'contract',
  renewal: 'renewal',
  renewals: 'renewal',
  customers: 'customer',
  vendors: 'vendor',
  suppliers: 'vendor',
  items: 'item',
  invoices: 'invoice',
};

/** What common number series begin with. */
const series: readonly (readonly [RegExp, RecordKind])[] = [
  [/^(PS-?INV|PSI|SI|S-?INV|INV)-?\d/, 'invoice'],
  [/^(VI|PI|P-?INV)-?\d/, 'vendorInvoice'],
  [/^(PO|P-?ORD|POR)-?\d/, 'order'],
  [/^(PR|P-?RCPT|RCPT|GR)-?\d/, 'receipt'],
  [/^CT-?\d/, 'contract'],
  [/^RN-?\d/, 'renewal'],
  [/^(V|VEND|VENDOR|SUP)-?\d/, 'vendor'],
  [/^(C|CU|CUST|CUSTOMER|D)-?\d/, 'customer'],
  [/^(I|IT|ITM|ITEM|ART|SKU)-?\d/, 'item'],
  [/^\d{3,5}-[A-Z]$/, 'item'],
];

const isMixed = (raw: string): boolean =>
  /\d/.test(raw) && /[a-z]/i.test(raw) && /^[A-Za-z0-9][A-Za-z0-9/_-]*\d[A-Za-z0-9-]*$|^\d+-[A-Za-z]$/.test(raw) && /\d{2}/.test(raw);
const isOrdinal = (raw: string): boolean => /^\d+(st|nd|rd|th|d|k|m|days?)$/i.test(raw);
const isYear = (raw: string): boolean => /^(19|20)\d{2}$/.test(raw);

/** The noun before a number, with `no.`, `number` and the like between them skipped. */
const nounBefore = (tokens: readonly Token[], at: number): { noun: RecordKind | undefined; isPlural: boolean } => {
  const skipped = new Set(['no', 'nr', 'number', 'numbers', 'num', '#']);
  for (let index = at - 1; index >= Math.max(0, at - 2); index--) {
    const word = tokens[index]?.word ?? '';
    if (nouns[word] !== undefined) return { noun: nouns[word], isPlural: word.endsWith('s') };
    if (!skipped.has(word)) break;
  }
  return { noun: undefined, isPlural: false };
};

/** `v1042` as this model writes it where nothing in the conversation spells it otherwise: `V-1042`. */
const spelled = (raw: string): string => raw.toUpperCase().replace(/^([A-Z]{1,4})(\d{3,})$/, '$1-$2');

const readOne = (tokens: readonly Token[], at: number, known: KnownRecords): NamedNumber | undefined => {
  const raw = tokens[at]?.raw.replace(/^#/, '') ?? '';
  if (raw === '' || isDate(raw) || /^\d{4}-\d{2}$/.test(raw) || isOrdinal(raw) || /^[qh][1-4]$/i.test(raw)) return undefined;
  if (/^(over|above|than|least|below|under|exceeding|most)$/.test(tokens[at - 1]?.word ?? '')) return undefined;
  const { noun, isPlural } = nounBefore(tokens, at);
  const isDigits = /^\d{3,}$/.test(raw);
  const familiar = known.byNumber(raw);
  if (familiar !== undefined && (isMixed(raw) || isDigits)) return { number: familiar.number, kind: familiar.kind, at };
  if (isDigits && ((noun === undefined && raw.length < 5) || (isPlural && isYear(raw)))) return undefined;
  if (!isDigits && !isMixed(raw)) return undefined;
  const number = isDigits ? raw : spelled(raw);
  const bySeries = series.find(([pattern]) => pattern.test(number))?.[1];
  return { number, kind: bySeries ?? noun ?? 'unknown', at };
};

/** All record numbers a message names, in order, each once. */
export const readNumbers = (tokens: readonly Token[], known: KnownRecords): readonly NamedNumber[] => {
  const found: NamedNumber[] = [];
  for (const at of tokens.keys()) {
    const one = readOne(tokens, at, known);
    if (one !== undefined && !found.some((other) => other.number === one.number)) found.push(one);
  }
  return found;
};
