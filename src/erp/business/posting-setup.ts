import type { CompanyRecords } from '../tables/index.ts';
import {
  customerPostingGroup,
  generalLedgerSetup,
  generalPostingSetup,
  inventoryPostingSetup,
  purchasesPayablesSetup,
  salesReceivablesSetup,
  vatPostingSetup,
  vendorPostingGroup,
  type RowOf,
  type Table,
} from '../tables/index.ts';
import { fieldIsBlank } from './business-error.ts';

/** Setup records by key, read at first use; a missing one or a blank account throws in Business Central's words. */
export class PostingSetup {
  readonly #known = new Map<Table, Map<string, unknown>>();

  constructor(private readonly records: CompanyRecords) {}

  get generalLedger(): RowOf<typeof generalLedgerSetup> {
    return this.#read(generalLedgerSetup, '');
  }

  get sales(): RowOf<typeof salesReceivablesSetup> {
    return this.#read(salesReceivablesSetup, '');
  }

  get purchases(): RowOf<typeof purchasesPayablesSetup> {
    return this.#read(purchasesPayablesSetup, '');
  }

  /** Accounts for a business and product posting group. */
  general(business: string, product: string): RowOf<typeof generalPostingSetup> {
    return this.#read(generalPostingSetup, business, product);
  }

  /** VAT rate and accounts for a business and product group. */
  vat(business: string, product: string): RowOf<typeof vatPostingSetup> {
    return this.#read(vatPostingSetup, business, product);
  }

  /** The control account of a customer posting group. */
  receivablesAccount(group: string): string {
    return this.account(customerPostingGroup, this.#read(customerPostingGroup, group), 'receivablesAccount');
  }

  /** The control account of a vendor posting group. */
  payablesAccount(group: string): string {
    return this.account(vendorPostingGroup, this.#read(vendorPostingGroup, group), 'payablesAccount');
  }

  /** The inventory account of a location and group. */
  inventoryAccount(location: string, group: string): string {
    return this.account(inventoryPostingSetup, this.#read(inventoryPostingSetup, location, group), 'inventoryAccount');
  }

  /** A code's record (payment terms, G/L account and the like), or undefined; remembered either way. */
  find<T extends Table>(table: T, code: string): RowOf<T> | undefined {
    const rows = this.#known.get(table) ?? new Map<string, unknown>();
    this.#known.set(table, rows);
    if (!rows.has(code)) rows.set(code, this.records.of(table).get(code));
    return rows.get(code) as RowOf<T> | undefined;
  }

  /** The G/L account named by a setup record's field; blank throws as TestField does. */
  account<T extends Table>(table: T, record: RowOf<T>, field: keyof RowOf<T> & string): string {
    const account = record[field];
    if (typeof account === 'string' && account !== '') return account;
    throw fieldIsBlank({ table, record, field });
  }

  #read<T extends Table>(table: T, ...key: string[]): RowOf<T> {
    const rows = this.#known.get(table) ?? new Map<string, unknown>();
    this.#known.set(table, rows);
    const id = key.join('\u0000');
    const known = rows.get(id);
    if (known !== undefined) return known as RowOf<T>;
    const row = this.records.of(table).require(...key);
    rows.set(id, row);
    return row;
  }
}
