import type { ApprovalView } from '../../../src/contracts/approvals.ts';
import type { PanelEventData } from '../../../src/contracts/panel-events.ts';
import { idOf } from './ids.ts';

type Data = PanelEventData;
type Finished = Extract<Data, { type: 'tool.finished' }>;

/** What a script knows of the turn it plays. */
export interface ScriptTurn {
  readonly sessionId: string;
  readonly turnId: string;
  readonly executionReference: string;
  readonly agent: { readonly id: string; readonly name: string };
  /** Whoever asks. */
  readonly user: string;
}

let calls = 0;

const call = (turn: ScriptTurn, words: { tool: string; title: string; subject: string }, end: Partial<Finished> & { line: string }): Data[] => {
  const toolCallId = end.toolCallId ?? idOf(`call-${(calls += 1)}`);
  return [
    { type: 'tool.started', turnId: turn.turnId, toolCallId, ...words },
    {
      type: 'tool.finished',
      turnId: turn.turnId,
      toolCallId,
      result: 'ok',
      layer: null,
      remedy: null,
      mayBePartial: false,
      truncated: false,
      records: 0,
      credits: '0.1',
      ...end,
    },
  ];
};

const answer = (turn: ScriptTurn, text: string): Data[] => {
  const messageId = idOf(`message-${turn.turnId}-${text.length}`);
  const pieces = text.match(/[^]{1,9}/g) ?? [];
  return [
    ...pieces.map((piece): Data => ({ type: 'answer.delta', turnId: turn.turnId, messageId, text: piece })),
    { type: 'answer.completed', turnId: turn.turnId, messageId, text },
  ];
};

/** A proposal of an email with a statement. */
export const emailProposal = (turn: ScriptTurn, customer: string, now: Date): ApprovalView => ({
  id: idOf(`approval-${turn.turnId}-${customer}`),
  version: 1,
  status: 'pending',
  executionReference: turn.executionReference,
  sessionId: turn.sessionId,
  turnId: turn.turnId,
  toolCallId: idOf(`call-${turn.turnId}-${customer}`),
  agent: { id: turn.agent.id, name: turn.agent.name },
  tool: { name: 'draft_email', title: 'Draft an email' },
  requestedBy: turn.user,
  approver: { kind: 'responsible', people: [turn.user] },
  mayDecide: true,
  mayWithdraw: true,
  mayEdit: true,
  editedBy: null,
  amount: null,
  preview: {
    title: `Email to ${customer}`,
    summary: 'A draft with the statement goes into your outbox. Nothing is sent before you send it yourself.',
    fields: [
      { label: 'To', before: null, after: `accounts@${customer.split(' ')[0]?.toLowerCase() ?? ''}.example` },
      { label: 'Subject', before: null, after: 'Your account statement of 31 October 2026' },
      { label: 'Overdue', before: null, after: 'GBP 2,318.40' },
    ],
    table: null,
    text: `Dear ${customer} team,\n\nplease find your statement of 31 October 2026 attached. GBP 2,318.40 is past its due date; we would be glad to receive it this week.\n\nKind regards\nClara Reyes\n\nPrepared by an AI agent, checked and sent by a person.`,
    attachments: [{ fileName: 'statement-C-10012.pdf', contentType: 'application/pdf' }],
  },
  changedSince: [],
  basis: [
    {
      layer: 'autonomy',
      rule: 'ask-before-write',
      setting: 'Autonomy of Month-end statements: ask',
      message: 'This agent asks before it writes anything.',
    },
  ],
  supportingRecords: [
    { entitySet: 'customers', id: idOf(customer), label: `Customer ${customer}`, etag: 'W/"1"' },
    { entitySet: 'customerLedgerEntries', id: idOf(`${customer}-entries`), label: '7 open ledger entries', etag: null },
  ],
  mayBePartial: false,
  requestedAt: now.toISOString(),
  expiresAt: new Date(now.getTime() + 3_600_000).toISOString(),
  decidedAt: null,
  decidedBy: null,
  reason: null,
  resultLine: null,
});

/** A proposal of a draft purchase order. */
export const orderProposal = (turn: ScriptTurn, now: Date): ApprovalView => ({
  ...emailProposal(turn, 'Order', now),
  id: idOf(`approval-${turn.turnId}-order`),
  tool: { name: 'create_purchase_order_draft', title: 'Create a draft purchase order' },
  preview: {
    title: 'Draft purchase order for Brightwater Fixings (V-1042)',
    summary: 'A purchase order in status Draft is created. It can be changed or deleted in the ERP.',
    fields: [
      { label: 'Vendor', before: null, after: 'V-1042 Brightwater Fixings' },
      { label: 'Requested receipt', before: null, after: '17 November 2026' },
      { label: 'Total excl. VAT', before: null, after: 'GBP 1,074.00' },
    ],
    table: {
      columns: [
        { label: 'Item', align: 'start' },
        { label: 'Description', align: 'start' },
        { label: 'Quantity', align: 'end' },
        { label: 'Unit cost', align: 'end' },
        { label: 'Amount', align: 'end' },
      ],
      rows: [
        ['I-2040', 'Gate latch, galvanised', '120', '4.10', '492.00'],
        ['I-2010', 'Screws, 5 x 60', '100', '5.82', '582.00'],
      ],
    },
    text: null,
    attachments: [],
  },
});

const vendorAnswer = `**Brightwater Fixings (V-1042)** has a balance of GBP 12,440.00 and 4 open orders.

### Receipts, last six months
| Month | Receipts | Average days late |
|:--|--:|--:|
| June 2026 | 3 | 4.3 |
| July 2026 | 2 | 5.5 |
| August 2026 | 4 | 6.8 |
| September 2026 | 3 | 9.0 |

### Patterns
- **Deliveries are late and getting later**: 11 of 12 receipts came after the expected date, 6.4 days on average.
- **Payments are delayed too**: 3 of the last 5 payments went out after the due date.
  - The longest delay was 12 days (\`PI-108114\`).
- 2 open orders are past their requested date: [PO-106021](/purchase-orders/PO-106021) and [PO-106034](/purchase-orders/PO-106034).`;

const vendorStory = (turn: ScriptTurn): Data[] => [
  ...answer(turn, 'I look at the vendor, its orders, receipts, ledger and payments since 3 May.'),
  ...call(
    turn,
    { tool: 'read_vendor', title: 'Read vendors', subject: 'vendor V-1042' },
    { line: 'Brightwater Fixings, balance GBP 12,440.00', records: 1 },
  ),
  ...call(
    turn,
    { tool: 'read_purchase_orders', title: 'Read purchase orders', subject: 'vendor V-1042, since 3 May' },
    { line: '19 orders, 4 open', records: 19 },
  ),
  ...call(
    turn,
    { tool: 'read_purchase_receipts', title: 'Read purchase receipts', subject: 'vendor V-1042, since 3 May' },
    { line: '12 receipts, 11 late', records: 12, mayBePartial: true },
  ),
  ...call(
    turn,
    { tool: 'read_vendor_payments', title: 'Read vendor payments', subject: 'vendor V-1042' },
    { line: '5 payments, 3 late', records: 5 },
  ),
  ...answer(turn, vendorAnswer),
  { type: 'turn.completed', turnId: turn.turnId, credits: '1.8400', modelCalls: 2, toolCalls: 4 },
];

const fullStory = (turn: ScriptTurn): Data[] => [
  ...answer(turn, Array.from({ length: 60 }, (_line, index) => `Line ${index + 1} of a long answer.`).join('\n\n')),
  { type: 'turn.completed', turnId: turn.turnId, credits: '0.4', modelCalls: 1, toolCalls: 0 },
];

const deniedStory = (turn: ScriptTurn): Data[] => [
  ...call(
    turn,
    { tool: 'read_vendor', title: 'Read vendors', subject: 'vendor V-1042' },
    {
      result: 'denied',
      line: 'Sorry, the current permissions prevented the action. (TableData 23 Vendor Read: Base Application)',
      layer: 'erp',
      remedy: 'Ask your ERP administrator for read permission on vendors.',
    },
  ),
  ...answer(turn, 'The ERP does not let you read vendors, so I cannot see them either. An agent never has more rights than you.'),
  { type: 'turn.completed', turnId: turn.turnId, credits: '0.2', modelCalls: 2, toolCalls: 1 },
];

const waiting = (turn: ScriptTurn, approvals: readonly ApprovalView[]): Data[] => [
  ...approvals.map((approval): Data => ({ type: 'approval.requested', turnId: turn.turnId, approval })),
  ...answer(
    turn,
    approvals.length === 1
      ? 'I prepared it. **Please check and confirm.**'
      : `I prepared ${approvals.length} emails. **Please check each and confirm or reject it.**`,
  ),
  { type: 'turn.waiting', turnId: turn.turnId, approvals: approvals.map((approval) => approval.id) },
];

const statementStory = (turn: ScriptTurn, now: Date): Data[] => {
  const approvals = ['Hollin Garden Centre', 'Northgate Tools'].map((customer) => emailProposal(turn, customer, now));
  return [
    ...call(
      turn,
      { tool: 'read_customer', title: 'Read customers', subject: 'overdue only' },
      { line: '2 customers, GBP 4,102.15 overdue', records: 2, mayBePartial: true },
    ),
    ...approvals.flatMap((approval) =>
      call(
        turn,
        { tool: 'draft_email', title: 'Draft an email', subject: approval.preview.title.replace('Email to ', '') },
        { toolCallId: approval.toolCallId, result: 'awaiting_approval', line: 'Waits for your Confirm', records: 8 },
      ),
    ),
    ...waiting(turn, approvals),
  ];
};

const orderStory = (turn: ScriptTurn, proposal: ApprovalView): Data[] => [
  ...call(
    turn,
    { tool: 'find_items_below_reorder_point', title: 'Find items below reorder point', subject: 'all vendors' },
    { line: '2 items, 1 vendor', records: 2 },
  ),
  ...call(
    turn,
    { tool: 'create_purchase_order_draft', title: 'Create a draft purchase order', subject: 'V-1042, 2 lines' },
    { toolCallId: proposal.toolCallId, result: 'awaiting_approval', line: 'Waits for your Confirm', records: 5 },
  ),
  ...waiting(turn, [proposal]),
];

/** An order that somebody else than whoever asked decides on: Marta, or where nobody is named anyone who may approve. */
const forSecondPerson = (proposal: ApprovalView, people: string[]): ApprovalView => ({
  ...proposal,
  approver: { kind: 'second-person', people },
  mayDecide: false,
  basis: [
    {
      layer: 'policy',
      rule: 'approval-rule',
      setting: 'Policy of the organisation',
      message: 'The rule "Large orders" asks above 1000.00 GBP; a second person decides.',
    },
  ],
});

/** What the double's agent does for a message. `slow` never ends by itself; `fail` breaks. */
export const storyFor = (text: string, turn: ScriptTurn, now: Date): Data[] => {
  if (/statement|overdue/i.test(text)) return statementStory(turn, now);
  if (/large order/i.test(text)) return orderStory(turn, forSecondPerson(orderProposal(turn, now), ['Marta Lindqvist']));
  if (/reorder|order draft/i.test(text)) return orderStory(turn, orderProposal(turn, now));
  if (/denied|not mine/i.test(text)) return deniedStory(turn);
  if (/vendor/i.test(text)) return vendorStory(turn);
  if (/everything in full/i.test(text)) return fullStory(turn);
  if (/slow/i.test(text)) return answer(turn, 'This takes a while. '.repeat(400));
  if (/fail/i.test(text))
    return [
      {
        type: 'turn.failed',
        turnId: turn.turnId,
        code: 'model_unreachable',
        message: 'The model did not answer.',
        remedy: 'Wait a moment, then ask again.',
      },
    ];
  return [...answer(turn, `You said: ${text}`), { type: 'turn.completed', turnId: turn.turnId, credits: '0.0400', modelCalls: 1, toolCalls: 0 }];
};
