import { contentDisposition } from '../../http/index.ts';
import { headerPhrase, headerText } from './encoded-words.ts';

/** A message as its file is made from it. */
export interface MessageContent {
  readonly id: string;
  readonly date: Date;
  /** Null where the owner has no address; her mail program fills it in. */
  readonly from: { readonly name: string; readonly address: string } | null;
  readonly to: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly attachments: readonly { readonly fileName: string; readonly contentType: string; readonly bytes: Uint8Array }[];
}

const crlf = '\r\n';

/** Base64 in lines of 76 characters (RFC 2045, 6.8). */
const base64Lines = (bytes: Uint8Array): string =>
  (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? ['']
  ).join(crlf);

const dateText = (date: Date): string => date.toUTCString().replace('GMT', '+0000');

const part = (headers: readonly string[], bytes: Uint8Array): string =>
  [...headers, 'Content-Transfer-Encoding: base64', '', base64Lines(bytes)].join(crlf);

const textPart = (body: string): string => part(['Content-Type: text/plain; charset=utf-8'], Buffer.from(body.replace(/\r\n|\r|\n/g, crlf), 'utf8'));

/** A header line may have 998 characters (RFC 5322, 2.1.1), and a letter may take nine of them. */
const fileNameLength = 100;

const attachmentPart = ({ fileName, contentType, bytes }: MessageContent['attachments'][number]): string => {
  const disposition = contentDisposition('attachment', fileName.slice(-fileNameLength)).replaceAll('; ', `;${crlf} `);
  return part([`Content-Type: ${contentType}`, `Content-Disposition: ${disposition}`], bytes);
};

/**
 * A message as an `.eml` file (RFC 5322, MIME): opened by a mail program as an unsent draft (`X-Unsent`), labelled
 * as written by an agent. All content is base64, so no text can end a part or a header.
 */
export const messageFile = (message: MessageContent): Uint8Array => {
  // An underscore never occurs in base64, so the boundary occurs in no part.
  const boundary = `_smart_agents_${message.id}`;
  const headers = [
    `Date: ${dateText(message.date)}`,
    ...(message.from === null ? [] : [`From: ${headerPhrase(message.from.name)}${crlf} <${message.from.address}>`]),
    `To: ${message.to.join(`,${crlf} `)}`,
    `Subject: ${headerText(message.subject)}`,
    `Message-ID: <${message.id}@smart-agents.invalid>`,
    'MIME-Version: 1.0',
    'X-Unsent: 1',
    'X-AI-Generated: Smart Agents',
    `Content-Type: multipart/mixed;${crlf} boundary="${boundary}"`,
  ];
  const parts = [textPart(message.body), ...message.attachments.map(attachmentPart)].map((text) => `--${boundary}${crlf}${text}${crlf}`);
  return Buffer.from(`${headers.join(crlf)}${crlf}${crlf}${parts.join('')}--${boundary}--${crlf}`, 'utf8');
};
