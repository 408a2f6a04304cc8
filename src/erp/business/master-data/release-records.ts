import {
  custLedgerEntry,
  customer,
  item,
  itemLedgerEntry,
  itemVendor,
  purchaseHeader,
  purchaseLine,
  purchasePrice,
  salesHeader,
  salesLine,
  salesPrice,
  vendor,
  vendorLedgerEntry,
  type Match,
  type RowOf,
  type Table,
} from '../../tables/index.ts';
import type { ErpContext } from '../context.ts';
import { hasLedgerEntries, releaseRecord, usedIn } from './check-unused.ts';

/*
 * When a customer, vendor or item may be deleted, in Business Central's words (MoveEntries, codeunit 361, and the
 * OnDelete triggers of the tables), and what goes with it.
 */

const customerUses = [
  usedIn(
    custLedgerEntry,
    (customerNo) => ({ customerNo }),
    () => hasLedgerEntries,
  ),
  usedIn(
    salesHeader,
    (sellToCustomerNo) => ({ sellToCustomerNo }),
    ({ documentType }) => `there is at least one outstanding Sales ${documentType} for this customer.`,
  ),
];

const vendorUses = [
  usedIn(
    vendorLedgerEntry,
    (vendorNo) => ({ vendorNo }),
    () => hasLedgerEntries,
  ),
  usedIn(
    purchaseHeader,
    (buyFromVendorNo) => ({ buyFromVendorNo }),
    ({ documentType }) => `there is at least one outstanding Purchase ${documentType} for this vendor.`,
  ),
];

const itemUses = [
  usedIn(
    purchaseLine,
    (no) => ({ type: 'Item' as const, no }),
    ({ documentType }) => `there is at least one outstanding Purchase ${documentType} that includes this item.`,
  ),
  usedIn(
    salesLine,
    (no) => ({ type: 'Item' as const, no }),
    ({ documentType }) => `there is at least one outstanding Sales ${documentType} that includes this item.`,
  ),
  usedIn(
    itemLedgerEntry,
    (itemNo) => ({ itemNo }),
    () => hasLedgerEntries,
  ),
];

const removeAll = <T extends Table>(ctx: ErpContext, table: T, match: Match<T>): void => {
  for (const row of ctx.records.of(table).find(match)) ctx.records.of(table).delete(row);
};

/** Throws unless the customer may be deleted; default dimensions and agreed prices go. */
export const releaseCustomer = (ctx: ErpContext, { no }: RowOf<typeof customer>): void => {
  releaseRecord(ctx, { table: customer, no }, customerUses);
  removeAll(ctx, salesPrice, { salesType: 'Customer', salesCode: no });
};

/** Throws unless the vendor may be deleted; default dimensions, prices and item cross references go. */
export const releaseVendor = (ctx: ErpContext, { no }: RowOf<typeof vendor>): void => {
  releaseRecord(ctx, { table: vendor, no }, vendorUses);
  removeAll(ctx, purchasePrice, { vendorNo: no });
  removeAll(ctx, itemVendor, { vendorNo: no });
};

/** Throws unless the item may be deleted; default dimensions, prices and vendors' references go. */
export const releaseItem = (ctx: ErpContext, { no }: RowOf<typeof item>): void => {
  releaseRecord(ctx, { table: item, no }, itemUses);
  removeAll(ctx, purchasePrice, { itemNo: no });
  removeAll(ctx, salesPrice, { itemNo: no });
  removeAll(ctx, itemVendor, { itemNo: no });
};
