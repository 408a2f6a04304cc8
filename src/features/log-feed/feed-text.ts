import type { FeedRecord } from '../../contracts/log-feed.ts';
import type { FeedPage } from './log-feed.ts';

/** How a record is written; told how many were. */
export interface FeedWriting {
  readonly write: (record: FeedRecord) => object;
  readonly onWritten: (records: number) => void;
}

/** A page as one JSON document, in pieces. */
export async function* feedJson(page: FeedPage, { write, onWritten }: FeedWriting): AsyncGenerator<string> {
  let separator = '';
  yield '{"records":[';
  for await (const records of page.records()) {
    yield separator + records.map((record) => JSON.stringify(write(record))).join(',');
    separator = ',';
    onWritten(records.length);
  }
  yield `],"hasMore":${String(page.hasMore)},"nextPosition":${page.nextPosition}}`;
}

/** A page as NDJSON, one record a line, in pieces. Where to go on is in the answer's headers. */
export async function* feedLines(page: FeedPage, { write, onWritten }: FeedWriting): AsyncGenerator<string> {
  for await (const records of page.records()) {
    yield records.map((record) => `${JSON.stringify(write(record))}\n`).join('');
    onWritten(records.length);
  }
}
