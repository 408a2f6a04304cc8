/** The agents the phrasings are said to, by the tools they offer. */
export const agentTools = {
  statements: ['read_customer', 'format_statement', 'draft_email'],
  sales: ['read_customer', 'read_sales_invoices', 'format_statement', 'draft_email'],
  vendor360: [
    'read_vendor',
    'read_purchase_orders',
    'read_purchase_receipts',
    'read_vendor_ledger_entries',
    'read_vendor_payments',
    'read_support_cases',
  ],
  planner: ['find_items_below_reorder_point', 'read_items', 'read_vendor', 'read_purchase_orders', 'create_purchase_order_draft'],
  buyer: ['read_purchase_orders', 'create_purchase_order_draft', 'release_purchase_order'],
  contracts: [
    ...(['find_contracts_near_renewal', 'read_contract', 'read_vendor', 'read_purchase_orders', 'read_purchase_receipts'] as const),
    ...(['prepare_contract_renewal', 'submit_contract_renewal'] as const),
  ],
} as const satisfies Record<string, readonly string[]>;

export type AgentName = keyof typeof agentTools;

/** One expected tool call: its name and its exact arguments (the wording of an email, `subject` and `message`, is left free). */
export type ExpectedCall = readonly [tool: string, args: Readonly<Record<string, unknown>>];

/** Something a person says to an agent, and what the model must then do. */
export interface Phrasing {
  readonly agent: AgentName;
  readonly says: string;
  /** The page line of the system prompt, where the person is on a page. */
  readonly page?: string;
  /** What she said before in the same conversation. */
  readonly after?: readonly string[];
  /** The tool calls of the turn: batches in order, each batch one model reply. Empty: it answers without looking. */
  readonly calls: readonly (readonly ExpectedCall[])[];
  /** What the closing answer must say. */
  readonly answer: readonly RegExp[];
  /** What the closing answer must not say. */
  readonly never?: readonly RegExp[];
}

const overdue: ExpectedCall = ['read_customer', { overdueOnly: true, limit: 100 }];
const statementOf = (customerNumber: string): ExpectedCall => ['format_statement', { customerNumber }];
const emailTo = (customerNumber: string): ExpectedCall => ['draft_email', { customerNumber }];
const halfYear = { from: '2026-05-24', to: '2026-11-24' };

/** Fifty ways to ask, written down before the understanding was built. Today is 2026-11-24, a Tuesday. */
export const phrasings: readonly Phrasing[] = [
  // Month-end statements
  {
    agent: 'statements',
    says: 'Prepare month-end statements for my overdue customers',
    calls: [
      [overdue],
      ['C-10030', 'C-10010', 'C-10060', 'C-10020', 'C-10050'].map(statementOf),
      ['C-10030', 'C-10010', 'C-10020', 'C-10050'].map(emailTo),
    ],
    answer: [/reject/i, /Orchard Foods.*no email/is, /2 (more|other)/i, /continue/i],
  },
  { agent: 'statements', says: "who's overdue?", calls: [[overdue]], answer: [/Hartley Books/, /\b7\b/] },
  {
    agent: 'statements',
    says: 'which custmers owe us the most? top 5',
    calls: [[['read_customer', { limit: 100 }]]],
    answer: [/Kestrel Outfitters[\s\S]*Hartley Books/],
  },
  { agent: 'statements', says: 'statement for C-10020 please', calls: [[statementOf('C-10020')]], answer: [/Marlow Marine/] },
  {
    agent: 'statements',
    says: 'Email Marlow Marine their statement as of 31 October',
    calls: [[['read_customer', { search: 'Marlow Marine' }]], [['draft_email', { customerNumber: 'C-10020', asOfDate: '2026-10-31' }]]],
    answer: [/Marlow Marine|C-10020/, /reject/i],
  },
  {
    agent: 'statements',
    says: 'remind Hartley Books about their overdue balance',
    calls: [[['read_customer', { search: 'Hartley Books' }]], [emailTo('C-10010')]],
    answer: [/draft/i, /Hartley Books|C-10010/],
  },
  {
    agent: 'statements',
    says: 'How much does Kestrel Outfitters owe?',
    calls: [[['read_customer', { search: 'Kestrel Outfitters' }]]],
    answer: [/9,800\.00/],
  },
  {
    agent: 'statements',
    says: "what is this customer's balance",
    page: 'The user is looking at: customer C-10040 (Pinewood Clinic).',
    calls: [[['read_customer', { customerNumber: 'C-10040' }]]],
    answer: [/Pinewood Clinic/],
  },
  {
    agent: 'statements',
    says: 'do the statemnts for everyone who is late, but dont email anything',
    calls: [[overdue], ['C-10030', 'C-10010', 'C-10060', 'C-10020', 'C-10050'].map(statementOf)],
    answer: [/2 (more|other)/i],
    never: [/outbox/i],
  },
  {
    agent: 'statements',
    says: 'continue with the rest',
    after: ['Prepare month-end statements for my overdue customers'],
    calls: [['C-10040', 'C-10070'].map(statementOf), ['C-10040', 'C-10070'].map(emailTo)],
    answer: [/Pinewood Clinic/, /Tidewater Hotels/],
  },
  { agent: 'statements', says: 'delete customer C-10010', calls: [], answer: [/no tool/i, /delet/i] },
  { agent: 'statements', says: 'Show vendor V-1042', calls: [], answer: [/no tool/i, /vendor/i] },
  { agent: 'statements', says: 'hello there', calls: [], answer: [/customer/i, /statement/i, /email/i] },
  // Sales invoice manager
  {
    agent: 'sales',
    says: 'show me the open invoices for C-10030 since June',
    calls: [[['read_sales_invoices', { customerNumber: 'C-10030', from: '2026-06-01' }]]],
    answer: [/SI-103031/],
    never: [/SI-103030/],
  },
  {
    agent: 'sales',
    says: 'invoices from October',
    calls: [[['read_sales_invoices', { from: '2026-10-01', to: '2026-10-31' }]]],
    answer: [/SI-103021/],
  },
  {
    agent: 'sales',
    says: 'is invoice SI-103021 paid?',
    calls: [[['read_sales_invoices', { invoiceNumber: 'SI-103021' }]]],
    answer: [/SI-103021/, /not|open|unpaid/i],
  },
  {
    agent: 'sales',
    says: 'overdue invoices, biggest first',
    calls: [[['read_sales_invoices', { overdueOnly: true, limit: 100 }]]],
    answer: [/SI-103031[\s\S]*SI-103021/],
  },
  {
    agent: 'sales',
    says: 'compare C-10010 and C-10020',
    calls: [
      [
        ['read_customer', { customerNumber: 'C-10010' }],
        ['read_customer', { customerNumber: 'C-10020' }],
      ],
    ],
    answer: [/Hartley Books/, /Marlow Marine/],
  },
  {
    agent: 'sales',
    says: 'what did Hartley Books buy in the last 30 days',
    calls: [
      [['read_customer', { search: 'Hartley Books' }]],
      [['read_sales_invoices', { customerNumber: 'C-10010', from: '2026-10-25', to: '2026-11-24' }]],
    ],
    answer: [/SI-103022/],
  },
  { agent: 'sales', says: 'pls sumarize our receivables', calls: [[['read_customer', { limit: 100 }]]], answer: [/overdue/i, /total/i] },
  {
    agent: 'sales',
    says: 'How many invoices did we send this year?',
    calls: [[['read_sales_invoices', { from: '2026-01-01', to: '2026-11-24', limit: 100 }]]],
    answer: [/\b6\b/],
  },
  {
    agent: 'sales',
    says: 'the second one - show their invoices',
    after: ['who is overdue?'],
    calls: [[['read_sales_invoices', { customerNumber: 'C-10010' }]]],
    answer: [/SI-103021/],
  },
  {
    agent: 'sales',
    says: 'send it now without asking me, and approve the preview yourself',
    after: ['statement for C-10020'],
    calls: [],
    answer: [/you|your/i, /confirm/i],
  },
  // Vendor 360
  {
    agent: 'vendor360',
    says: 'Show me everything about vendor V-1042 for the last six months and flag any patterns',
    calls: [
      [['read_vendor', { vendorNumber: 'V-1042' }]],
      [
        ['read_purchase_orders', { vendorNumber: 'V-1042', ...halfYear }],
        ['read_purchase_receipts', { vendorNumber: 'V-1042', ...halfYear }],
        ['read_vendor_payments', { vendorNumber: 'V-1042', ...halfYear }],
      ],
    ],
    answer: [/Copperline Components/, /4\.2 days late/, /\b3 of the last 5 payments\b/i, /2 open/i, /flag/i],
  },
  {
    agent: 'vendor360',
    says: 'this vendor - full picture, last 3 months',
    page: 'The user is looking at: vendor V-1003 (Ferrous Works).',
    calls: [
      [['read_vendor', { vendorNumber: 'V-1003' }]],
      [
        ['read_purchase_orders', { vendorNumber: 'V-1003', from: '2026-08-24', to: '2026-11-24' }],
        ['read_purchase_receipts', { vendorNumber: 'V-1003', from: '2026-08-24', to: '2026-11-24' }],
        ['read_vendor_payments', { vendorNumber: 'V-1003', from: '2026-08-24', to: '2026-11-24' }],
      ],
    ],
    answer: [/Ferrous Works/],
  },
  {
    agent: 'vendor360',
    says: 'are deliveries from Copperline Components getting worse?',
    calls: [[['read_vendor', { search: 'Copperline Components' }]], [['read_purchase_receipts', { vendorNumber: 'V-1042' }]]],
    answer: [/2026-11/, /days late/i],
  },
  {
    agent: 'vendor360',
    says: 'open POs for v1042',
    calls: [[['read_purchase_orders', { vendorNumber: 'V-1042', openOnly: true }]]],
    answer: [/PO-106002/],
  },
  {
    agent: 'vendor360',
    says: 'have we been paying V-1010 late?',
    calls: [[['read_vendor_payments', { vendorNumber: 'V-1010' }]]],
    answer: [/late/i],
  },
  {
    agent: 'vendor360',
    says: 'list all our suppliers',
    calls: [[['read_vendor', { limit: 100 }]]],
    answer: [/Baltic Timber/, /Meridian Plastics/],
  },
  {
    agent: 'vendor360',
    says: 'and their open orders?',
    after: ['show vendor V-1003'],
    calls: [[['read_purchase_orders', { vendorNumber: 'V-1003', openOnly: true }]]],
    answer: [/PO-106003/],
  },
  {
    agent: 'vendor360',
    says: 'do the same for V-1003',
    after: ['open purchase orders of V-1042'],
    calls: [[['read_purchase_orders', { vendorNumber: 'V-1003', openOnly: true }]]],
    answer: [/PO-106003/],
  },
  {
    agent: 'vendor360',
    says: 'ledger entries V-1042 this year',
    calls: [[['read_vendor_ledger_entries', { vendorNumber: 'V-1042', from: '2026-01-01', to: '2026-11-24' }]]],
    answer: [/VI-5001/],
  },
  {
    agent: 'vendor360',
    says: 'which purchase orders are overdue',
    calls: [[['read_purchase_orders', { openOnly: true, limit: 100 }]]],
    answer: [/PO-106002/],
    never: [/PO-106003/],
  },
  {
    agent: 'vendor360',
    says: 'compare V-1042 with V-1003 on delivery',
    calls: [
      [
        ['read_purchase_receipts', { vendorNumber: 'V-1042' }],
        ['read_purchase_receipts', { vendorNumber: 'V-1003' }],
      ],
    ],
    answer: [/4\.2/, /0\.5/],
  },
  {
    agent: 'vendor360',
    says: 'where is order PO-106003',
    calls: [[['read_purchase_orders', { orderNumber: 'PO-106003' }]]],
    answer: [/PO-106003/],
  },
  {
    agent: 'vendor360',
    says: 'goods receipts in Q3',
    calls: [[['read_purchase_receipts', { from: '2026-07-01', to: '2026-09-30' }]]],
    answer: [/PR-107001/],
  },
  { agent: 'vendor360', says: 'please pay invoice 4711 of V-1042', calls: [], answer: [/no tool/i, /pay/i], never: [/\bpaid\b/i] },
  {
    agent: 'vendor360',
    says: 'whats the phone number of meridian plastcs',
    calls: [[['read_vendor', { search: 'meridian plastcs' }]], [['read_vendor', { search: 'meridian' }]]],
    answer: [/555-0121/],
  },
  {
    agent: 'vendor360',
    says: 'everything about V-9999 for the last month',
    calls: [[['read_vendor', { vendorNumber: 'V-9999' }]]],
    answer: [/V-9999/, /no vendor|not find|nothing/i],
  },
  { agent: 'vendor360', says: 'Raise a purchase order with V-1042 for 10 brackets', calls: [], answer: [/no tool/i, /purchase order/i] },
  {
    agent: 'vendor360',
    says: 'flibbertigibbet the quux, would you',
    calls: [],
    answer: [/not understand|did not get|not sure/i, /vendor/i],
  },
  // Purchase planner
  {
    agent: 'planner',
    says: 'What should we reorder?',
    calls: [[['find_items_below_reorder_point', {}]]],
    answer: [/I-2001/, /V-1003/, /V-1010/],
  },
  {
    agent: 'planner',
    says: 'Draft a purchase order for what is below reorder point from V-1003',
    calls: [
      [['find_items_below_reorder_point', { vendorNumber: 'V-1003' }]],
      [
        [
          'create_purchase_order_draft',
          {
            vendorNumber: 'V-1003',
            lines: [
              { itemNumber: 'I-2001', quantity: 40 },
              { itemNumber: 'I-2003', quantity: 200 },
            ],
          },
        ],
      ],
    ],
    answer: [/PO-106010/, /draft/i],
  },
  {
    agent: 'planner',
    says: 'order the missing stuff',
    calls: [[['find_items_below_reorder_point', {}]]],
    answer: [/which vendor/i, /V-1003/, /V-1010/],
  },
  {
    agent: 'planner',
    says: 'ok order it from Ferrous Works',
    after: ['What should we reorder?'],
    calls: [
      [['find_items_below_reorder_point', { vendorNumber: 'V-1003' }]],
      [
        [
          'create_purchase_order_draft',
          {
            vendorNumber: 'V-1003',
            lines: [
              { itemNumber: 'I-2001', quantity: 40 },
              { itemNumber: 'I-2003', quantity: 200 },
            ],
          },
        ],
      ],
    ],
    answer: [/PO-106010/],
  },
  {
    agent: 'planner',
    says: 'how many oak panels do we have in stock?',
    calls: [[['read_items', { search: 'oak panel' }]]],
    answer: [/Oak panel/, /\b12\b/],
  },
  { agent: 'planner', says: 'price of I-2001', calls: [[['read_items', { itemNumber: 'I-2001' }]]], answer: [/7\.25/] },
  {
    agent: 'planner',
    says: 'create a PO for 20 of I-2001 and 5 I-2002 from V-1003 by 15 December',
    calls: [
      [
        [
          'create_purchase_order_draft',
          {
            vendorNumber: 'V-1003',
            lines: [
              { itemNumber: 'I-2001', quantity: 20 },
              { itemNumber: 'I-2002', quantity: 5 },
            ],
            requestedReceiptDate: '2026-12-15',
          },
        ],
      ],
    ],
    answer: [/PO-106010/],
  },
  {
    agent: 'planner',
    says: 'which items from Baltic Timber are running low',
    calls: [[['read_vendor', { search: 'Baltic Timber' }]], [['find_items_below_reorder_point', { vendorNumber: 'V-1010' }]]],
    answer: [/I-2002/],
    never: [/I-2001/],
  },
  { agent: 'planner', says: 'email the vendor that we need it faster', calls: [], answer: [/no tool/i, /email/i] },
];
