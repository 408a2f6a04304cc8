export { AuditGap } from './audit-gap.ts';
export { AuditLog, auditUnavailableMessage, isAuditUnavailable, outcomeLost, type AuditState } from './audit-log.ts';
export {
  attemptWrites,
  decisionWrites,
  outcomeWrites,
  recordHash,
  type AttemptRecord,
  type DecisionRecord,
  type OutcomeRecord,
} from './log-records.ts';
export { LoggedEvents } from './logged-events.ts';
export { createLogSigner, isSignedBy, type HeadWitness, type LogSigner, type SignedHead } from './log-signer.ts';
export { observedDatabase } from './observed-database.ts';
export { Sequencer } from './sequencer.ts';
export { SequencerLoop } from './sequencer-loop.ts';
