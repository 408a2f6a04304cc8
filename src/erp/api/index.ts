/** The API: answers requests of known callers over one tenant's database. */
export { entitySets } from './entity-sets.ts';
export { badRequest, erpErrorFrom, invalidCredentials, noSuchResource } from './erp-error.ts';
export { jsonType } from './erp-request.ts';
export type { ErpRequest, ErpResponse } from './erp-request.ts';
export { ErpTenant } from './erp-tenant.ts';
export type { Caller } from './erp-tenant.ts';
export { handleRequest } from './handle-request.ts';
export { createIdempotencyTable } from './idempotency.ts';
