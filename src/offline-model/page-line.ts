import type { IsoDate } from './calendar.ts';
import { isDate } from './calendar.ts';
import type { KnownRecord, RecordKind } from './memory/known-records.ts';

const kinds: Readonly<Record<string, RecordKind>> = {
  customer: 'customer',
  vendor: 'vendor',
  item: 'item',
  'purchase order': 'order',
  order: 'order',
  'sales invoice': 'invoice',
  invoice: 'invoice',
};

/** Today's date as the system text gives it (`Today is 2026-11-24 (Tuesday).`); the last one counts. */
export const readToday = (system: string): IsoDate | undefined =>
  [...system.matchAll(/\bToday is (\d{4}-\d{2}-\d{2})\b/g)].map((match) => match[1] ?? '').findLast(isDate);

/** The agents that may be asked, as the system text names them (`You may ask the agent "Purchase planner": …`). */
export const readColleagues = (system: string): readonly string[] =>
  [...system.matchAll(/^You may ask the agent "([^"\n]+)":/gm)].map((match) => match[1] ?? '');

/**
 * The record whose card the user is looking at (`The user is looking at: vendor V-1042 (Name).`), by the
 * last such line; undefined on a list, on the home page, or without one.
 */
export const readPage = (system: string): KnownRecord | undefined => {
  const line = system.split('\n').findLast((candidate) => candidate.includes('The user is looking at')) ?? '';
  const match =
    /The user is looking at:? (?:the )?(customer|vendor|item|purchase order|order|sales invoice|invoice) (\S+?)(?: \((.*)\))?\.?\s*$/.exec(line);
  const kind = kinds[match?.[1] ?? ''];
  const number = match?.[2] ?? '';
  return kind === undefined || !/\d/.test(number) ? undefined : { kind, number, name: match?.[3] ?? '' };
};
