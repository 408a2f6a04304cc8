/* What may not be deleted, whatever its age and whoever asks. */
export { heldByLaw, holdsOnPerson } from './held.ts';
export { LegalHolds } from './legal-holds.ts';
export { legalHoldRoutes } from './routes.ts';
