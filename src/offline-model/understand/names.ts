import type { Token } from './tokens.ts';

/** A name in a message that no tool result has shown yet. */
export interface SpokenName {
  readonly name: string;
  /** The preposition or noun right before it, e.g. `from` or `customer`; empty at the start. */
  readonly lead: string;
  /** Index of the token it begins with. */
  readonly at: number;
}

const joins = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  return token !== undefined && (token.raw === '&' || token.raw.toLowerCase() === 'und');
};

/** What a name in lower case stands behind; elsewhere an unknown word is just unknown. */
const leads =
  /^(for|of|from|to|about|with|by|at|is|are|was|does|do|did|has|have|on|in|and|or|vs|versus|against|between|than|compare|remind|email|mail|chase|show|find|see|get|me|order|reorder|buy|restock|many|much|paying|pay|paid|stock|price|the|an?|any|some|customers?|clients?|vendors?|suppliers?|creditors?|debtors?|items?|products?|articles?|company|called|named|supplies|\d+|our|my|how|what|x|pcs|units|pieces|overview|profile|open|overdue|it)$/;

/** A token that can be part of a name on its own. */
const isNameWord = (token: Token): boolean => !token.isKnown && /\p{L}/u.test(token.raw);

/**
 * The names a message holds: stretches of words the model does not know, together with the
 * capitalised words that touch them (`Copperline Parts`). Tokens already read as numbers or time are left out.
 */
export const readNames = (tokens: readonly Token[], taken: ReadonlySet<number>): readonly SpokenName[] => {
  const part = tokens.map((token, at) => !taken.has(at) && isNameWord(token));
  for (const at of tokens.keys()) {
    const touches = part[at - 1] === true || (joins(tokens, at - 1) && part[at - 2] === true);
    if (!taken.has(at) && touches && (tokens[at]?.isProper === true || joins(tokens, at))) part[at] = true;
  }
  for (const at of [...tokens.keys()].reverse()) {
    if (!taken.has(at) && part[at + 1] === true && tokens[at]?.isProper === true) part[at] = true;
  }
  const names: SpokenName[] = [];
  const isName = (run: readonly Token[], lead: string): boolean => {
    const proper = run.filter((token) => token.isProper).length;
    return proper * 2 >= run.length || (run.length <= 3 && (run.length === tokens.length || leads.test(lead)));
  };
  let from = -1;
  for (let at = 0; at <= tokens.length; at++) {
    if (part[at] === true) from = from === -1 ? at : from;
    else if (from !== -1) {
      const name = tokens
        .slice(from, at)
        .map((token) => token.raw)
        .join(' ')
        .replace(/^[&\s]+|[&\s]+$/g, '');
      const lead = tokens[from - 1]?.word ?? '';
      if (name.length > 1 && isName(tokens.slice(from, at), lead)) names.push({ name, lead, at: from });
      from = -1;
    }
  }
  return names;
};

/** A name in the singular as an item search wants it: `oak panels` finds less than `oak panel`. */
export const singular = (name: string): string => name.replace(/([^s\s])s$/i, '$1').replace(/\bboxe$/i, 'box');
