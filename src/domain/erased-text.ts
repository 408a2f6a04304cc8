import { cutText } from '../kernel/kept-text.ts';
import { erasedMark, withoutNames } from './erasure.ts';

/**
 * A person's name is taken out of stored texts, and no text that a program reads is broken by it. Of JSON only the strings
 * are changed, and of its keys those that are no identifiers; of a filter over records only its constants. A value that as
 * a whole is one of the product's own words, a currency, a number, an instant or somebody else's id is nobody's name,
 * whatever she is called: `ask`, `active` and `read_customer` stay where an agent's autonomy, state and tools are kept.
 */

/** What is known of texts besides the names. */
export interface OwnTexts {
  /** The product's closed word lists, names of tools among them. */
  readonly words: ReadonlySet<string>;
  /** New names of things that other texts refer to, by the old ones. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Whether a text is an OData filter. */
  readonly isFilter: (text: string) => boolean;
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const nobodysId = '00000000-0000-0000-0000-000000000000';
const plainValue = /^(?:[+-]?\d+(?:\.\d+)?|\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?)$/;
const wholeUuid = new RegExp(`^${uuid}$`, 'iu');
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Constants of a filter are the ERP's, whatever is called the same here. */
const nothing: ReadonlyMap<string, string> = new Map();

const isName = (text: string, names: readonly string[]): boolean => names.some((name) => name.toLowerCase() === text.toLowerCase());

const isNobodys = (text: string, names: readonly string[], { words }: OwnTexts): boolean =>
  words.has(text) || currencies.has(text) || plainValue.test(text) || (wholeUuid.test(text) && !isName(text, names));

const isJson = (text: string): boolean => {
  if (!/^\s*["[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const jsonStrings = /("(?:[^"\\]|\\.)*")(\s*:)?/gu;
const identifier = /^[A-Za-z_$][\w$./-]*$/;
const filterConstants = new RegExp(`'((?:[^']|'')*)'|(${uuid})`, 'giu');

/** A stored text without the names, as whoever reads it still understands it; the same text where none is in it. */
export const erasedText = (text: string, names: readonly string[], own: OwnTexts): string => {
  if (isNobodys(text, names, own)) return text;
  const renamed = own.renamed.get(text);
  if (renamed !== undefined) return renamed;
  if (isJson(text))
    return text.replaceAll(jsonStrings, (whole, string: string, colon: string | undefined) => {
      const value = JSON.parse(string) as string;
      if (colon !== undefined && identifier.test(value) && !wholeUuid.test(value)) return whole;
      const without = erasedText(value, names, own);
      return without === value ? whole : `${JSON.stringify(without)}${colon ?? ''}`;
    });
  if (own.isFilter(text))
    return text.replaceAll(filterConstants, (whole, quoted: string | undefined) => {
      if (quoted === undefined) return isName(whole, names) ? nobodysId : whole;
      return `'${erasedText(quoted.replaceAll("''", "'"), names, { ...own, renamed: nothing }).replaceAll("'", "''")}'`;
    });
  return withoutNames(text, names);
};

/** A person's id at the identity provider: hers goes as a whole, and nobody else's in part. */
export const erasedId = (id: string, names: readonly string[]): string => (isName(id, names) ? erasedMark : id);

const numbered = (name: string, number: number, most: number): string => {
  const suffix = number === 1 ? '' : ` (${number})`;
  return `${cutText(name, most - suffix.length)}${suffix}`;
};

/** The new names of things that are told apart by their names, by the old ones: no two are equal, and none is longer than `most`. */
export const distinctNames = (
  names: readonly string[],
  { without, most }: { readonly without: (name: string) => string; readonly most: number },
): ReadonlyMap<string, string> => {
  const changed = new Map([...new Set(names)].map((name) => [name, without(name)] as const).filter(([before, after]) => before !== after));
  const taken = new Set(names.filter((name) => !changed.has(name)));
  return new Map(
    [...changed].map(([before, after]) => {
      let number = 1;
      while (taken.has(numbered(after, number, most))) number += 1;
      taken.add(numbered(after, number, most));
      return [before, numbered(after, number, most)];
    }),
  );
};
