import { z } from 'zod';
import { toolCallLogEntrySchema } from '../../contracts/tool-call-log.ts';
import { ok, roles, route, stream, type Reply, type RequestContext, type Route, type RouteInput } from '../../http/index.ts';
import { isoDate, type Clock } from '../../kernel/clock.ts';
import { preferredPageSize } from '../../odata/index.ts';
import type { ReadNotes } from '../change-log/index.ts';
import type { ToolCallLogPage } from './log-page.ts';

/** What the route of the log page needs. */
export interface LogPageRouteParts {
  readonly logPage: ToolCallLogPage;
  readonly notes: ReadNotes;
  readonly clock: Clock;
  /** Where the program is reached, without a trailing slash; `@odata.nextLink` begins with it. */
  readonly publicUrl: string;
}

const path = '/api/smartAgents/audit/v1.0/toolCallLogEntries';
const json = 'application/json';
const csv = 'text/csv';

const responseSchema = z.object({
  '@odata.context': z.string(),
  '@odata.count': z.int().optional(),
  value: z.array(toolCallLogEntrySchema.partial()),
  '@odata.nextLink': z.string().optional(),
});

const jsonReply = async ({ logPage, notes, publicUrl }: LogPageRouteParts, input: RouteInput, context: RequestContext): Promise<Reply> => {
  const page = await logPage.page(context.tenantId, input.queryString, preferredPageSize(input.header('prefer')));
  const note = await notes.reading(context, { name: 'Tool-call log', query: logPage.keepable(input.queryString, 'filter') });
  note.add(page.entries.length);
  const body = {
    '@odata.context': `${publicUrl}/api/smartAgents/audit/v1.0/$metadata#toolCallLogEntries`,
    ...(page.count === undefined ? {} : { '@odata.count': page.count }),
    value: page.entries,
    ...(page.next === undefined ? {} : { '@odata.nextLink': `${publicUrl}${path}?${page.next}` }),
  };
  return ok(body, { 'Content-Type': `${json}; odata.metadata=minimal; charset=utf-8`, 'OData-Version': '4.0' });
};

/** A download of the log is written down before its first byte goes out. */
const csvReply = async ({ logPage, notes, clock }: LogPageRouteParts, input: RouteInput, context: RequestContext): Promise<Reply> => {
  const { done } = await notes.export(context, { name: 'Tool-call log (CSV)', query: logPage.keepable(input.queryString, 'whole') });
  return stream(`${csv}; charset=utf-8; header=present`, logPage.csv(context.tenantId, input.queryString, done), {
    'Content-Disposition': `attachment; filename="tool-call-log-${isoDate(clock.now())}.csv"`,
  });
};

/** The route of the tool-call log page. */
export const logPageRoutes = (parts: LogPageRouteParts): readonly Route[] => [
  route({
    method: 'get',
    path,
    permission: { anyOf: [roles.admin, roles.auditor, roles.siem, roles.support] },
    summary:
      'The tool-call log (OData v4: $filter $select $orderby $top $skip $count), one entity for each attempt with its outcome; with Accept: text/csv as CSV.',
    query: 'raw',
    response: responseSchema,
    errors: 'odata',
    handle: (input, context) => (input.accepts([json, csv]) === csv ? csvReply(parts, input, context) : jsonReply(parts, input, context)),
  }),
];
