import { has } from './context.ts';
import type { Context } from './context.ts';
import { overviewSubjects } from './goal.ts';
import type { Goal, PartyRef, ReadGoal, Subject } from './goal.ts';
import { readParties } from './parties.ts';
import { readPresentation } from './presentation.ts';
import { rolling } from './spoken-date.ts';
import { documentSubjects, guessedKinds, impliedSubject, lackOnSide, masterSubjects, partyKinds, sideOf, throughLedger } from './subjects.ts';
import type { Utterance } from './utterance.ts';

const cannot = (capability: string): Goal => ({ kind: 'cannot', capability });

const documentNumber = (said: Utterance, subject: Subject | undefined): string | undefined => {
  if (subject !== 'invoice' && subject !== 'order' && subject !== 'receipt') return undefined;
  const wanted = said.numbers.find(({ kind }) => kind === subject) ?? said.familiar.find(({ kind }) => kind === subject);
  return wanted?.number;
};

/** Whether the message asks anything at all, or is nothing but a name or number. */
const isRequest = (said: Utterance): boolean => {
  const asks =
    /\b(show|list|find|get|give|tell|what|which|who|whose|where|when|how|is|are|do|does|did|have|has|check|see|look|search|display|pull|fetch|need|want|open|about|compare|read|view|info|information|details?|and|any)\b/;
  const picks = said.ordinal !== undefined && said.words.tokens.length <= 5;
  return picks || said.cues.size > 0 || asks.test(said.plain) || said.numbers.length + said.familiar.length > 0 || said.plain === '';
};

const wantsOverview = (said: Utterance, parties: readonly PartyRef[], named: readonly Subject[]): boolean =>
  parties.length === 1 && (has(said, 'everything') || (named.length === 0 && has(said, 'patterns', 'summary')));

const readGoal = (
  said: Utterance,
  context: Context,
  parts: { subjects: readonly Subject[]; parties: readonly PartyRef[]; overview: boolean; documentType?: string },
): ReadGoal => {
  const isPeriodAssumed = parts.overview && said.time.period === undefined && context.today !== undefined;
  const period = isPeriodAssumed ? rolling(6, 'month', context.today) : said.time.period;
  const document = documentNumber(said, parts.subjects[0]);
  return {
    kind: 'read',
    ...parts,
    ...(document === undefined ? {} : { document }),
    overdue:
      has(said, 'overdue') ||
      (has(said, 'open') && parts.subjects[0] === 'customer') ||
      (has(said, 'late') && parts.subjects.some((subject) => subject === 'customer' || subject === 'invoice' || subject === 'order')),
    open: has(said, 'open'),
    late: has(said, 'late'),
    ...(period === undefined ? {} : { period }),
    isPeriodAssumed,
    show: readPresentation(said),
  };
};

/** Reads a request to look something up. */
export const readReadRequest = (said: Utterance, context: Context): Goal | undefined => {
  if (!isRequest(said)) return undefined;
  const side = sideOf(said, context);
  const named = documentSubjects(said);
  const implied = impliedSubject(said, side);
  const lone = named[0] ?? implied;
  const masters = named.length === 0 && !has(said, 'low', 'stock', 'price') ? masterSubjects(said) : [];
  const subjects = named.length > 0 ? named : masters.length > 1 ? masters : lone === undefined ? [] : [lone];
  const lack = lackOnSide(subjects, side);
  if (lack !== undefined) return cannot(lack);
  const kinds = lone === undefined ? guessedKinds(said, context, partyKinds(lone, side)) : partyKinds(lone, side);
  const isByNumber = documentNumber(said, lone) !== undefined;
  const parties = isByNumber
    ? []
    : readParties(said, context, kinds).map((party) =>
        lone === undefined && party.number === undefined ? { ...party, orElse: kinds.filter((kind) => kind !== party.kind) } : party,
      );
  const [party] = parties;
  if (party !== undefined && wantsOverview(said, parties, named)) {
    return readGoal(said, context, { subjects: overviewSubjects[party.kind], parties, overview: true });
  }
  if (subjects.length > 0) return readGoal(said, context, { ...throughLedger(subjects, side), parties, overview: false });
  if (party === undefined) return undefined;
  return readGoal(said, context, { subjects: [party.kind], parties, overview: false });
};
