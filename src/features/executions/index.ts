/* Executions: the story of a run, from the request to what came of it. */
export { EvidenceExport } from './evidence.ts';
export { EvidenceStore } from './evidence-store.ts';
export { ExecutionSearch } from './execution-search.ts';
export { ExecutionStore } from './execution-store.ts';
export { Executions, type ExecutionParts } from './executions.ts';
export { executionRoutes } from './routes.ts';
export { executionFingerprint } from './execution-fingerprint.ts';
export { executionReference } from './execution-reference.ts';
