import type { KnownRecord } from '../memory/known-records.ts';
import { partyOf, picked } from './context.ts';
import type { Context } from './context.ts';
import type { PartyRef } from './goal.ts';
import { singular } from './names.ts';
import type { Utterance } from './utterance.ts';

/** A kind of party. */
export type PartyKind = PartyRef['kind'];

const leads: Readonly<Record<string, PartyKind>> = {
  customer: 'customer',
  client: 'customer',
  debtor: 'customer',
  vendor: 'vendor',
  supplier: 'vendor',
  creditor: 'vendor',
  item: 'item',
  product: 'item',
  article: 'item',
  reorder: 'item',
  restock: 'item',
  replenish: 'item',
  buy: 'item',
};

/** The records a pronoun or `this vendor` stands for. */
const pointedAt = (said: Utterance, context: Context, kinds: readonly PartyKind[]): readonly KnownRecord[] => {
  const { memory, page } = context;
  const fits = (record: KnownRecord | undefined): record is KnownRecord => record !== undefined && kinds.some((kind) => kind === record.kind);
  if (said.cues.has('this') && fits(page)) return [page];
  if (!said.cues.has('they') && !said.cues.has('this')) return [];
  if (fits(memory.focus)) return [memory.focus];
  const listed = memory.list.filter(fits);
  if (/\b(them|they|their|all of)\b/.test(said.plain) && listed.length > 0) return listed;
  return fits(page) ? [page] : [];
};

/** `The first two`: so many of the records last listed, where no noun says that a new list is meant. */
const firstOnes = (said: Utterance, context: Context): readonly KnownRecord[] => {
  if (
    said.howMany === undefined ||
    !/\b(first|top|last) (\d{1,2}|[a-z]+)( ones| of (them|those|these))?( (only|please|on (the|that|this) list))*$/.test(said.plain)
  )
    return [];
  const { list } = context.memory;
  return /\blast (\d{1,2}|[a-z]+)/.test(said.plain) ? list.slice(-said.howMany) : list.slice(0, said.howMany);
};

const ofKind =
  (kinds: readonly PartyKind[]) =>
  (party: PartyRef | undefined): party is PartyRef =>
    party !== undefined && kinds.includes(party.kind);

const namedParty = (name: string, kind: PartyKind): PartyRef => ({ kind, name: kind === 'item' ? singular(name) : name });

/**
 * The parties a message is about: by number, by a name already seen, by position in the last list, by
 * pronoun, or by a name still to be looked up, which is taken to be of the first of `kinds`.
 */
export const readParties = (said: Utterance, context: Context, kinds: readonly PartyKind[]): readonly PartyRef[] => {
  const [first = 'customer'] = kinds;
  const numbers = said.numbers
    .filter(({ kind }) => kind === 'unknown' || kinds.some((wanted) => wanted === kind))
    .map(({ number, kind }): PartyRef => ({ kind: kind === 'customer' || kind === 'vendor' || kind === 'item' ? kind : first, number }));
  const familiar = said.familiar.map(partyOf).filter(ofKind(kinds));
  const distinct = [...numbers, ...familiar].filter((party, index, all) => all.findIndex((other) => other.number === party.number) === index);
  if (distinct.length > 0) return distinct;
  const several = firstOnes(said, context).map(partyOf).filter(ofKind(kinds));
  if (several.length > 0) return several;
  const position = partyOf(picked(said, context));
  if (ofKind(kinds)(position)) return [position];
  const names = said.names.map(({ name, lead }): PartyRef => namedParty(name, leads[lead] ?? first)).filter(({ kind }) => kinds.includes(kind));
  if (names.length > 0) return names;
  const [quoted] = said.words.quoted;
  if (quoted !== undefined && !said.cues.has('email') && quoted.length <= 80) return [namedParty(quoted, first)];
  return pointedAt(said, context, kinds).map(partyOf).filter(ofKind(kinds));
};
