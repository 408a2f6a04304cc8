/**
 * A person's erasure: requested → running → done; while a legal hold covers anything of hers it is deferred, and goes on by
 * itself when the last such hold is lifted. Once it is running it is not deferred any more: half of it is gone. The steps
 * are done one after the other, each again where the program was stopped in it, so each may be repeated. Her name is needed
 * to find where it was written, so her key goes last but for making the files smaller.
 */

/** The states of an erasure. */
export const erasureStatuses = ['requested', 'deferred', 'running', 'done'] as const;
export type ErasureStatus = (typeof erasureStatuses)[number];

/** What is done, in this order. */
export const erasureSteps = ['access', 'work', 'conversations', 'outbox', 'proposals', 'texts', 'key', 'files'] as const;
export type ErasureStep = (typeof erasureSteps)[number];

/** What an erasure does next. */
export type ErasureMove =
  | { readonly kind: 'defer'; readonly holds: readonly string[] }
  | { readonly kind: 'begin' }
  | { readonly kind: 'step'; readonly step: ErasureStep }
  | { readonly kind: 'end' }
  | { readonly kind: 'rest' };

/** What the next move of an erasure is; `holds`: the ids of the standing holds that cover anything of the person. */
export const nextErasureMove = (
  { status, stepsDone }: { readonly status: ErasureStatus; readonly stepsDone: number },
  holds: readonly string[],
): ErasureMove => {
  switch (status) {
    case 'requested':
    case 'deferred':
      return holds.length > 0 ? { kind: 'defer', holds } : { kind: 'begin' };
    case 'running': {
      const step = erasureSteps[stepsDone];
      return step === undefined ? { kind: 'end' } : { kind: 'step', step };
    }
    case 'done':
      return { kind: 'rest' };
  }
};

/** What stands in a text where a person's name was. */
export const erasedMark = 'Erased person';

/** What a person is known by. */
export interface NamedInTexts {
  readonly displayName: string;
  readonly email: string;
  readonly oid: string;
  /** Whatever else she is called: a user name, a name she had. */
  readonly aliases: readonly string[];
}

/** The ways in which a person may be named in a text, longest first. */
export const namesOf = ({ displayName, email, oid, aliases }: NamedInTexts): readonly string[] => {
  const name = displayName.trim().replaceAll(/\s+/g, ' ');
  const beforeLast = name.lastIndexOf(' ');
  const [rest, last] = [name.slice(0, Math.max(beforeLast, 0)), name.slice(beforeLast + 1)];
  const turned = rest === '' ? [] : [`${last}, ${rest}`, `${last} ${rest}`];
  const said = [name, ...turned, email, oid, ...aliases].filter((one) => one.length > 1 && one !== erasedMark);
  const inJson = said.map((one) => JSON.stringify(one).slice(1, -1));
  return [...new Set([...said, ...inJson])].sort((one, other) => other.length - one.length);
};

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A name of one word is a name only where it is a word: Clara is not in Claremont. */
const asWritten = (name: string): string => (/[\s@]/u.test(name) ? literal(name) : `(?<![\\p{L}\\p{N}])${literal(name)}(?![\\p{L}\\p{N}])`);

/** A text with every name in it replaced, whatever the case of its letters; the same text where none is in it. The mark itself names nobody. */
export const withoutNames = (text: string, names: readonly string[]): string => {
  const longestFirst = [...names, erasedMark].sort((one, other) => other.length - one.length);
  return text.replaceAll(new RegExp(longestFirst.map(asWritten).join('|'), 'giu'), (found) =>
    found.toLowerCase() === erasedMark.toLowerCase() ? found : erasedMark,
  );
};
