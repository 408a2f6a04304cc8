/** A piece of running text. There is no piece that carries markup of its own: what is not understood is text. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly children: readonly Inline[] }
  | { readonly kind: 'emphasis'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly address: string; readonly label: string }
  | { readonly kind: 'break' };

interface Found {
  readonly inline: Inline;
  readonly length: number;
}

const codeAt = (text: string): Found | undefined => {
  const match = /^(`+)([^]*?[^`])\1(?!`)/.exec(text);
  return match?.[2] === undefined ? undefined : { inline: { kind: 'code', text: match[2].replace(/^ (.*) $/, '$1') }, length: match[0].length };
};

const emphasisAt = (text: string, depth: number): Found | undefined => {
  const strong = /^(\*\*|__)(?=\S)([^]*?\S)\1/.exec(text);
  if (strong?.[2] !== undefined) return { inline: { kind: 'strong', children: parseInline(strong[2], depth + 1) }, length: strong[0].length };
  const soft = /^\*(?=[^\s*])([^*]*[^\s*])\*(?!\*)/.exec(text) ?? /^_(?=[^\s_])([^_]*[^\s_])_(?![\p{L}\p{N}_])/u.exec(text);
  if (soft?.[1] !== undefined) return { inline: { kind: 'emphasis', children: parseInline(soft[1], depth + 1) }, length: soft[0].length };
  return undefined;
};

/** Addresses that may be followed: the web and this site's own pages. Everything else stays text. */
const isSafeAddress = (address: string): boolean => /^https?:\/\/[^\s]+$/i.test(address) || /^\/(?![/\\])[^\s]*$/.test(address);

const linkAt = (text: string): Found | undefined => {
  const match = /^\[([^\]\n]{1,300})\]\(([^()\s]{1,2000})\)/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined || !isSafeAddress(match[2])) return undefined;
  return { inline: { kind: 'link', label: match[1], address: match[2] }, length: match[0].length };
};

const escapable = /^\\([\\`*_{}[\]()#+\-.!|>~])/;
const isWordCharacter = /[\p{L}\p{N}_]/u;

const specialAt = (text: string, before: string, depth: number): Found | undefined => {
  const first = text[0];
  if (first === '\\') {
    const escaped = escapable.exec(text)?.[1];
    return escaped === undefined ? undefined : { inline: { kind: 'text', text: escaped }, length: 2 };
  }
  if (first === '\n') return { inline: { kind: 'break' }, length: 1 };
  if (first === '`') return codeAt(text);
  if (first === '[') return linkAt(text);
  if (depth > 6 || (first !== '*' && first !== '_')) return undefined;
  // An underscore inside a word (a tool's name, a field's name) is just an underscore.
  return first === '_' && isWordCharacter.test(before) ? undefined : emphasisAt(text, depth);
};

const specials = new Set(['\\', '\n', '`', '[', '*', '_']);
/** How far a mark looks for its end; keeps the work linear in the text. */
const reach = 2_500;

/** Running text as pieces: code, bold, italic, links, line breaks and text. Marks without an end, as while an answer streams, stay text. */
export const parseInline = (text: string, depth = 0): readonly Inline[] => {
  const pieces: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') pieces.push({ kind: 'text', text: plain });
    plain = '';
  };
  for (let at = 0; at < text.length;) {
    const character = text[at] ?? '';
    const found = specials.has(character) ? specialAt(text.slice(at, at + reach), text[at - 1] ?? '', depth) : undefined;
    if (found?.inline.kind === 'text') plain += found.inline.text;
    else if (found) {
      flush();
      pieces.push(found.inline);
    } else plain += character;
    at += found?.length ?? 1;
  }
  flush();
  return pieces;
};

/** What a reader sees of the pieces, without any marks. */
export const plainText = (pieces: readonly Inline[]): string =>
  pieces
    .map((piece) => {
      switch (piece.kind) {
        case 'text':
        case 'code':
          return piece.text;
        case 'strong':
        case 'emphasis':
          return plainText(piece.children);
        case 'link':
          return piece.label;
        case 'break':
          return ' ';
      }
    })
    .join('');
