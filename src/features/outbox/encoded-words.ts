/* Header text of any kind as RFC 2047 wants it: ASCII on the wire, nothing that could end the header. */

/** Bytes of UTF-8 in one encoded word: 45 make 60 characters of base64, within the 75 a word may have. */
const bytesPerWord = 45;
const plainLength = 60;

const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();

const chunks = (text: string): readonly string[] => {
  const parts: string[] = [];
  let part = '';
  for (const character of text) {
    if (Buffer.byteLength(part + character, 'utf8') > bytesPerWord) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
};

const encodedWords = (line: string): string =>
  chunks(line)
    .map((part) => `=?UTF-8?B?${Buffer.from(part, 'utf8').toString('base64')}?=`)
    .join('\r\n ');

/** Text for an unstructured header: as it is where it is short, plain ASCII, else as folded encoded words. One header whatever the text holds. */
export const headerText = (text: string): string => {
  const line = oneLine(text);
  return /^[\x20-\x7e]*$/.test(line) && !line.includes('=?') && line.length <= plainLength ? line : encodedWords(line);
};

/** A name before an address (RFC 5322 phrase): as it is where it is made of letters, digits and spaces, else as encoded words. */
export const headerPhrase = (text: string): string => {
  const line = oneLine(text);
  return /^[A-Za-z0-9 ]+$/.test(line) && line.length <= plainLength ? line : encodedWords(line);
};
