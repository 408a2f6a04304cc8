import type { Measure } from '../../kernel/telemetry.ts';

/* Everything that is measured. Labels take few values each: no user, no tool name that a model may have made up. */

const measure = <Kind extends Measure['kind']>(kind: Kind, rest: Omit<Measure, 'kind' | 'labels'> & Partial<Pick<Measure, 'labels'>>): Measure => ({
  kind,
  labels: {},
  ...rest,
});

const quick = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** The conventions' own buckets for GenAI operations. */
const answering = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
const waiting = [5, 15, 60, 300, 900, 3_600, 14_400, 43_200, 86_400, 259_200];

/** Attempts by how they ended. */
export const attempts = measure('counter', {
  name: 'smart_agents_attempts_total',
  otelName: 'smart_agents.attempts',
  help: 'Attempts at tool calls whose outcome is in the log.',
  unit: '{attempt}',
  labels: { phase: 'smart_agents.phase', outcome: 'smart_agents.outcome', layer: 'smart_agents.layer' },
});

/** How long attempts took, from the decision to the outcome. */
export const attemptSeconds = measure('histogram', {
  name: 'smart_agents_attempt_duration_seconds',
  otelName: 'gen_ai.execute_tool.duration',
  help: 'Seconds from the decision on an attempt to its outcome.',
  unit: 's',
  labels: { phase: 'smart_agents.phase', outcome: 'smart_agents.outcome' },
  buckets: answering,
});

/** How long proposals waited for whoever decided. */
export const approvalWaitSeconds = measure('histogram', {
  name: 'smart_agents_approval_wait_seconds',
  otelName: 'smart_agents.approval.wait',
  help: 'Seconds from a proposal to its decision.',
  unit: 's',
  labels: { decision: 'smart_agents.decision' },
  buckets: waiting,
});

/** How long log records took to become durable. */
export const logCommitSeconds = measure('histogram', {
  name: 'smart_agents_log_commit_duration_seconds',
  otelName: 'smart_agents.log.commit.duration',
  help: 'Seconds until log records were durable, or could not be made so.',
  unit: 's',
  labels: { result: 'smart_agents.result' },
  buckets: quick,
});

/** How long a model took for a whole answer. */
export const modelSeconds = measure('histogram', {
  name: 'smart_agents_model_duration_seconds',
  otelName: 'gen_ai.client.operation.duration',
  help: 'Seconds a model took for a whole answer.',
  unit: 's',
  labels: { model: 'gen_ai.request.model', result: 'smart_agents.result' },
  buckets: answering,
});

/** Tokens that model calls took. */
export const modelTokens = measure('counter', {
  name: 'smart_agents_model_tokens_total',
  otelName: 'smart_agents.model.tokens',
  help: 'Tokens of model calls.',
  unit: '{token}',
  labels: { model: 'gen_ai.request.model', type: 'gen_ai.token.type' },
});

/** Whether the log can be written. */
export const auditAvailable = measure('gauge', {
  name: 'smart_agents_audit_available',
  otelName: 'smart_agents.audit.available',
  help: '1 while the audit log can be written.',
  unit: '1',
});

/** Attempts that were refused because they could not be logged. */
export const auditRefused = measure('gauge', {
  name: 'smart_agents_audit_refused_attempts',
  otelName: 'smart_agents.audit.refused_attempts',
  help: 'Attempts refused because they could not be logged, of which no row tells yet.',
  unit: '{attempt}',
});

/** How many log records have no position yet. */
export const sequencerWaiting = measure('gauge', {
  name: 'smart_agents_sequencer_waiting_records',
  otelName: 'smart_agents.sequencer.waiting_records',
  help: 'Committed log records that have no position yet.',
  unit: '{record}',
});

/** How long the oldest of them has waited. */
export const sequencerLagSeconds = measure('gauge', {
  name: 'smart_agents_sequencer_oldest_waiting_seconds',
  otelName: 'smart_agents.sequencer.oldest_waiting',
  help: 'Seconds since the oldest log record that has no position yet was committed.',
  unit: 's',
});

/** Changes of which nobody knows yet whether they were made. */
export const unsettledEffects = measure('gauge', {
  name: 'smart_agents_unsettled_effects',
  otelName: 'smart_agents.unsettled_effects',
  help: 'Changes asked of the ERP of which nobody knows yet whether they were made.',
  unit: '{change}',
});

/** Panels that are connected to this process. */
export const openSockets = measure('gauge', {
  name: 'smart_agents_open_sockets',
  otelName: 'smart_agents.sockets.open',
  help: 'Panels that are connected to this process.',
  unit: '{socket}',
});
