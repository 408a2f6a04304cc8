/** A part of a message as a mail program sees it. */
export interface MailPart {
  readonly headers: ReadonlyMap<string, string>;
  readonly content: Buffer;
}

const headersOf = (text: string): Map<string, string> => {
  const headers = new Map<string, string>();
  for (const line of text.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) throw new Error(`not a header: ${line}`);
    const name = line.slice(0, colon).toLowerCase();
    if (headers.has(name)) throw new Error(`the header ${name} is there twice`);
    headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
};

/** Encoded words as text (RFC 2047); the space between two of them is none. */
export const decodedWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([A-Za-z0-9+/=]*)\?=/g, (_, base64: string) => Buffer.from(base64, 'base64').toString('utf8'));

/** Reads a multipart message with nothing of the writer's code; throws where it is not one. */
export const readMessage = (bytes: Buffer): { readonly headers: ReadonlyMap<string, string>; readonly parts: readonly MailPart[] } => {
  const text = bytes.toString('utf8');
  if (/[^\r]\n|\r[^\n]/.test(text)) throw new Error('a line does not end in CRLF');
  const end = text.indexOf('\r\n\r\n');
  const headers = headersOf(text.slice(0, end));
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) throw new Error('no boundary');
  const body = text.slice(end + 4);
  const pieces = body.split(`--${boundary}`);
  if (pieces[0] !== '' || pieces.at(-1) !== '--\r\n') throw new Error('the parts are not closed');
  const parts = pieces.slice(1, -1).map((piece) => {
    const inner = piece.replace(/^\r\n/, '').replace(/\r\n$/, '');
    const split = inner.indexOf('\r\n\r\n');
    const partHeaders = headersOf(inner.slice(0, split));
    if (partHeaders.get('content-transfer-encoding') !== 'base64') throw new Error('not base64');
    return { headers: partHeaders, content: Buffer.from(inner.slice(split + 4), 'base64') };
  });
  return { headers, parts };
};
