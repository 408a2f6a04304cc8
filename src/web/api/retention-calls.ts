import { retentionPeriodsSchema, retentionRunSchema } from '../../contracts/retention.ts';
import { call, listOf, type CallOptions } from './http.ts';

const path = '/api/v1/retention';

/** For how long the log and conversations are kept. */
export const fetchRetention = (options?: CallOptions) => call(path, retentionPeriodsSchema, options);
/** The last runs of retention, newest first. */
export const fetchRetentionRuns = (options?: CallOptions) => call(`${path}/runs?limit=10`, listOf(retentionRunSchema), options);
/** Starts one now. */
export const startRetention = () => call(`${path}/runs`, listOf(retentionRunSchema), { method: 'POST', body: {} });
