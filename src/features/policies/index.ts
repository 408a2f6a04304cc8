/* What a tenant itself asks to be reviewed: named conditions, and rules over them. */
export { Conditions } from './conditions.ts';
export { Policies } from './policies.ts';
export { policyRoutes } from './routes.ts';
