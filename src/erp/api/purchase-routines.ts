import {
  itemLedgerEntry,
  purchCrMemoHdr,
  purchCrMemoLine,
  purchInvHeader,
  purchInvLine,
  purchRcptHeader,
  purchRcptLine,
  purchaseHeader,
  purchaseLine,
} from '../tables/index.ts';
import { each, ledgers, vendorLedger, vendorSettlement } from './touched-tables.ts';
import type { Routine } from './routine.ts';

const purchasePosting = { id: 90, name: 'Purch.-Post' };
const purchaseDrafts = each([purchaseHeader, purchaseLine], 'delete');

/** Purch.-Post on a draft invoice. */
export const purchaseInvoicePosting: Routine = {
  codeunit: purchasePosting,
  touches: [...purchaseDrafts, ...each([purchInvHeader, purchInvLine], 'insert'), ...vendorLedger, ...ledgers],
};

/** Purch.-Post on an order: what arrives and what is billed. */
export const purchaseOrderPosting: Routine = {
  codeunit: purchasePosting,
  touches: [
    ...each([purchaseHeader, purchaseLine], 'modify', 'delete'),
    ...each([purchRcptHeader, purchRcptLine, purchInvHeader, purchInvLine], 'insert'),
    ...each([purchRcptLine, itemLedgerEntry], 'modify'),
    ...vendorLedger,
    ...ledgers,
  ],
};

/** Purch.-Post on a draft credit memo. */
export const purchaseCreditMemoPosting: Routine = {
  codeunit: purchasePosting,
  touches: [...purchaseDrafts, ...each([purchCrMemoHdr, purchCrMemoLine], 'insert'), ...vendorLedger, ...vendorSettlement, ...ledgers],
};

const purchaseCorrection = [
  ...each([purchaseHeader, purchaseLine], 'insert', 'delete'),
  ...each([purchInvHeader, purchCrMemoHdr], 'insert', 'modify'),
  ...each([purchInvLine, purchCrMemoLine], 'insert'),
  ...vendorLedger,
  ...vendorSettlement,
  ...ledgers,
];

/** Correct Posted Purch. Invoice: cancels an invoice by a credit memo. */
export const purchaseInvoiceCancelling: Routine = { codeunit: { id: 1313, name: 'Correct Posted Purch. Invoice' }, touches: purchaseCorrection };

/** Cancel Posted Purch. Cr. Memo: cancels a corrective credit memo by an invoice. */
export const purchaseCreditMemoCancelling: Routine = { codeunit: { id: 1402, name: 'Cancel Posted Purch. Cr. Memo' }, touches: purchaseCorrection };

/** Release Purchase Document: releases and reopens. */
export const purchaseReleasing: Routine = { codeunit: { id: 415, name: 'Release Purchase Document' }, touches: each([purchaseHeader], 'modify') };
