import type { ActionAnswer } from '../../contracts/agent-actions.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import { approverOf, type ProposalRow } from '../approvals/index.ts';
import type { CallEnd, CallReport, DecisionEnd } from '../gateway/index.ts';

/** Which action is answered. */
export interface AnsweredAction {
  readonly execution: string;
  readonly toolCallId: string;
  readonly action: string;
}

const askIfAllowed = 'Ask for it again if it is still needed and the authority for it stands.';

/** Where a run can be asked after. */
export const pollAddress = (reference: string): string => `/agent/v1/executions/${reference}`;

const envelopeOf = ({ envelope }: CallReport): Readonly<Record<string, Json>> => envelope as Readonly<Record<string, Json>>;
const textOrNull = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

const reasonOf = (report: CallReport) => ({
  layer: report.layer,
  rule: textOrNull(envelopeOf(report)['rule']),
  message: textOrNull(envelopeOf(report)['message']) ?? report.line,
  remedy: report.remedy,
});

const settledAnswer = (at: AnsweredAction, report: CallReport): ActionAnswer => {
  const common = { ...at, line: report.line };
  switch (report.result) {
    case 'ok':
    case 'committed':
      return {
        ...{ result: 'done', ...common },
        ...{ data: envelopeOf(report)['data'] ?? null, mayBePartial: report.mayBePartial, truncated: report.truncated },
      };
    case 'refused':
      return { result: 'refused', ...common, reason: reasonOf(report) };
    case 'unknown':
      return { result: 'unknown', ...common, reason: reasonOf(report), poll: pollAddress(at.execution) };
    case 'denied':
    case 'failed':
    case 'timeout':
    case 'cancelled':
    case 'expired':
    case 'rejected':
    case 'withdrawn':
    case 'awaiting_approval':
    case 'audit_unavailable':
      return { result: 'failed', ...common, outcome: report.result, reason: reasonOf(report) };
  }
};

/** What is told of a proposal that waits. */
export const pendingAnswer = (at: AnsweredAction, row: ProposalRow, preview: { readonly title: string; readonly summary: string }): ActionAnswer => ({
  result: 'pending_approval',
  ...at,
  line: preview.title,
  approval: {
    id: row.id,
    version: row.version,
    approver: approverOf(row).kind,
    expiresAt: row.expiresAt,
    reasons: (JSON.parse(row.basis) as { message: string }[]).map(({ message }) => message),
    title: preview.title,
    summary: preview.summary,
  },
  poll: pollAddress(at.execution),
});

/** What an agent is told when its call came to an end, or to a person. */
export const actionAnswer = (at: AnsweredAction, end: CallEnd, preview: (row: ProposalRow) => { title: string; summary: string }): ActionAnswer =>
  end.kind === 'proposed' ? pendingAnswer(at, end.proposal, preview(end.proposal)) : settledAnswer(at, end.report);

/** What an agent is told of a decision on its proposal; null where the proposal still waits. */
export const decidedAnswer = (at: AnsweredAction, end: DecisionEnd): ActionAnswer | null => {
  const refused = (rule: string, message: string, remedy: string | null): ActionAnswer => ({
    ...{ result: 'refused', ...at, line: message },
    reason: { layer: 'approval', rule, message, remedy },
  });
  switch (end.kind) {
    case 'committed':
      return { result: 'done', ...at, line: end.line, data: end.data, mayBePartial: false, truncated: false };
    case 'rejected':
      return refused('rejected', 'The person who was asked rejected it; nothing was done.', 'Do not ask for it again unless she wants it.');
    case 'expired':
      return refused('expired', 'Nobody decided in time; nothing was done.', 'Ask for it again if it is still needed.');
    case 'withdrawn':
      return refused('withdrawn', `It was withdrawn; nothing was done.${end.reason === null ? '' : ` Reason: ${end.reason}`}`, askIfAllowed);
    case 'failed': {
      const { outcome, layer, message, remedy } = end.failure;
      const reason = { layer, rule: null, message, remedy };
      const common = { ...at, line: message };
      if (outcome === 'unknown') return { result: 'unknown', ...common, reason, poll: pollAddress(at.execution) };
      return outcome === 'refused' ? { result: 'refused', ...common, reason } : { result: 'failed', ...common, outcome, reason };
    }
    case 'moved':
    case 'edited':
    case 'refused':
    case 'already_decided':
      return null;
  }
};

/** What is told of an action while it is being done. */
export const runningAnswer = (at: AnsweredAction): ActionAnswer => ({
  result: 'running',
  ...at,
  line: 'It is being done.',
  poll: pollAddress(at.execution),
});

/** What is told of an action that was interrupted before its end could be written, and that changed nothing. */
export const interruptedAnswer = (at: AnsweredAction): ActionAnswer => {
  const message = 'Interrupted before its end could be recorded; it had no effect.';
  return {
    result: 'failed',
    ...at,
    line: message,
    outcome: 'failed',
    reason: { layer: null, rule: 'interrupted', message, remedy: 'Ask for it again.' },
  };
};
