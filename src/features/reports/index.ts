/* Reports: what the records add up to. */
export { reportRoutes } from './routes.ts';
export { Stops } from './stops.ts';
export { StopsStore } from './stops-store.ts';
