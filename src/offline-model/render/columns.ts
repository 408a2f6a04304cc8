import type { ToolName } from '../tool-catalog.ts';
import type { Aspect } from '../understand/goal.ts';
import type { Format } from './format.ts';

/** One property of a row as it is shown. */
export interface Column {
  readonly key: string;
  readonly label: string;
  readonly format: Format;
  /** Left out of lists and shown only on a single record. */
  readonly cardOnly?: true;
  /** The question this property answers. */
  readonly aspect?: Aspect;
}

/** A figure of a result: from the tool's own summary, or added up from the rows where some were left out. */
export interface Fact {
  /** Member of `summary`. */
  readonly key: string;
  readonly label: string;
  readonly format: Format;
  /** The row member to add up; without it the figure is left out when rows were filtered here. */
  readonly sums?: string;
}

const text = (key: string, label: string, more: Partial<Column> = {}): Column => ({ key, label, format: 'text', ...more });
const amount = (key: string, label: string, more: Partial<Column> = {}): Column => ({ key, label, format: 'money', ...more });
const quantity = (key: string, label: string, more: Partial<Column> = {}): Column => ({ key, label, format: 'quantity', ...more });
const days = (key: string, label: string, more: Partial<Column> = {}): Column => ({ key, label, format: 'days', ...more });
const cardOnly = { cardOnly: true } as const;

/** The properties shown of each tool's rows, in order. */
export const columns: Readonly<Partial<Record<ToolName, readonly Column[]>>> = {
  read_customer: [
    text('number', 'No.'),
    text('displayName', 'Customer'),
    text('city', 'City'),
    amount('balanceDue', 'Balance', { aspect: 'balance' }),
    amount('overdueAmount', 'Overdue', { aspect: 'overdue' }),
    text('oldestDueDate', 'Oldest due', { aspect: 'overdue' }),
    text('currencyCode', 'Currency', cardOnly),
    text('email', 'Email', { ...cardOnly, aspect: 'contact' }),
    amount('creditLimit', 'Credit limit', { ...cardOnly, aspect: 'terms' }),
    { key: 'blocked', label: 'Blocked', format: 'flag', ...cardOnly, aspect: 'terms' },
  ],
  read_sales_invoices: [
    text('number', 'No.'),
    text('customerName', 'Customer'),
    text('invoiceDate', 'Date'),
    text('dueDate', 'Due'),
    text('status', 'Status'),
    amount('totalAmountIncludingTax', 'Amount'),
    amount('remainingAmount', 'Remaining', { aspect: 'balance' }),
    days('daysOverdue', 'Days overdue', { aspect: 'overdue' }),
  ],
  format_statement: [
    text('postingDate', 'Date'),
    text('documentType', 'Type'),
    text('documentNumber', 'Document'),
    text('dueDate', 'Due'),
    amount('amount', 'Amount'),
    amount('remainingAmount', 'Remaining'),
    days('daysOverdue', 'Days overdue'),
  ],
  read_vendor: [
    text('number', 'No.'),
    text('displayName', 'Vendor'),
    text('city', 'City'),
    text('country', 'Country', { aspect: 'contact' }),
    amount('balance', 'Balance', { aspect: 'balance' }),
    text('currencyCode', 'Currency', cardOnly),
    text('phoneNumber', 'Phone', { ...cardOnly, aspect: 'contact' }),
    text('email', 'Email', { ...cardOnly, aspect: 'contact' }),
    text('paymentTermsCode', 'Payment terms', { ...cardOnly, aspect: 'terms' }),
    { key: 'blocked', label: 'Blocked', format: 'flag', ...cardOnly, aspect: 'terms' },
  ],
  read_purchase_orders: [
    text('number', 'No.'),
    text('vendorName', 'Vendor'),
    text('orderDate', 'Ordered'),
    text('requestedReceiptDate', 'Wanted by'),
    text('status', 'Status'),
    { key: 'fullyReceived', label: 'Fully received', format: 'flag' },
    amount('totalAmountIncludingTax', 'Amount'),
    days('daysOverdue', 'Days overdue', { aspect: 'overdue' }),
  ],
  read_purchase_receipts: [
    text('number', 'No.'),
    text('orderNumber', 'Order'),
    text('vendorNumber', 'Vendor'),
    text('expectedReceiptDate', 'Expected'),
    text('postingDate', 'Received'),
    days('daysLate', 'Days late', { aspect: 'late' }),
  ],
  read_vendor_ledger_entries: [
    text('postingDate', 'Date'),
    text('documentType', 'Type'),
    text('documentNumber', 'Document'),
    text('description', 'Description'),
    text('dueDate', 'Due'),
    amount('amount', 'Amount'),
    amount('remainingAmount', 'Remaining'),
    { key: 'open', label: 'Open', format: 'flag' },
  ],
  read_vendor_payments: [
    text('documentNumber', 'No.'),
    text('postingDate', 'Paid on'),
    amount('amount', 'Amount'),
    text('paidInvoices', 'Invoices'),
    days('daysLate', 'Days late', { aspect: 'late' }),
  ],
  read_items: [
    text('number', 'No.'),
    text('displayName', 'Item'),
    quantity('inventory', 'In stock', { aspect: 'stock' }),
    text('baseUnitOfMeasureCode', 'Unit', { aspect: 'stock' }),
    amount('unitPrice', 'Unit price', { aspect: 'price' }),
    amount('unitCost', 'Unit cost', { aspect: 'price' }),
    { key: 'blocked', label: 'Blocked', format: 'flag', cardOnly: true },
  ],
  find_items_below_reorder_point: [
    text('number', 'No.'),
    text('displayName', 'Item'),
    quantity('inventory', 'In stock', { aspect: 'stock' }),
    quantity('onOrder', 'On order', { aspect: 'stock' }),
    quantity('reorderPoint', 'Reorder point'),
    quantity('suggestedQuantity', 'Suggested'),
    text('vendorNumber', 'Vendor no.'),
    text('vendorName', 'Vendor'),
    amount('directUnitCost', 'Unit cost', { aspect: 'price' }),
  ],
  find_contracts_near_renewal: [
    text('number', 'No.'),
    text('vendorName', 'Vendor'),
    text('category', 'Category'),
    amount('annualValue', 'Annual value'),
    text('endingDate', 'Ends'),
    text('renewalWindowFrom', 'Window from'),
    text('renewalWindowTo', 'Decide by'),
    days('daysToDecide', 'Days left'),
    { key: 'isRenewalDue', label: 'Open now', format: 'flag' },
    { key: 'vendorRestricted', label: 'Vendor restricted', format: 'flag' },
    text('draftRenewal', 'Draft renewal'),
  ],
  read_contract: [
    text('number', 'No.'),
    text('description', 'Description'),
    text('vendorName', 'Vendor'),
    text('vendorNumber', 'Vendor no.'),
    text('category', 'Category'),
    text('status', 'Status'),
    amount('annualValue', 'Annual value'),
    text('currencyCode', 'Currency'),
    text('startingDate', 'Starts'),
    text('endingDate', 'Ends'),
    days('noticePeriodDays', 'Notice period in days'),
    text('renewalWindowFrom', 'Renewal window from'),
    text('renewalWindowTo', 'Decide by'),
    { key: 'isRenewalDue', label: 'Open for renewal now', format: 'flag' },
    { key: 'vendorRestricted', label: 'Vendor restricted', format: 'flag' },
  ],
};

const total = (key: string, label: string, sums?: string): Fact => ({
  key,
  label,
  format: 'money',
  ...(sums === undefined ? {} : { sums }),
});
const tally = (key: string, label: string): Fact => ({ key, label, format: 'quantity' });

/** The figures told with each tool's rows, beyond how many there are. */
export const facts: Readonly<Partial<Record<ToolName, readonly Fact[]>>> = {
  read_customer: [total('totalBalanceDue', 'total balance', 'balanceDue'), total('totalOverdue', 'total overdue', 'overdueAmount')],
  read_sales_invoices: [
    total('totalAmount', 'total amount', 'totalAmountIncludingTax'),
    total('totalRemaining', 'still open', 'remainingAmount'),
    tally('overdueCount', 'invoices overdue'),
    total('totalOverdue', 'total overdue'),
  ],
  read_vendor: [total('totalBalance', 'total balance', 'balance')],
  read_purchase_orders: [
    tally('openCount', 'open orders'),
    total('openAmount', 'open amount', 'totalAmountIncludingTax'),
    tally('overdueCount', 'overdue orders'),
  ],
  read_purchase_receipts: [tally('lateCount', 'late receipts'), tally('averageDaysLate', 'average days late')],
  read_vendor_ledger_entries: [tally('openCount', 'open entries'), total('balance', 'balance', 'remainingAmount'), total('overdue', 'overdue')],
  read_vendor_payments: [tally('lateCount', 'paid late'), tally('averageDaysLate', 'average days late')],
  find_items_below_reorder_point: [tally('vendorCount', 'vendors')],
  find_contracts_near_renewal: [tally('dueCount', 'open for renewal now'), total('totalAnnualValue', 'total annual value')],
};

/** The member a list is sorted by when the largest or smallest is asked for, by what the question turns on. */
export const sortKeys: Readonly<Partial<Record<ToolName, Partial<Record<Aspect | 'plain' | 'date', string>>>>> = {
  read_customer: { plain: 'balanceDue', overdue: 'overdueAmount', terms: 'creditLimit', date: 'oldestDueDate' },
  read_sales_invoices: { plain: 'totalAmountIncludingTax', overdue: 'remainingAmount', balance: 'remainingAmount', date: 'invoiceDate' },
  read_vendor: { plain: 'balance' },
  read_purchase_orders: { plain: 'totalAmountIncludingTax', overdue: 'daysOverdue', late: 'daysOverdue', date: 'orderDate' },
  read_purchase_receipts: { plain: 'daysLate', date: 'postingDate' },
  read_vendor_ledger_entries: { plain: 'amount', date: 'postingDate' },
  read_vendor_payments: { plain: 'amount', late: 'daysLate', date: 'postingDate' },
  read_items: { plain: 'unitPrice', stock: 'inventory', price: 'unitPrice' },
  find_items_below_reorder_point: { plain: 'suggestedQuantity', price: 'directUnitCost', stock: 'inventory' },
};
