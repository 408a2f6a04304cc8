import type { ReactElement } from 'react';
import type { PageContext } from '../../contracts/page-context.ts';
import { CustomerIcon, InvoiceIcon, ItemIcon, OrderIcon, VendorIcon } from '../shared/icons.ts';

/** How a field is written. */
export type FieldKind = 'text' | 'date' | 'amount' | 'quantity' | 'status' | 'flag' | 'link';

/** A field of an entity set, by its API name. */
export interface ErpField {
  readonly name: string;
  readonly label: string;
  readonly kind?: FieldKind;
  /** For `link`: the list whose card the field's number opens. */
  readonly to?: string;
  /** Computed fields cannot be sorted by. */
  readonly isSortable?: boolean;
}

/** A kind of record: how its list and its card look, and how it is searched. */
export interface ErpPageDefinition {
  readonly path: string;
  readonly entitySet: PageContext['page'];
  readonly title: string;
  readonly singular: string;
  readonly icon: ReactElement;
  /** The field whose text is searched; numbers are searched by their beginning. */
  readonly nameField: string;
  readonly list: readonly ErpField[];
  readonly firstSort: { readonly key: string; readonly isDescending: boolean };
  /** Ready-made filters, offered as a choice. */
  readonly filters: readonly { readonly label: string; readonly filter: string }[];
  readonly card: readonly { readonly title: string; readonly fields: readonly ErpField[] }[];
  readonly lines?: { readonly navigation: string; readonly title: string; readonly columns: readonly ErpField[] };
  /** Questions about one record that an agent could answer. */
  readonly questions: readonly ((number: string, name: string) => string)[];
}

const number: ErpField = { name: 'number', label: 'No.' };
const blocked: ErpField = { name: 'blocked', label: 'Blocked', kind: 'status' };
const changed: ErpField = { name: 'lastModifiedDateTime', label: 'Last changed', kind: 'date' };
const address: readonly ErpField[] = [
  { name: 'addressLine1', label: 'Address' },
  { name: 'postalCode', label: 'Postcode' },
  { name: 'city', label: 'City' },
  { name: 'country', label: 'Country/Region' },
  { name: 'phoneNumber', label: 'Phone' },
  { name: 'email', label: 'Email' },
  { name: 'website', label: 'Home page' },
];

const customers: ErpPageDefinition = {
  path: 'customers',
  entitySet: 'customers',
  title: 'Customers',
  singular: 'Customer',
  icon: <CustomerIcon />,
  nameField: 'displayName',
  list: [
    number,
    { name: 'displayName', label: 'Name' },
    { name: 'city', label: 'City' },
    { name: 'phoneNumber', label: 'Phone' },
    { name: 'balanceDue', label: 'Balance due', kind: 'amount', isSortable: false },
    { name: 'creditLimit', label: 'Credit limit', kind: 'amount' },
    blocked,
  ],
  firstSort: { key: 'number', isDescending: false },
  filters: [],
  card: [
    {
      title: 'General',
      fields: [
        number,
        { name: 'displayName', label: 'Name' },
        { name: 'type', label: 'Type' },
        blocked,
        { name: 'salespersonCode', label: 'Salesperson' },
        changed,
      ],
    },
    {
      title: 'Money',
      fields: [
        { name: 'balanceDue', label: 'Balance due', kind: 'amount' },
        { name: 'creditLimit', label: 'Credit limit', kind: 'amount' },
        { name: 'currencyCode', label: 'Currency' },
        { name: 'taxRegistrationNumber', label: 'VAT registration' },
      ],
    },
    { title: 'Address and contact', fields: address },
  ],
  questions: [(no) => `Show the open invoices of customer ${no}`, (no) => `Prepare a statement for customer ${no}`],
};

const vendors: ErpPageDefinition = {
  path: 'vendors',
  entitySet: 'vendors',
  title: 'Vendors',
  singular: 'Vendor',
  icon: <VendorIcon />,
  nameField: 'displayName',
  list: [
    number,
    { name: 'displayName', label: 'Name' },
    { name: 'city', label: 'City' },
    { name: 'country', label: 'Country' },
    { name: 'email', label: 'Email' },
    { name: 'balance', label: 'Balance', kind: 'amount', isSortable: false },
    blocked,
  ],
  firstSort: { key: 'number', isDescending: false },
  filters: [],
  card: [
    {
      title: 'General',
      fields: [
        number,
        { name: 'displayName', label: 'Name' },
        blocked,
        { name: 'balance', label: 'Balance', kind: 'amount' },
        { name: 'currencyCode', label: 'Currency' },
        { name: 'taxRegistrationNumber', label: 'VAT registration' },
        changed,
      ],
    },
    { title: 'Address and contact', fields: address },
  ],
  questions: [
    (no) => `Show me everything about vendor ${no} for the last six months and flag any patterns`,
    (no) => `Which orders with vendor ${no} are open?`,
  ],
};

const items: ErpPageDefinition = {
  path: 'items',
  entitySet: 'items',
  title: 'Items',
  singular: 'Item',
  icon: <ItemIcon />,
  nameField: 'displayName',
  list: [
    number,
    { name: 'displayName', label: 'Description' },
    { name: 'itemCategoryCode', label: 'Category' },
    { name: 'inventory', label: 'Inventory', kind: 'quantity', isSortable: false },
    { name: 'baseUnitOfMeasureCode', label: 'Unit' },
    { name: 'unitCost', label: 'Unit cost', kind: 'amount' },
    { name: 'unitPrice', label: 'Unit price', kind: 'amount' },
  ],
  firstSort: { key: 'number', isDescending: false },
  filters: [],
  card: [
    {
      title: 'Item',
      fields: [
        number,
        { name: 'displayName', label: 'Description' },
        { name: 'type', label: 'Type' },
        { name: 'itemCategoryCode', label: 'Category' },
        { name: 'blocked', label: 'Blocked', kind: 'flag' },
        changed,
      ],
    },
    {
      title: 'Stock and prices',
      fields: [
        { name: 'inventory', label: 'Inventory', kind: 'quantity' },
        { name: 'baseUnitOfMeasureCode', label: 'Base unit' },
        { name: 'unitCost', label: 'Unit cost', kind: 'amount' },
        { name: 'unitPrice', label: 'Unit price', kind: 'amount' },
        { name: 'taxGroupCode', label: 'VAT group' },
      ],
    },
  ],
  questions: [(no) => `How much of item ${no} is in stock and on order?`, (no) => `Is item ${no} below its reorder point?`],
};

const purchaseOrders: ErpPageDefinition = {
  path: 'purchase-orders',
  entitySet: 'purchaseOrders',
  title: 'Purchase orders',
  singular: 'Purchase order',
  icon: <OrderIcon />,
  nameField: 'vendorName',
  list: [
    number,
    { name: 'vendorNumber', label: 'Vendor no.', kind: 'link', to: 'vendors' },
    { name: 'vendorName', label: 'Vendor' },
    { name: 'orderDate', label: 'Order date', kind: 'date' },
    { name: 'requestedReceiptDate', label: 'Requested', kind: 'date' },
    { name: 'status', label: 'Status', kind: 'status' },
    { name: 'fullyReceived', label: 'Received', kind: 'flag', isSortable: false },
    { name: 'totalAmountIncludingTax', label: 'Amount incl. VAT', kind: 'amount', isSortable: false },
  ],
  firstSort: { key: 'number', isDescending: true },
  filters: [
    { label: 'Draft', filter: "status eq 'Draft'" },
    { label: 'Open', filter: "status eq 'Open'" },
    { label: 'Released', filter: "status eq 'Released'" },
  ],
  card: [
    {
      title: 'General',
      fields: [
        number,
        { name: 'status', label: 'Status', kind: 'status' },
        { name: 'vendorNumber', label: 'Vendor no.', kind: 'link', to: 'vendors' },
        { name: 'vendorName', label: 'Vendor' },
        { name: 'orderDate', label: 'Order date', kind: 'date' },
        { name: 'requestedReceiptDate', label: 'Requested receipt', kind: 'date' },
        { name: 'fullyReceived', label: 'Fully received', kind: 'flag' },
      ],
    },
    {
      title: 'Amounts',
      fields: [
        { name: 'currencyCode', label: 'Currency' },
        { name: 'totalAmountExcludingTax', label: 'Excl. VAT', kind: 'amount' },
        { name: 'totalTaxAmount', label: 'VAT', kind: 'amount' },
        { name: 'totalAmountIncludingTax', label: 'Incl. VAT', kind: 'amount' },
      ],
    },
  ],
  lines: {
    navigation: 'purchaseOrderLines',
    title: 'Lines',
    columns: [
      { name: 'lineObjectNumber', label: 'No.' },
      { name: 'description', label: 'Description' },
      { name: 'quantity', label: 'Quantity', kind: 'quantity' },
      { name: 'unitOfMeasureCode', label: 'Unit' },
      { name: 'directUnitCost', label: 'Unit cost', kind: 'amount' },
      { name: 'receivedQuantity', label: 'Received', kind: 'quantity' },
      { name: 'expectedReceiptDate', label: 'Expected', kind: 'date' },
      { name: 'amountExcludingTax', label: 'Amount excl. VAT', kind: 'amount' },
    ],
  },
  questions: [(no) => `What is still open on purchase order ${no}?`],
};

const salesInvoices: ErpPageDefinition = {
  path: 'sales-invoices',
  entitySet: 'salesInvoices',
  title: 'Sales invoices',
  singular: 'Sales invoice',
  icon: <InvoiceIcon />,
  nameField: 'customerName',
  list: [
    number,
    { name: 'customerNumber', label: 'Customer no.', kind: 'link', to: 'customers' },
    { name: 'customerName', label: 'Customer' },
    { name: 'invoiceDate', label: 'Invoice date', kind: 'date' },
    { name: 'dueDate', label: 'Due date', kind: 'date' },
    { name: 'status', label: 'Status', kind: 'status' },
    { name: 'totalAmountIncludingTax', label: 'Amount incl. VAT', kind: 'amount', isSortable: false },
    { name: 'remainingAmount', label: 'Remaining', kind: 'amount', isSortable: false },
  ],
  firstSort: { key: 'number', isDescending: true },
  filters: [
    { label: 'Draft', filter: "status eq 'Draft'" },
    { label: 'Open', filter: "status eq 'Open'" },
    { label: 'Paid', filter: "status eq 'Paid'" },
  ],
  card: [
    {
      title: 'General',
      fields: [
        number,
        { name: 'status', label: 'Status', kind: 'status' },
        { name: 'customerNumber', label: 'Customer no.', kind: 'link', to: 'customers' },
        { name: 'customerName', label: 'Customer' },
        { name: 'invoiceDate', label: 'Invoice date', kind: 'date' },
        { name: 'dueDate', label: 'Due date', kind: 'date' },
        { name: 'orderNumber', label: 'Order no.' },
      ],
    },
    {
      title: 'Amounts',
      fields: [
        { name: 'currencyCode', label: 'Currency' },
        { name: 'totalAmountExcludingTax', label: 'Excl. VAT', kind: 'amount' },
        { name: 'totalTaxAmount', label: 'VAT', kind: 'amount' },
        { name: 'totalAmountIncludingTax', label: 'Incl. VAT', kind: 'amount' },
        { name: 'remainingAmount', label: 'Remaining', kind: 'amount' },
      ],
    },
  ],
  lines: {
    navigation: 'salesInvoiceLines',
    title: 'Lines',
    columns: [
      { name: 'lineObjectNumber', label: 'No.' },
      { name: 'description', label: 'Description' },
      { name: 'quantity', label: 'Quantity', kind: 'quantity' },
      { name: 'unitOfMeasureCode', label: 'Unit' },
      { name: 'unitPrice', label: 'Unit price', kind: 'amount' },
      { name: 'amountExcludingTax', label: 'Amount excl. VAT', kind: 'amount' },
    ],
  },
  questions: [(no) => `Show sales invoice ${no}`],
};

/** The ERP's pages, in the order of their tabs. */
export const erpPages: readonly ErpPageDefinition[] = [customers, vendors, items, purchaseOrders, salesInvoices];

/** The definition behind a path; undefined for none. */
export const erpPageAt = (path: string | undefined): ErpPageDefinition | undefined => erpPages.find((page) => page.path === path);
