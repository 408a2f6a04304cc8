/* What is older than its period goes: the log's days with a statement, transcripts without. */
export type { Held } from './held.ts';
export { Nightly } from './nightly.ts';
export { Retention, type RetentionParts } from './retention.ts';
export { retentionRoutes } from './routes.ts';
export { RetentionRuns } from './retention-runs.ts';
export { lookAgain, takeTurn } from './turns.ts';
