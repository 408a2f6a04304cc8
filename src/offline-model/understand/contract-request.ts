import { isContractTool } from '../tool-catalog.ts';
import { textOf } from '../json-row.ts';
import { readBeyond } from './beyond.ts';
import { has, picked } from './context.ts';
import type { Context, Reader } from './context.ts';
import type { ContractGoal, Goal, PartyRef } from './goal.ts';
import type { Utterance } from './utterance.ts';

const preparing = /^(prepare|draft|renew|extend|prolong|propose|create|make|raise|start|set up)$/;
const submitting = /^(submit|conclude|finali[sz]e|hand in)$/;
const ending = /^(terminate|cancel|end|discontinue)$/;

/** Verbs a request begins or goes on with: `find CT-10003 and prepare a renewal`. */
const verbsOf = ({ verb, plain }: Utterance): readonly string[] => [
  verb,
  ...[...plain.matchAll(/\b(?:and|then) (?:please |also |then )*([a-z]+)/g)].map((match) => match[1] ?? ''),
];

const numberOf = (said: Utterance, kind: 'contract' | 'renewal'): string | undefined => said.numbers.find((one) => one.kind === kind)?.number;

const lastOf = (context: Context, read: (call: Context['memory']['calls'][number]) => string): string | undefined =>
  context.memory.calls
    .filter(({ tool }) => isContractTool(tool))
    .map(read)
    .findLast((number) => number !== '');

/** The contract last spoken of, and the renewal last made of one. */
const lastContract = (context: Context): string | undefined =>
  lastOf(context, ({ args, result }) => textOf(args, 'contractNumber') || textOf(result.data, 'contractNumber'));
const lastRenewal = (context: Context): string | undefined =>
  lastOf(context, ({ args, result }) => textOf(result.data, 'renewalNumber') || textOf(args, 'renewalNumber'));

const pointsBack = (said: Utterance): boolean =>
  has(said, 'they', 'this', 'again') || /\b(the|that|this) (contract|renewal|draft)\b/.test(said.plain);

const contractFor = (said: Utterance, context: Context): string | undefined => {
  const named = numberOf(said, 'contract');
  if (named !== undefined) return named;
  const listed = picked(said, context);
  if (listed?.kind === 'contract') return listed.number;
  return pointsBack(said) ? lastContract(context) : undefined;
};

const isAbout = (said: Utterance, context: Context): boolean =>
  has(said, 'contract') ||
  numberOf(said, 'contract') !== undefined ||
  numberOf(said, 'renewal') !== undefined ||
  picked(said, context)?.kind === 'contract' ||
  (context.memory.goal?.kind === 'contract' && pointsBack(said) && verbsOf(said).some((verb) => preparing.test(verb) || submitting.test(verb)));

const spelled: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5 };
const countOf = (word: string): number => spelled[word] ?? Number(word);

/** `For 24 months`, `by another two years`: the length of the new term in months. */
const monthsIn = (plain: string): number | undefined => {
  const match = /\b(?:for|by) (?:another |the next |a further )?(\d{1,3}|an?|one|two|three|four|five) (?:more |further )?(month|year)s?\b/.exec(
    plain,
  );
  return match === null ? undefined : countOf(match[1] ?? '') * (match[2] === 'year' ? 12 : 1);
};

/** `At 13,000 a year`, `with a value of 9500.50`: the new annual value; a figure of months or days is none. */
const valueIn = (plain: string): string | undefined =>
  /\b(?:at|worth|(?:annual )?value(?: of)?|price of|for) (?:eur |euro |only )?(\d{3,9}(?:\.\d{1,2})?)\b(?! ?(?:months?|years?|days?|weeks?)\b)/.exec(
    plain,
  )?.[1];

const daysOf: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, quarter: 90, year: 365 };

/** `In the next 90 days`, `next quarter`, `now`: how far ahead to look. */
const daysAheadIn = (plain: string): number | undefined => {
  if (/\b(right now|now|today|due|currently|open for renewal|(window|windows) (is|are) open)\b/.test(plain)) return 0;
  const match = /\b(?:next|within|in|coming|following) (?:the )?(?:next |coming )?(\d{1,3}|two|three)? ?(day|week|month|quarter|year)s?\b/.exec(
    plain,
  );
  return match === null ? undefined : Math.min(730, countOf(match[1] ?? 'one') * (daysOf[match[2] ?? ''] ?? 0));
};

const categoryIn = (plain: string): string | undefined =>
  /\b(goods|services|facilities)\b|\bcategory ([a-z]+)\b/.exec(plain)?.slice(1).find(Boolean)?.toUpperCase();

const vendorIn = (said: Utterance): PartyRef | undefined => {
  const number = said.numbers.find(({ kind }) => kind === 'vendor')?.number ?? said.familiar.find(({ kind }) => kind === 'vendor')?.number;
  if (number !== undefined) return { kind: 'vendor', number };
  const name = said.names.find(({ lead }) => /^(from|with|of|by|vendor|supplier)$/.test(lead))?.name;
  return name === undefined ? undefined : { kind: 'vendor', name };
};

/** What stands behind `because`, in the user's own words. */
const reasonIn = (typed: string): string | undefined => /\b(?:because|reason:)\s+(\S.{0,248})/is.exec(typed)?.[1]?.replace(/\s+/g, ' ').trim();

const deedOf = (said: Utterance): ContractGoal['deed'] | 'end' | undefined => {
  const verbs = verbsOf(said);
  if (verbs.some((verb) => submitting.test(verb))) return 'submit';
  if (verbs.some((verb) => preparing.test(verb))) return 'prepare';
  return verbs.some((verb) => ending.test(verb)) ? 'end' : undefined;
};

const found = (said: Utterance): ContractGoal => {
  const { plain } = said.words;
  const [vendor, category, daysAhead] = [vendorIn(said), categoryIn(plain), daysAheadIn(plain)];
  return {
    kind: 'contract',
    deed: 'find',
    ...(vendor === undefined ? {} : { vendor }),
    ...(category === undefined ? {} : { category }),
    ...(daysAhead === undefined ? {} : { daysAhead }),
  };
};

const prepared = (said: Utterance, contract: string | undefined): ContractGoal => {
  const asked = said.words.plain.replace(/\b(because|reason)\b.*$/, '');
  const [months, value, reason] = [monthsIn(asked), valueIn(asked), reasonIn(said.words.typed)];
  return {
    kind: 'contract',
    deed: 'prepare',
    ...(contract === undefined ? {} : { contract }),
    ...(months === undefined ? {} : { months }),
    ...(value === undefined ? {} : { value }),
    ...(reason === undefined ? {} : { reason }),
  };
};

/** A request about contracts: which are near renewal, one of them, a renewal to be prepared or submitted. */
export const readContractRequest: Reader = (said, context): Goal | undefined => {
  if (!isAbout(said, context)) return undefined;
  const deed = deedOf(said);
  if (deed === 'end') return { kind: 'cannot', capability: 'ending contracts' };
  const beyond = deed === undefined ? readBeyond(said, context) : undefined;
  if (beyond !== undefined) return beyond;
  if (deed === 'submit') {
    const [contract, named] = [numberOf(said, 'contract'), numberOf(said, 'renewal')];
    const renewal = named ?? (contract === undefined ? lastRenewal(context) : undefined);
    return { kind: 'contract', deed, ...(renewal === undefined ? {} : { renewal }), ...(contract === undefined ? {} : { contract }) };
  }
  const contract = contractFor(said, context);
  if (deed === 'prepare') return prepared(said, contract);
  const renewal = numberOf(said, 'renewal');
  if (contract === undefined && renewal === undefined) return found(said);
  return { kind: 'contract', deed: 'read', ...(contract === undefined ? {} : { contract }), ...(renewal === undefined ? {} : { renewal }) };
};
