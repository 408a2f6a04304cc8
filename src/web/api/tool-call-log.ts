import { z } from 'zod';
import { toolCallLogEntrySchema } from '../../contracts/tool-call-log.ts';
import type { Answer } from './answer.ts';
import { call, download, type CallOptions } from './http.ts';

const address = '/api/smartAgents/audit/v1.0/toolCallLogEntries';

const logPageSchema = z.looseObject({
  '@odata.count': z.int().optional(),
  '@odata.nextLink': z.string().optional(),
  value: z.array(toolCallLogEntrySchema),
});

/** One page of the log. `query` is a finished OData query string. */
export const fetchLog = (query: string, options?: CallOptions) => call(`${address}?${query}`, logPageSchema, options);

/** Everything the query finds, as a CSV file. */
export const fetchLogCsv = (query: string): Promise<Answer<Blob>> => download(`${address}?${query}`, 'text/csv');
