import { z } from 'zod';
import type { OfferedTool } from '../../src/offline-model/endpoint/chat-request.ts';

const number = z.string().min(1).max(40);
const search = z.string().min(1).max(100).optional();
const limit = z.int().min(1).max(100).optional();
const date = z.iso.date().optional();
const flag = z.boolean().optional();

/** The tools' arguments as the product declares them, strict. */
export const toolArguments = {
  read_customer: z.strictObject({ customerNumber: number.optional(), search, overdueOnly: flag, limit }),
  read_sales_invoices: z.strictObject({
    customerNumber: number.optional(),
    invoiceNumber: number.optional(),
    search,
    from: date,
    to: date,
    overdueOnly: flag,
    limit,
  }),
  format_statement: z.strictObject({ customerNumber: number, asOfDate: date }),
  draft_email: z.strictObject({
    customerNumber: number,
    subject: z.string().max(200).optional(),
    message: z.string().max(4000).optional(),
    attachStatement: flag,
    asOfDate: date,
  }),
  read_vendor: z.strictObject({ vendorNumber: number.optional(), search, limit }),
  read_purchase_orders: z.strictObject({
    vendorNumber: number.optional(),
    orderNumber: number.optional(),
    itemNumber: number.optional(),
    search,
    from: date,
    to: date,
    openOnly: flag,
    limit,
  }),
  read_purchase_receipts: z.strictObject({ vendorNumber: number.optional(), from: date, to: date, limit }),
  read_vendor_ledger_entries: z.strictObject({
    vendorNumber: number,
    from: date,
    to: date,
    documentType: z.enum(['Invoice', 'Payment', 'Credit Memo']).optional(),
    limit,
  }),
  read_vendor_payments: z.strictObject({ vendorNumber: number, from: date, to: date, limit }),
  read_support_cases: z.strictObject({
    vendorNumber: number.optional(),
    customerNumber: number.optional(),
    caseNumber: number.optional(),
    openOnly: flag,
    limit,
  }),
  read_items: z.strictObject({ itemNumber: number.optional(), search, limit }),
  find_items_below_reorder_point: z.strictObject({ vendorNumber: number.optional(), search, limit }),
  ask_agent: z.strictObject({ agent: z.string().max(80), question: z.string().max(2000) }),
  create_purchase_order_draft: z.strictObject({
    vendorNumber: number,
    lines: z
      .array(z.strictObject({ itemNumber: number, quantity: z.number().positive() }))
      .min(1)
      .max(50),
    requestedReceiptDate: date,
  }),
  release_purchase_order: z.strictObject({ orderNumber: number }),
  find_contracts_near_renewal: z.strictObject({
    daysAhead: z.int().min(0).max(730).optional(),
    category: number.optional(),
    vendorNumber: number.optional(),
    limit,
  }),
  read_contract: z.strictObject({ contractNumber: number }),
  prepare_contract_renewal: z.strictObject({
    contractNumber: number,
    proposedAnnualValue: z.number().positive().max(1_000_000_000).optional(),
    termMonths: z.int().min(1).max(120).optional(),
    reason: z.string().min(1).max(250).optional(),
  }),
  submit_contract_renewal: z.strictObject({ renewalNumber: number }),
} as const;

export type TestTool = keyof typeof toolArguments;

/** The tools of these names as a chat request offers them. */
export const offered = (names: readonly string[]): OfferedTool[] =>
  names.map((name) => ({
    name,
    description: `The tool ${name}.`,
    parameters: z.toJSONSchema(toolArguments[name as TestTool]) as unknown as NonNullable<OfferedTool['parameters']>,
  }));
