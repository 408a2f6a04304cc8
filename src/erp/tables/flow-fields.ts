import type { Columns } from './column.ts';
import type { Table } from './table.ts';
import { customer } from './customer.ts';
import { detailedCustLedgEntry } from './detailed-cust-ledg-entry.ts';
import { detailedVendorLedgEntry } from './detailed-vendor-ledg-entry.ts';
import { glAccount } from './gl-account.ts';
import { glEntry } from './gl-entry.ts';
import { item } from './item.ts';
import { itemLedgerEntry } from './item-ledger-entry.ts';
import { purchaseLine } from './purchase-line.ts';
import { salesLine } from './sales-line.ts';
import { vendor } from './vendor.ts';

/**
 * A field that is a sum over another table (Business Central's FlowField). The reader's rights on `over` apply,
 * so a security filter there makes the sum partial without a word.
 */
export interface FlowField {
  /** The table that shows the field. */
  readonly of: Table;
  /** The record property it appears under. */
  readonly name: string;
  /** Business Central's field name. */
  readonly caption: string;
  /** The table summed over. */
  readonly over: Table;
  /** The decimal column that is summed; its scale is the result's. */
  readonly sum: string;
  /** True where the sum's sign is turned. */
  readonly negated: boolean;
  /** Columns of `over` that must equal columns of the record. */
  readonly link: Readonly<Record<string, string>>;
  /** Columns of `over` that must equal a constant. */
  readonly where: Readonly<Record<string, string>>;
  /** The date column that a date filter narrows (everything up to a day, or due before a day), if any. */
  readonly dateColumn?: string;
}

interface FlowInput<Of extends Columns, Over extends Columns> {
  readonly name: string;
  readonly caption: string;
  readonly sum: keyof Over & string;
  readonly link: Readonly<Partial<Record<keyof Over & string, keyof Of & string>>>;
  readonly where?: Readonly<Partial<Record<keyof Over & string, string>>>;
  readonly negated?: boolean;
  readonly dateColumn?: keyof Over & string;
}

const flow = <Of extends Columns, Over extends Columns>(of: Table<Of>, over: Table<Over>, input: FlowInput<Of, Over>): FlowField => ({
  of,
  over,
  name: input.name,
  caption: input.caption,
  sum: input.sum,
  negated: input.negated ?? false,
  link: input.link as Readonly<Record<string, string>>,
  where: (input.where ?? {}) as Readonly<Record<string, string>>,
  ...(input.dateColumn ? { dateColumn: input.dateColumn } : {}),
});

/** Every FlowField of the ERP. Header totals and remaining amounts are ordinary columns, kept by the posting routines. */
export const flowFields: readonly FlowField[] = [
  flow(customer, detailedCustLedgEntry, { name: 'balanceLcy', caption: 'Balance (LCY)', sum: 'amountLcy', link: { customerNo: 'no' } }),
  flow(customer, detailedCustLedgEntry, {
    name: 'balanceDueLcy',
    caption: 'Balance Due (LCY)',
    sum: 'amountLcy',
    link: { customerNo: 'no' },
    dateColumn: 'initialEntryDueDate',
  }),
  flow(vendor, detailedVendorLedgEntry, {
    name: 'balanceLcy',
    caption: 'Balance (LCY)',
    sum: 'amountLcy',
    negated: true,
    link: { vendorNo: 'no' },
  }),
  flow(vendor, detailedVendorLedgEntry, {
    name: 'balanceDueLcy',
    caption: 'Balance Due (LCY)',
    sum: 'amountLcy',
    negated: true,
    link: { vendorNo: 'no' },
    dateColumn: 'initialEntryDueDate',
  }),
  flow(item, itemLedgerEntry, {
    name: 'inventory',
    caption: 'Inventory',
    sum: 'quantity',
    link: { itemNo: 'no' },
    dateColumn: 'postingDate',
  }),
  flow(item, purchaseLine, {
    name: 'qtyOnPurchOrder',
    caption: 'Qty. on Purch. Order',
    sum: 'outstandingQuantity',
    link: { no: 'no' },
    where: { documentType: 'Order', type: 'Item' },
    dateColumn: 'expectedReceiptDate',
  }),
  flow(item, salesLine, {
    name: 'qtyOnSalesOrder',
    caption: 'Qty. on Sales Order',
    sum: 'outstandingQuantity',
    link: { no: 'no' },
    where: { documentType: 'Order', type: 'Item' },
    dateColumn: 'shipmentDate',
  }),
  flow(glAccount, glEntry, {
    name: 'netChange',
    caption: 'Net Change',
    sum: 'amount',
    link: { glAccountNo: 'no' },
    dateColumn: 'postingDate',
  }),
];

/** The FlowFields that a table shows. */
export const flowFieldsOf = (table: Table): readonly FlowField[] => flowFields.filter((field) => field.of === table);
