/*
 * The embedded ERP: Business Central's API v2.0 over its own SQLite databases, in a thread of its own. The rest
 * of the program reaches it over HTTP only.
 */
export type { EmbeddedErpOptions, EmbeddedErpTenant, EmbeddedErpUser } from './server/erp-options.ts';
export { startEmbeddedErp } from './server/start-embedded-erp.ts';
export type { EmbeddedErp } from './server/start-embedded-erp.ts';
