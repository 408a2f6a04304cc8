import type { Reader } from './context.ts';

/** Verbs that ask for something none of the known tools does, and what that is called in a refusal. */
const deeds: readonly (readonly [RegExp, string])[] = [
  [/^(delete|remove|erase|purge)$/, 'deleting records'],
  [/^(post|book|reverse|receive)$/, 'posting documents'],
  [/^(pay|settle|refund|reimburse)$/, 'paying or refunding'],
  [
    /^(change|update|modify|edit|rename|set|increase|decrease|adjust|raise|lower|block|unblock|correct|fix|move|merge|duplicate|copy|archive|assign|write-?off|waive|mark)$/,
    'changing records',
  ],
  [/^(approve|confirm|reject|authori[sz]e)$/, 'approving or rejecting'],
  [/^release$/, 'releasing documents of that kind'],
  [/^(credit)$/, 'creating credit memos'],
  [/^(transfer)$/, 'transfers'],
  [/^(export|download|print|upload|import|fax)$/, 'exporting, importing or printing files'],
  [/^(cancel|void|close)$/, 'cancelling documents'],
  [/^(create|add|register|make|new|open)$/, 'creating records of that kind'],
  [/^(schedule|automate|book a)$/, 'scheduling'],
  [/^(forecast|predict)$/, 'forecasting'],
  [/^(phone|ring|call)$/, 'making calls'],
  [/^(run|execute|drop)$/, 'running programs or queries'],
];

/** A deed needs something to be done to: `open` and `make` also begin many harmless questions. */
const mild = /^(create|add|make|new|open|set|raise|lower|call|run|cancel|close|confirm|correct|copy|receive|credit|move)$/;
const objects =
  /\b(customers?|vendors?|suppliers?|items?|products?|invoices?|orders?|pos?|accounts?|journals?|users?|agents?|credit memos?|quotes?|contacts?|prices?|limits?|terms|permissions?|rights|records?|addresses|address|balances?|discounts?|reports?|sql|scripts?|tables?|database)\b/;

/** What the request begins with, or goes on with after `and` or `then`. */
const verbsOf = (verb: string, plain: string): readonly string[] => [
  verb,
  ...[...plain.matchAll(/\b(?:and|then) (?:please |also |then )*([a-z-]+)/g)].map((match) => match[1] ?? ''),
];

/** `open purchase orders`, `cancel that`: the verb is an adjective, or its object nothing. */
const isDeed = (verb: string, plain: string, numbered: boolean): boolean => {
  if (!mild.test(verb)) return true;
  if (verb === 'open') return new RegExp(`\\bopen (me )?(an? |new )`).test(plain) && objects.test(plain);
  return numbered || objects.test(plain);
};

/** Recognises requests for what this model has no tool for, such as deleting, posting or paying. */
export const readBeyond: Reader = (said) => {
  for (const verb of verbsOf(said.verb, said.plain)) {
    const deed = deeds.find(([pattern]) => pattern.test(verb));
    if (deed !== undefined && isDeed(verb, said.plain, said.numbers.length > 0)) return { kind: 'cannot', capability: deed[1] };
  }
  return undefined;
};
