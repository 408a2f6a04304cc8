import { z } from 'zod';
import { emailLogEntrySchema } from '../../contracts/email-log.ts';
import { ok, roles, route, stream, type RequestContext, type Reply, type Route, type RouteInput } from '../../http/index.ts';
import { isoDate, type Clock } from '../../kernel/clock.ts';
import { preferredPageSize } from '../../odata/index.ts';
import type { ReadNotes } from '../change-log/index.ts';
import type { EmailLog } from './email-log.ts';

/** What the route of the email log needs. */
export interface EmailLogRouteParts {
  readonly emailLog: EmailLog;
  readonly notes: ReadNotes;
  readonly clock: Clock;
  /** Where the program is reached, without a trailing slash. */
  readonly publicUrl: string;
}

const path = '/api/smartAgents/audit/v1.0/emailLogEntries';
const json = 'application/json';
const csv = 'text/csv';

const responseSchema = z.object({
  '@odata.context': z.string(),
  '@odata.count': z.int().optional(),
  value: z.array(emailLogEntrySchema.partial()),
  '@odata.nextLink': z.string().optional(),
});

const jsonReply = async ({ emailLog, notes, publicUrl }: EmailLogRouteParts, input: RouteInput, context: RequestContext): Promise<Reply> => {
  const page = await emailLog.page(context.tenantId, input.queryString, preferredPageSize(input.header('prefer')));
  const note = await notes.reading(context, { name: 'Email log', query: emailLog.keepable(input.queryString, 'filter') });
  note.add(page.entries.length);
  const body = {
    '@odata.context': `${publicUrl}/api/smartAgents/audit/v1.0/$metadata#emailLogEntries`,
    ...(page.count === undefined ? {} : { '@odata.count': page.count }),
    value: page.entries,
    ...(page.next === undefined ? {} : { '@odata.nextLink': `${publicUrl}${path}?${page.next}` }),
  };
  return ok(body, { 'Content-Type': `${json}; odata.metadata=minimal; charset=utf-8`, 'OData-Version': '4.0' });
};

const csvReply = async ({ emailLog, notes, clock }: EmailLogRouteParts, input: RouteInput, context: RequestContext): Promise<Reply> => {
  const { done } = await notes.export(context, { name: 'Email log (CSV)', query: emailLog.keepable(input.queryString, 'whole') });
  return stream(`${csv}; charset=utf-8; header=present`, emailLog.csv(context.tenantId, input.queryString, done), {
    'Content-Disposition': `attachment; filename="email-log-${isoDate(clock.now())}.csv"`,
  });
};

/** The route of the email log. */
export const emailLogRoutes = (parts: EmailLogRouteParts): readonly Route[] => [
  route({
    method: 'get',
    path,
    permission: { anyOf: [roles.admin, roles.auditor, roles.siem, roles.support] },
    summary:
      'Every message an agent drafted and what became of it (OData v4: $filter $select $orderby $top $skip $count); with Accept: text/csv as CSV.',
    query: 'raw',
    response: responseSchema,
    errors: 'odata',
    handle: (input, context) => (input.accepts([json, csv]) === csv ? csvReply(parts, input, context) : jsonReply(parts, input, context)),
  }),
];
