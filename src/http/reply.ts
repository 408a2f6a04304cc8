import type { OutgoingHttpHeaders } from 'node:http';

/** Headers a reply adds to the usual ones. */
export type ReplyHeaders = Readonly<OutgoingHttpHeaders>;

/** What a handler answers; the mounter puts it on the wire. */
export type Reply =
  | { readonly kind: 'json'; readonly status: number; readonly value: unknown; readonly headers: ReplyHeaders }
  | { readonly kind: 'empty' }
  | { readonly kind: 'file'; readonly file: FileContent }
  | { readonly kind: 'not-modified'; readonly headers: ReplyHeaders }
  | { readonly kind: 'stream'; readonly contentType: string; readonly headers: ReplyHeaders; readonly chunks: AsyncIterable<string> };

/** A file as it is handed out. */
export interface FileContent {
  readonly fileName: string;
  readonly contentType: string;
  readonly disposition: 'attachment' | 'inline';
  readonly bytes: Uint8Array;
}

const etagOf = (value: object): ReplyHeaders => ('revision' in value && typeof value.revision === 'number' ? { ETag: `"${value.revision}"` } : {});

/** 200 with JSON; a value with a `revision` also gets it as `ETag`. */
export const ok = (value: object, headers: ReplyHeaders = {}): Reply => ({
  kind: 'json',
  status: 200,
  value,
  headers: { ...etagOf(value), ...headers },
});

const located = (status: number, value: object, location: string): Reply => ({
  kind: 'json',
  status,
  value,
  headers: { ...etagOf(value), Location: location },
});

/** 201 with the new thing and its address. */
export const created = (value: object, location: string): Reply => located(201, value, location);

/** 202 with the thing as it is now; what is not done yet is at the address. */
export const accepted = (value: object, location: string): Reply => located(202, value, location);

/** 204, nothing to say. */
export const noContent: Reply = { kind: 'empty' };

/** 304: what the client has is what there is. */
export const notModified = (headers: ReplyHeaders): Reply => ({ kind: 'not-modified', headers });

/** 200 with a file. */
export const file = (content: FileContent): Reply => ({ kind: 'file', file: content });

/** 200 with text that is made while it is sent; compressed where the client takes that. */
export const stream = (contentType: string, chunks: AsyncIterable<string>, headers: ReplyHeaders = {}): Reply => ({
  kind: 'stream',
  contentType,
  headers,
  chunks,
});
