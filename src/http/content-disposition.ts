const unsafe = /[^\x20-\x7e]|["\\%]/g;

const percentEncoded = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** A file name without what could leave its header or its folder: control characters and path separators become `_`. */
export const safeFileName = (name: string): string => name.slice(0, 200).replace(/[\u0000-\u001f\u007f-\u009f/\\\u2028\u2029\p{Cs}]/gu, '_');

/**
 * A `Content-Disposition` value (RFC 6266): an ASCII name for old readers, and the whole one as
 * `filename*` (RFC 8187) where the two differ.
 */
export const contentDisposition = (kind: 'attachment' | 'inline', fileName: string): string => {
  const name = safeFileName(fileName);
  const plain = name.replace(unsafe, '_');
  const whole = plain === name ? '' : `; filename*=UTF-8''${percentEncoded(name)}`;
  return `${kind}; filename="${plain}"${whole}`;
};
