import { executionSummarySchema, executionViewSchema, type ExecutionSummary, type ExecutionView } from '../../../src/contracts/executions.ts';
import { idOf } from './ids.ts';
import { logEntries } from './log-data.ts';

const run = {
  ...{ status: 'completed', user: 'Clara Reyes', company: 'Alder & Finch Ltd.' },
  startedAt: logEntries[0]?.attemptedAt,
  endedAt: logEntries[0]?.outcomeAt,
} as const;
const agent = { id: idOf('Vendor 360'), name: 'Vendor 360', version: 2 };

/** The run whose orders the ERP's own approval took over: somebody is still to decide on one, and the other was rejected. */
export const erpApprovalRun = 'EX-0002';

const erpApprovals = [
  {
    ...{ approvalId: idOf('106009'), documentNumber: '106009', state: 'rejected', since: '2026-03-02T08:00:00.000Z', waitingFor: null },
    ...{
      endedAt: '2026-03-02T09:30:00.000Z',
      by: 'Marta Lindqvist',
      reason: 'Too dear: ask the vendor for the price of last year, and send it again.',
    },
  },
  {
    ...{ approvalId: idOf('106012'), documentNumber: '106012', state: 'waiting', since: '2026-03-02T08:05:00.000Z', waitingFor: 'Noor Haddad' },
    ...{ endedAt: null, by: null, reason: null },
  },
];
const erpApprovalsOf = (reference: string) => (reference === erpApprovalRun ? erpApprovals : []);

/** A run as a list has it. */
export const executionSummary = (reference: string): ExecutionSummary =>
  executionSummarySchema.parse({
    ...{ ...run, reference, agent, tools: ['read_vendor'], outcomes: [{ outcome: 'ok', count: 4 }], written: [] },
    waitingInErp: erpApprovalsOf(reference)
      .filter(({ state }) => state === 'waiting')
      .map(({ documentNumber, since, waitingFor }) => ({ documentNumber, since, waitingFor })),
  });

/** A run as its page has it. */
export const executionView = (reference: string, approvals: ExecutionView['approvals']): ExecutionView => {
  const toolCalls = logEntries.slice(0, 4).map((entry) => ({ ...entry, executionReference: reference }));
  return executionViewSchema.parse({
    ...run,
    reference,
    agent: { ...agent, versionHash: idOf('v').repeat(2), nameErased: false, kind: 'assistant', businessUnit: null, lifecycleNow: 'active' },
    agents: [
      { ...agent, versionHash: idOf('v').repeat(2), nameErased: false, calls: 3 },
      { id: idOf('Purchase planner'), name: 'Purchase planner', version: 3, versionHash: idOf('p').repeat(2), nameErased: false, calls: 1 },
    ],
    fingerprint: idOf('f').repeat(2),
    tenant: { id: idOf('tenant'), name: 'Alder & Finch Supply' },
    delegationId: idOf('d'),
    delegation: null,
    requestedActions: [{ tool: 'read_vendor', title: 'Read vendors', operation: 'read', calls: 4 }],
    tokens: { input: 12_000, output: 1_300 },
    credits: '1.84',
    ...{ models: [], services: [], records: [], recordCount: 0, erpRequests: [], outcomes: [{ outcome: 'ok', count: 4 }] },
    answerHash: null,
    toolCalls,
    approvalEvents: [],
    erpApprovals: erpApprovalsOf(reference),
    approvals,
  });
};
