/* What widens waits here for a second admin, where the tenant has one. */
export { GuardedChanges, type Approval, type Guarded } from './guarded-changes.ts';
export { PendingChanges, type ApplyApproved, type PendingChangeParts } from './pending-changes.ts';
export { changeReply, pendingChangeRoutes } from './routes.ts';
export { waitingChanges } from './waiting-changes.ts';
