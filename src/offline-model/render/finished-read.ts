import { rowsOf, textOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';
import type { KnownRecords } from '../memory/known-records.ts';
import { toolFacts, toolFor } from '../tool-catalog.ts';
import type { DoneCall } from '../transcript.ts';
import type { PartyRef, Subject } from '../understand/goal.ts';
import type { Period } from '../understand/spoken-date.ts';
import { asText } from './format.ts';

/** A read of the goal that has its result. */
export interface FinishedRead {
  readonly subject: Subject;
  readonly party?: PartyRef;
  readonly done: DoneCall;
}

/** ` from 2026-05-24 to 2026-11-24`, with a blank in front; empty without a period. */
export const spanOf = (period: Period | undefined): string => {
  if (period?.from !== undefined && period.to !== undefined)
    return period.from === period.to ? ` on ${period.from}` : ` from ${period.from} to ${period.to}`;
  return period?.from !== undefined ? ` since ${period.from}` : period?.to !== undefined ? ` until ${period.to}` : '';
};

/** A party as it is named in a sentence: `Copperline Components (V-1042)`, or in quotes where only a name was said. */
export const nameFor = (party: PartyRef | undefined, known: KnownRecords): string => {
  if (party === undefined) return '';
  const number = party.number ?? '';
  const name = asText(party.name ?? known.nameOf(number));
  return number === '' ? `"${name}"` : name === '' ? asText(number) : `${name} (${asText(number)})`;
};

/** The row a card is about: the party's own, where a search brought several. */
export const cardRow = ({ subject, party, done }: FinishedRead): Row | undefined => {
  const rows = rowsOf(done.result.data, toolFacts(toolFor[subject]).list);
  return rows.find((row) => party?.number !== undefined && textOf(row, 'number') === party.number) ?? rows[0];
};

/** Whether a subject is a master record, shown as a card, rather than documents. */
export const isCard = (subject: Subject): boolean => subject === 'customer' || subject === 'vendor' || subject === 'item';
