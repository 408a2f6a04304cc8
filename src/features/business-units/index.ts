/* Groups of companies that a tenant names; agents belong to them. */
export { BusinessUnits } from './business-units.ts';
export { businessUnitRoutes } from './routes.ts';
