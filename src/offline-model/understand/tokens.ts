import { isKnownWord, meantWord } from './lexicon.ts';

/** A word of a message. */
export interface Token {
  /** As typed, without the possessive `'s`. */
  readonly raw: string;
  /** In lower case, with a slip in a known word mended. */
  readonly word: string;
  /** Where `word` begins in the plain text. */
  readonly start: number;
  /** Whether it begins with a capital although no sentence begins with it. */
  readonly isProper: boolean;
  /** Whether the model knows the word, so that it says something other than a name. */
  readonly isKnown: boolean;
}

/** A message taken apart. */
export interface Words {
  readonly tokens: readonly Token[];
  /** The corrected words joined by single blanks; what patterns are matched against. */
  readonly plain: string;
  /** What stood in quotation marks, as typed. */
  readonly quoted: readonly string[];
  /** The message as typed. */
  readonly typed: string;
}

const unfold: readonly (readonly [RegExp, string])[] = [
  [/[’‘`]/g, "'"],
  [/[“”„]/g, '"'],
  [/[–—]/g, ' - '],
  [/\b(who|what|where|when|how|that|there|it)'?s\b/gi, '$1 is'],
  [/\b(do|does|did|is|are|was|has|have|should|would|could)n'?t\b/gi, '$1 not'],
  [/\bcan'?t\b/gi, 'can not'],
  [/\bi'd\b/gi, 'i would'],
  [/(\d),(\d{3})\b/g, '$1$2'],
  [/\b(\d+)(pcs|pieces|units|x)\b/gi, '$1 $2'],
];

const wordPattern = /[\p{L}\p{N}#&][\p{L}\p{N}.'&/_#@-]*/gu;
const known = (word: string): boolean => isKnownWord(word) || word === 'po' || word === 'pos';

const quotes = /"([^"]{1,2000})"/g;

/** Takes a message apart into corrected words. Quoted text is set aside, and its words are not read as a request. */
export const takeApart = (typed: string): Words => {
  const unfolded = unfold.reduce((text, [pattern, by]) => text.replace(pattern, by), typed.slice(0, 4000));
  const quoted = [...unfolded.matchAll(quotes)].map((match) => (match[1] ?? '').trim());
  const spoken = unfolded.replace(quotes, ' ');
  const tokens: Token[] = [];
  let plain = '';
  for (const match of spoken.matchAll(wordPattern)) {
    const raw = match[0].replace(/[.'/-]+$/, '').replace(/'s?$/, '');
    if (raw === '') continue;
    const begins = /(^|[.!?:]\s*|\n\s*)$/.test(spoken.slice(0, match.index));
    const isProper = /^\p{Lu}/u.test(raw) && !begins;
    const lower = raw.toLowerCase();
    const word = isProper ? lower : meantWord(lower);
    if (plain !== '') plain += ' ';
    tokens.push({ raw, word, start: plain.length, isProper, isKnown: known(word) });
    plain += word;
  }
  return { tokens, plain, quoted, typed };
};
