/*
 * PDF's standard fonts know the Windows-1252 characters only. Anything else would come out as a wrong character,
 * which is worse in a name than a plain letter: accents are dropped, some letters are spelled out, the rest becomes `?`.
 */

const windows1252Extras = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const spelledOut: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  ħ: 'h',
  Ħ: 'H',
  '\u2212': '-',
  '\u202F': ' ',
  '\u2009': ' ',
};

const isPrintable = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || windows1252Extras.includes(character);
};

/** The text in characters the standard fonts can print, one line. */
export const printableText = (text: string): string =>
  [...text.normalize('NFC').replace(/\s+/gu, ' ')]
    .map((character) => {
      if (isPrintable(character)) return character;
      const spelled = spelledOut[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '');
      return [...spelled].every(isPrintable) ? spelled : '?';
    })
    .join('');
