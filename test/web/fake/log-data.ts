import type { ToolCallLogEntry } from '../../../src/contracts/tool-call-log.ts';
import { idOf } from './ids.ts';
import { companies } from './people.ts';

const calls: readonly (readonly [string, string, ToolCallLogEntry['outcome'], string, string | null])[] = [
  ['read_vendor', 'Ben Okafor', 'ok', 'autonomy', 'vendors: V-1042'],
  ['read_purchase_receipts', 'Ben Okafor', 'ok', 'autonomy', 'purchaseReceipts: 14 records, V-1042'],
  ['read_vendor_ledger_entries', 'Clara Reyes', 'denied', 'erp', null],
  ['draft_email', 'Clara Reyes', 'prepared', 'autonomy', 'customers: C-10012; customerLedgerEntries: 7 records'],
  ['draft_email', 'Clara Reyes', 'committed', 'approval', 'outbox: 1 draft'],
  ['create_purchase_order_draft', 'Ben Okafor', 'refused', 'autonomy', null],
  ['post_everything', 'Ben Okafor', 'refused', 'tool-scoping', null],
  ['draft_email', 'Clara Reyes', 'rejected', 'approval', null],
];

const messages: Partial<Record<ToolCallLogEntry['outcome'], string>> = {
  denied: 'The ERP refused it for want of a permission (TableData 25 Read).',
  refused: 'The agent is read-only, so it cannot write.',
  rejected: 'The proposal was rejected.',
};

/** Rows of the log, newest first. */
export const logEntries: ToolCallLogEntry[] = Array.from({ length: 132 }, (_row, index) => {
  const [tool, userName, outcome, layer, dataScope] = calls[index % calls.length] as (typeof calls)[number];
  const at = new Date(Date.UTC(2026, 10, 3, 9, 40) - index * 437_000).toISOString();
  return {
    id: idOf(`log-${index}`),
    attemptedAt: at,
    toolCallId: idOf(`call-${index}`),
    phase: tool === 'draft_email' ? (outcome === 'committed' ? 'commit' : 'prepare') : 'read',
    executionReference: `EX-2026-${String(1_000 - Math.floor(index / 4)).padStart(6, '0')}`,
    sessionId: idOf('session'),
    turnId: idOf(`turn-${index}`),
    userId: idOf(userName),
    userName,
    companyId: companies[0]?.id ?? '',
    companyName: companies[0]?.name ?? '',
    agentId: idOf('Vendor 360'),
    agentName: userName === 'Clara Reyes' ? 'Month-end statements' : 'Vendor 360',
    agentVersion: 2,
    tier: 'smart',
    model: 'smart-agents-offline',
    tool,
    operation: tool.startsWith('read') ? 'read' : 'create',
    arguments: JSON.stringify({ vendorNumber: 'V-1042', from: '2026-05-03' }),
    decision: outcome === 'refused' ? 'refuse' : outcome === 'prepared' ? 'ask' : 'run',
    layer,
    rule: outcome === 'refused' ? 'not-linked' : 'within-autonomy',
    basis: [
      {
        layer,
        rule: outcome === 'refused' ? 'not-linked' : 'within-autonomy',
        setting: 'agent.autonomy',
        message: messages[outcome] ?? 'A read is within every autonomy.',
      },
    ],
    delegationId: idOf('delegation'),
    approvalId: outcome === 'committed' ? idOf('approval') : null,
    approverName: outcome === 'committed' ? userName : null,
    outcome,
    outcomeAt: at,
    outcomeMessage: messages[outcome] ?? null,
    dataScope,
    records: dataScope === null ? 0 : 14,
    mayBePartial: false,
    inputTokens: 812,
    outputTokens: 96,
    credits: '0.1004',
    durationMs: 40 + (index % 9) * 17,
    position: 1_000 - index,
  };
});
