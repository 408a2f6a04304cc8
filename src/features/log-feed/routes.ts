import { feedPageSchema, feedQuerySchema, type FeedQuery } from '../../contracts/log-feed.ts';
import { readerScopes } from '../../domain/log-reader.ts';
import { notModified, roles, route, stream, type ReaderContext, type Reply, type Route, type RouteInput } from '../../http/index.ts';
import { sha256 } from '../../kernel/canonical-json.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ReadNotes } from '../change-log/index.ts';
import type { CallRates } from '../external-agents/index.ts';
import { feedJson, feedLines, type FeedWriting } from './feed-text.ts';
import type { FeedPage, LogFeed } from './log-feed.ts';
import { ocsfEvent } from './ocsf-event.ts';

/** What the feed's route needs. */
export interface LogFeedRouteParts {
  readonly feed: LogFeed;
  readonly notes: ReadNotes;
  readonly rates: CallRates;
  /** Requests one reader may make per minute, on each node. */
  readonly requestsPerMinute: number;
  /** Where the program is reached, without a trailing slash. */
  readonly publicUrl: string;
  /** Name and version of this program. */
  readonly program: string;
}

const path = '/api/smartAgents/audit/v1.0/toolCallLogFeed';
const json = 'application/json';
const lines = 'application/x-ndjson';

const countRequest = ({ rates, requestsPerMinute }: LogFeedRouteParts, { reader }: ReaderContext): void => {
  const { allowed, retryAfter } = rates.take(`${reader.tenantId} ${reader.id}`, requestsPerMinute);
  if (allowed) return;
  throw new AppError('too_many_requests', `The feed is read more than ${requestsPerMinute} times a minute.`, {
    retryAfter,
    remedy: `Try again in ${retryAfter} s; with a larger limit fewer requests are needed.`,
  });
};

/** What is asked for apart from the cursor: the same for every poll. */
const filterOf = ({ from, to, format }: FeedQuery): Readonly<Record<string, string>> => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
  ...(format === undefined ? {} : { format }),
});

/** Weak: the answer is the same, byte for byte or compressed. Chain hashes stand for all that is before them. */
const etagOf = (page: FeedPage, contentType: string, filter: object): string =>
  `W/"${page.after}-${page.nextPosition}-${sha256(JSON.stringify([page.hash, page.hasMore, contentType, filter])).slice(0, 24)}"`;

const isKnown = (etag: string, given: string | undefined): boolean =>
  given?.split(',').some((one) => one.trim() === etag || one.trim() === '*') ?? false;

const headersOf = ({ publicUrl }: LogFeedRouteParts, page: FeedPage, query: FeedQuery) => {
  const next = new URLSearchParams({ after: String(page.nextPosition), limit: String(query.limit), ...filterOf(query) });
  return {
    'Cache-Control': 'private, no-cache',
    Vary: 'Accept, Accept-Encoding, Authorization, Cookie',
    'Smart-Agents-Next-Position': String(page.nextPosition),
    'Smart-Agents-Has-More': String(page.hasMore),
    ...(page.hasMore ? { Link: `<${publicUrl}${path}?${next.toString()}>; rel="next"` } : {}),
  };
};

const reply = async (parts: LogFeedRouteParts, input: RouteInput<unknown, FeedQuery>, context: ReaderContext): Promise<Reply> => {
  countRequest(parts, context);
  const { query } = input;
  const { id, tenantId } = context.reader;
  const contentType = input.accepts([json, lines]) === lines ? lines : json;
  const filter = filterOf(query);
  const page = await parts.feed.page(tenantId, query);
  const note = await parts.notes.reading(
    { tenantId, subject: { id } },
    { name: 'Tool-call log (feed)', query: new URLSearchParams(filter).toString() },
  );
  const headers = { ...headersOf(parts, page, query), ETag: etagOf(page, contentType, filter) };
  if (isKnown(headers.ETag, input.header('if-none-match'))) return notModified(headers);
  const source = { tenantId, program: parts.program };
  const writing: FeedWriting = {
    write: query.format === 'ocsf' ? (record) => ocsfEvent(record, source) : (record) => record,
    onWritten: (records) => note.add(records),
  };
  return stream(`${contentType}; charset=utf-8`, contentType === lines ? feedLines(page, writing) : feedJson(page, writing), headers);
};

/** The route of the tool-call log feed. */
export const logFeedRoutes = (parts: LogFeedRouteParts): readonly Route[] => [
  route({
    method: 'get',
    path,
    permission: { anyOf: [roles.auditor, roles.siem], orClient: readerScopes.read },
    summary:
      'The tool-call log for machines: attempts, outcomes and decisions behind a position, in order. JSON, or NDJSON by Accept; OCSF events with format=ocsf.',
    query: feedQuerySchema,
    response: feedPageSchema,
    handle: (input, context) => reply(parts, input, context),
  }),
];
