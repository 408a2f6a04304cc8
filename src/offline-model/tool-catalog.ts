import type { RecordKind } from './memory/known-records.ts';
import type { Subject } from './understand/goal.ts';

/** What this model knows about a tool by its name. */
export interface KnownTool {
  /** What an agent that has it can do; completes "I can …". */
  readonly does: string;
  /** The member of its data that holds the rows; empty where it answers with one record. */
  readonly list: string;
  /** What its rows are, one and many. */
  readonly words: readonly [one: string, many: string];
  /** What stands between these words and the number of the record meant; `for` where nothing else fits better. */
  readonly joint?: string;
  /** The kind of record each row is, where a conversation can refer back to it. */
  readonly kind?: RecordKind;
}

/** The tools this model can use, by name; any other tool in a request is left alone. */
export const knownTools = {
  read_customer: {
    does: 'look up customers, their balances and who is overdue',
    list: 'customers',
    words: ['customer', 'customers'],
    kind: 'customer',
  },
  read_sales_invoices: {
    does: 'list sales invoices by customer, number or period, and which are overdue',
    list: 'invoices',
    words: ['invoice', 'invoices'],
    kind: 'invoice',
  },
  format_statement: { does: 'prepare a customer statement', list: 'lines', words: ['open entry', 'open entries'] },
  draft_email: {
    does: 'draft an email to a customer, with the statement attached, for you to confirm',
    list: '',
    words: ['email draft', 'email drafts'],
  },
  read_vendor: { does: 'look up vendors', list: 'vendors', words: ['vendor', 'vendors'], kind: 'vendor' },
  read_purchase_orders: {
    does: 'list purchase orders, open or overdue ones too',
    list: 'orders',
    words: ['purchase order', 'purchase orders'],
    kind: 'order',
  },
  read_purchase_receipts: {
    does: 'show purchase receipts and how late they came',
    list: 'receipts',
    words: ['receipt', 'receipts'],
    kind: 'receipt',
  },
  read_vendor_ledger_entries: { does: "show a vendor's ledger entries", list: 'entries', words: ['ledger entry', 'ledger entries'] },
  read_vendor_payments: { does: 'show the payments to a vendor and which were late', list: 'payments', words: ['payment', 'payments'] },
  read_support_cases: { does: 'show the cases of a vendor or customer, in their own words', list: 'cases', words: ['case', 'cases'] },
  read_items: { does: 'look up items, their stock and prices', list: 'items', words: ['item', 'items'], kind: 'item' },
  find_items_below_reorder_point: {
    does: 'find items below their reorder point',
    list: 'items',
    words: ['item below its reorder point', 'items below their reorder point'],
    kind: 'item',
  },
  create_purchase_order_draft: {
    does: 'prepare a draft purchase order for you to confirm',
    list: '',
    words: ['draft purchase order', 'draft purchase orders'],
  },
  release_purchase_order: {
    does: "release a purchase order, or send it for the ERP's own approval above your limit there, for you to confirm",
    list: '',
    words: ['release', 'releases'],
    joint: 'of purchase order',
  },
  find_contracts_near_renewal: {
    does: 'find contracts near renewal',
    list: 'contracts',
    words: ['contract near renewal', 'contracts near renewal'],
    kind: 'contract',
  },
  read_contract: {
    does: 'look up a contract with its vendor and a year of business',
    list: 'contracts',
    words: ['contract', 'contracts'],
    kind: 'contract',
  },
  prepare_contract_renewal: {
    does: 'prepare a draft renewal for you to confirm',
    list: '',
    words: ['draft renewal', 'draft renewals'],
  },
  submit_contract_renewal: {
    does: 'submit a renewal for you to confirm',
    list: '',
    words: ['submission of the renewal', 'submissions of renewals'],
  },
  ask_agent: {
    does: 'ask another agent, when you say which and what',
    list: 'answers',
    words: ['question to another agent', 'question to another agent'],
  },
} as const satisfies Record<string, KnownTool>;

/** The name of a tool this model can use. */
export type ToolName = keyof typeof knownTools;

/** Whether a tool is one this model can use. */
export const isKnownTool = (name: string): name is ToolName => Object.hasOwn(knownTools, name);

/** Whether a tool is about contracts and their renewals. */
export const isContractTool = (name: string): boolean => isKnownTool(name) && /_contracts?(_|$)/.test(name);

/** What is known about a tool, with the optional members readable. */
export const toolFacts = (name: ToolName): KnownTool => knownTools[name];

/** The tool that reads a subject. */
export const toolFor: Readonly<Record<Subject, ToolName>> = {
  customer: 'read_customer',
  vendor: 'read_vendor',
  item: 'read_items',
  invoice: 'read_sales_invoices',
  order: 'read_purchase_orders',
  receipt: 'read_purchase_receipts',
  payment: 'read_vendor_payments',
  ledger: 'read_vendor_ledger_entries',
  case: 'read_support_cases',
  reorder: 'find_items_below_reorder_point',
};

/** What an agent without the tool for a subject cannot do; completes "This agent has no tool for …". */
export const capabilityOf: Readonly<Record<Subject, string>> = {
  customer: 'looking up customers',
  vendor: 'looking up vendors',
  item: 'looking up items',
  invoice: 'looking up sales invoices',
  order: 'looking up purchase orders',
  receipt: 'looking up purchase receipts',
  payment: 'looking up payments to vendors',
  ledger: 'looking up vendor ledger entries',
  case: 'looking up cases',
  reorder: 'finding items to reorder',
};
