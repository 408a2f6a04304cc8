import { customer } from './customer.ts';
import { genJournalLine } from './gen-journal-line.ts';
import { glAccount } from './gl-account.ts';
import { item } from './item.ts';
import { purchaseContract } from './purchase-contract.ts';
import { purchaseContractRenewal } from './purchase-contract-renewal.ts';
import { purchaseHeader } from './purchase-header.ts';
import { purchaseLine } from './purchase-line.ts';
import { purchasePrice } from './purchase-price.ts';
import { salesHeader } from './sales-header.ts';
import { salesLine } from './sales-line.ts';
import { salesLineDiscount } from './sales-line-discount.ts';
import { salesPrice } from './sales-price.ts';
import { supportCase } from './support-case.ts';
import type { Columns } from './column.ts';
import type { Table } from './table.ts';
import { vendor } from './vendor.ts';

/** A column that names a record of another table by its number (Business Central's TableRelation). */
export interface TableRelation {
  readonly from: Table;
  readonly column: string;
  readonly to: Table;
  /** Where the column can name records of several tables: which column says so, and how. */
  readonly when: { readonly column: string; readonly equals: string } | undefined;
}

const relation = <From extends Columns>(
  from: Table<From>,
  column: keyof From & string,
  to: Table,
  when?: readonly [keyof From & string, string],
): TableRelation => ({
  from,
  column,
  to,
  when: when === undefined ? undefined : { column: when[0], equals: when[1] },
});

/** The relations of what users write to the parties, items, accounts and contracts that rights and security filters are about. */
const relations: readonly TableRelation[] = [
  relation(salesHeader, 'sellToCustomerNo', customer),
  relation(salesHeader, 'billToCustomerNo', customer),
  relation(salesLine, 'no', item, ['type', 'Item']),
  relation(salesLine, 'no', glAccount, ['type', 'G/L Account']),
  relation(purchaseHeader, 'buyFromVendorNo', vendor),
  relation(purchaseHeader, 'payToVendorNo', vendor),
  relation(purchaseLine, 'no', item, ['type', 'Item']),
  relation(purchaseLine, 'no', glAccount, ['type', 'G/L Account']),
  relation(genJournalLine, 'accountNo', customer, ['accountType', 'Customer']),
  relation(genJournalLine, 'accountNo', vendor, ['accountType', 'Vendor']),
  relation(genJournalLine, 'accountNo', glAccount, ['accountType', 'G/L Account']),
  relation(purchasePrice, 'vendorNo', vendor),
  relation(purchasePrice, 'itemNo', item),
  relation(purchaseContractRenewal, 'contractNo', purchaseContract),
  relation(purchaseContractRenewal, 'vendorNo', vendor),
  relation(salesPrice, 'itemNo', item),
  relation(salesPrice, 'salesCode', customer, ['salesType', 'Customer']),
  relation(salesLineDiscount, 'code', item, ['type', 'Item']),
  relation(salesLineDiscount, 'salesCode', customer, ['salesType', 'Customer']),
  relation(supportCase, 'partyNo', customer, ['partyType', 'Customer']),
  relation(supportCase, 'partyNo', vendor, ['partyType', 'Vendor']),
];

/** The relations of a table. */
export const relationsOf = (table: Table): readonly TableRelation[] => relations.filter(({ from }) => from === table);
