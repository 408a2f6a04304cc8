/* Who asked for what is not there for her organisation. */
export { MissedLookups, type MissedLookup } from './missed-lookups.ts';
export { missedLookupRoutes } from './routes.ts';
