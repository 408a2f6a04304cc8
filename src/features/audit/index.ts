export { AuditGap } from './audit-gap.ts';
export { AuditLog, auditUnavailableMessage, isAuditUnavailable, outcomeLost, type AuditState } from './audit-log.ts';
export { CompleteWitness, type ReadableWitness } from './complete-witness.ts';
export {
  attemptWrites,
  decisionWrites,
  outcomeWrites,
  recordHash,
  type AttemptRecord,
  type DecisionRecord,
  type OutcomeRecord,
} from './log-records.ts';
export { endLease, holdsLease, type LeaseParts } from './lease.ts';
export { LoggedEvents } from './logged-events.ts';
export {
  createLogSigner,
  isSignedBy,
  isStatementSignedBy,
  type HeadWitness,
  type LogSigner,
  type LogStatement,
  type SignedHead,
  type SignedRemoval,
} from './log-signer.ts';
export { observedDatabase } from './observed-database.ts';
export { Sequencer } from './sequencer.ts';
export { SequencerLoop } from './sequencer-loop.ts';
