/** Who may do what in the ERP: Business Central's permission rules, and the rights of one user in one company. */
export { EffectiveRights } from './effective-rights.ts';
export { PermissionDenied, tableDenied } from './permission-denied.ts';
export type { Level, Right, SecuredObject } from './permission-line.ts';
export { PermissionStore } from './permission-store.ts';
export { sqlText } from './security-filter-sql.ts';
export { parseSecurityFilter } from './security-filter.ts';
export type { ValueTest } from './security-filter.ts';
