import { z } from 'zod';
import { emailLogEntrySchema } from '../../contracts/email-log.ts';
import type { Answer } from './answer.ts';
import { call, download, type CallOptions } from './http.ts';

const address = '/api/smartAgents/audit/v1.0/emailLogEntries';

const emailPageSchema = z.looseObject({
  '@odata.count': z.int().optional(),
  value: z.array(emailLogEntrySchema),
});

/** One page of the email log. `query` is a finished OData query string. */
export const fetchEmailLog = (query: string, options?: CallOptions) => call(`${address}?${query}`, emailPageSchema, options);

/** Everything the query finds, as a CSV file. */
export const fetchEmailLogCsv = (query: string): Promise<Answer<Blob>> => download(`${address}?${query}`, 'text/csv');
