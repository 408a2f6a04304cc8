import type { ApprovalView } from '../../src/contracts/approvals.ts';
import type { PanelEventData } from '../../src/contracts/panel-events.ts';

/** A proposal that waits: one email with a statement. */
export const sampleApproval: ApprovalView = {
  id: '11111111-1111-4111-8111-111111111111',
  version: 1,
  status: 'pending',
  executionReference: 'EX-2026-000042',
  sessionId: 's',
  turnId: 't1',
  toolCallId: 'c2',
  agent: { id: 'a1', name: 'Month-end statements' },
  tool: { name: 'draft_email', title: 'Draft an email' },
  preview: {
    title: 'Email to Hollin Garden Centre',
    summary: 'A draft is put into your outbox. Nothing is sent before you send it.',
    fields: [
      { label: 'To', before: null, after: 'accounts@hollin.example' },
      { label: 'Subject', before: null, after: 'Your statement of 31 October 2026' },
    ],
    table: null,
    text: 'Dear Hollin team,\n\nplease find your statement attached.',
    attachments: [{ fileName: 'statement-C-10012.pdf', contentType: 'application/pdf' }],
  },
  changedSince: [],
  requestedBy: 'Clara Reyes',
  approver: { kind: 'responsible', people: ['Clara Reyes'] },
  mayDecide: true,
  mayWithdraw: true,
  amount: null,
  basis: [{ layer: 'autonomy', rule: 'ask-before-write', setting: 'agent.autonomy', message: 'This agent asks before it writes anything.' }],
  supportingRecords: [{ entitySet: 'customers', id: 'k1', label: 'C-10012 Hollin Garden Centre', etag: 'W/"1"' }],
  mayBePartial: false,
  requestedAt: '2026-11-03T09:00:05.000Z',
  expiresAt: '2026-11-03T10:00:05.000Z',
  decidedAt: null,
  decidedBy: null,
  reason: null,
  resultLine: null,
};

const done = { layer: null, remedy: null, mayBePartial: false, truncated: false, credits: '0.25' } as const;

/** A whole conversation: a turn that reads, proposes and waits, and the turn its decision opens. */
export const sampleConversation: PanelEventData[] = [
  {
    type: 'turn.started',
    turnId: 't1',
    cause: 'message',
    text: 'Statement for Hollin',
    clientMessageId: 'm1',
    page: null,
    executionReference: 'EX-2026-000042',
  },
  { type: 'answer.delta', turnId: 't1', messageId: 'x1', text: 'Let me ' },
  { type: 'answer.delta', turnId: 't1', messageId: 'x1', text: 'look' },
  { type: 'answer.completed', turnId: 't1', messageId: 'x1', text: 'Let me look.' },
  { type: 'tool.started', turnId: 't1', toolCallId: 'c1', tool: 'read_customer', title: 'Read customers', subject: 'Hollin' },
  { type: 'tool.finished', turnId: 't1', toolCallId: 'c1', result: 'ok', line: '1 customer', records: 1, ...done },
  { type: 'tool.started', turnId: 't1', toolCallId: 'c2', tool: 'draft_email', title: 'Draft an email', subject: 'C-10012' },
  { type: 'tool.finished', turnId: 't1', toolCallId: 'c2', result: 'awaiting_approval', line: 'Waits for you', records: 2, ...done },
  { type: 'approval.requested', turnId: 't1', approval: sampleApproval },
  { type: 'answer.completed', turnId: 't1', messageId: 'x2', text: 'The draft waits for your **Confirm**.' },
  { type: 'turn.waiting', turnId: 't1', approvals: [sampleApproval.id] },
  {
    type: 'approval.changed',
    turnId: 't1',
    approval: {
      ...sampleApproval,
      status: 'committed',
      resultLine: 'Draft in your outbox',
      decidedBy: 'Clara Reyes',
      decidedAt: '2026-11-03T09:01:00.000Z',
    },
  },
  { type: 'turn.started', turnId: 't2', cause: 'decision', text: null, clientMessageId: null, page: null, executionReference: 'EX-2026-000042' },
  { type: 'answer.completed', turnId: 't2', messageId: 'x3', text: 'Done: it is in your outbox.' },
  { type: 'turn.completed', turnId: 't2', credits: '0.75', modelCalls: 3, toolCalls: 2 },
];
