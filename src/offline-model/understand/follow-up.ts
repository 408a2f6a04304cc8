import { partyOf, picked } from './context.ts';
import type { Context, Reader } from './context.ts';
import { isRefinable } from './goal.ts';
import type { CorrespondGoal, Goal, PartyRef, PurchaseGoal, ReadGoal, Subject } from './goal.ts';
import { readParties } from './parties.ts';
import type { Utterance } from './utterance.ts';

const sideOfSubject = (subject: Subject | undefined): readonly PartyRef['kind'][] =>
  subject === 'customer' || subject === 'invoice'
    ? ['customer']
    : subject === 'item'
      ? ['item']
      : subject === 'order'
        ? ['vendor', 'item']
        : ['vendor'];

const kindsOf = (goal: ReadGoal | CorrespondGoal | PurchaseGoal): readonly PartyRef['kind'][] =>
  goal.kind === 'correspond'
    ? ['customer']
    : goal.kind === 'purchase'
      ? ['vendor']
      : goal.parties[0] === undefined
        ? sideOfSubject(goal.subjects[0])
        : [goal.parties[0].kind];

const withParties = (goal: ReadGoal | CorrespondGoal | PurchaseGoal, parties: readonly PartyRef[]): Goal => {
  if (goal.kind === 'correspond') return { ...goal, who: parties, continues: false };
  if (goal.kind === 'purchase') return parties[0] === undefined ? goal : { ...goal, vendor: parties[0] };
  const { document: _document, ...rest } = goal;
  return { ...rest, parties };
};

/** A bare figure says how many of the one item whose quantity is still open. */
const withQuantity = (goal: Goal, said: Utterance): Goal => {
  const quantity = said.words.tokens.find(({ raw }) => /^\d{1,6}$/.test(raw))?.raw;
  const open = goal.kind === 'purchase' ? goal.lines.filter((line) => line.quantity === undefined) : [];
  if (goal.kind !== 'purchase' || quantity === undefined || open.length !== 1) return goal;
  return { ...goal, lines: goal.lines.map((line) => (line.quantity === undefined ? { ...line, quantity } : line)) };
};

const withTime = (goal: Goal, said: Utterance): Goal => {
  if (goal.kind === 'read' && said.time.period !== undefined) return { ...goal, period: said.time.period, isPeriodAssumed: false };
  if (goal.kind === 'correspond' && said.time.asOf !== undefined) return { ...goal, asOf: said.time.asOf };
  return goal.kind === 'purchase' && said.time.by !== undefined ? { ...goal, by: said.time.by } : goal;
};

/** Words that introduce a variation on the last request and nothing else. */
const variation =
  /^(and|also|now|then|or|but|ok|okay|yes|please|what about|how about|the|do|did|same|for|with|in|from|again|thing|that|this|it|one|ones|only|just|to|show|me|repeat|likewise|of|at|mean|i|meant|vendor|customer|supplier|item|number|no|on|during|use|take|let us|them|second|first|third|fourth|fifth|last|question|go|ahead|everything|all|\d{1,6}|of|pcs|pieces|units)*$/;

const isVariation = (said: Utterance): boolean => {
  const rest = said.plain.split(' ').filter((word) => word !== '' && !variation.test(word));
  return (
    rest.length === 0 ||
    (/^(and|what about|how about|same|do the same|now)\b/.test(said.plain) &&
      rest.every((word) => word === 'about' || word === 'what' || word === 'how'))
  );
};

const namesSomething = (said: Utterance): boolean =>
  said.numbers.length + said.familiar.length + said.names.length > 0 ||
  said.time.period !== undefined ||
  said.time.asOf !== undefined ||
  said.time.by !== undefined ||
  said.ordinal !== undefined ||
  /^(just |only )?\d{1,6}\b/.test(said.plain);

const partiesFor = (said: Utterance, context: Context, kinds: readonly PartyRef['kind'][]): readonly PartyRef[] => {
  const party = partyOf(picked(said, context));
  return party !== undefined && kinds.includes(party.kind) ? [party] : readParties({ ...said, cues: new Set() }, context, kinds);
};

/** `The same for V-1003`, `and in October?`, or a bare name in answer to a question: the last request with something replaced. */
export const readVariation: Reader = (said, context) => {
  const last = context.memory.goal;
  if (!isRefinable(last) || !namesSomething(said) || !isVariation(said)) return undefined;
  const introduces =
    /^(and|what about|how about|now|also|do (the same|it|that|this)|the same|same|again|or|but|then)\b/.test(said.plain) || said.cues.has('again');
  if (!introduces && !context.memory.asked) return undefined;
  const parties = partiesFor(said, context, kindsOf(last));
  if (parties.length === 0 && said.numbers.length + said.familiar.length + said.names.length > 0) return undefined;
  return withQuantity(withTime(parties.length === 0 ? last : withParties(last, parties), said), said);
};

/** `Continue`, `the rest`: the customers an earlier batch left, or the rows a list left out. */
export const readContinuation: Reader = (said, context) => {
  const last = context.memory.goal;
  const isBare = said.numbers.length + said.familiar.length + said.names.length === 0 && said.words.tokens.length <= 10;
  const agrees = said.cues.has('yes') && said.words.tokens.length <= 4;
  if (!isBare || !(said.cues.has('more') || (agrees && context.memory.asked))) return undefined;
  if (last?.kind === 'correspond') return { ...last, continues: true, cap: Math.max(last.cap, said.howMany ?? 0) };
  return (last?.kind === 'read' || last?.kind === 'contract') && said.cues.has('more') && said.words.tokens.length <= 5
    ? { kind: 'more' }
    : undefined;
};

/** `What is below its reorder point`, in answer to `which items?`. */
export const readShortageReply: Reader = (said, context) => {
  const last = context.memory.goal;
  return last?.kind === 'purchase' && context.memory.asked && last.lines.length === 0 && said.cues.has('low')
    ? { ...last, belowReorder: true }
    : undefined;
};
