import {
  approvalCommentLine,
  approvalEntry,
  custLedgerEntry,
  detailedCustLedgEntry,
  genJournalBatch,
  genJournalLine,
  glEntry,
  glRegister,
  itemLedgerEntry,
  detailedVendorLedgEntry,
  purchaseHeader,
  purchaseLine,
  purchCrMemoHdr,
  purchCrMemoLine,
  purchInvHeader,
  purchInvLine,
  purchRcptHeader,
  purchRcptLine,
  salesHeader,
  salesInvoiceHeader,
  salesInvoiceLine,
  salesLine,
  valueEntry,
  vatEntry,
  vendorLedgerEntry,
} from '../tables/index.ts';
import { journalLinesOf } from '../business/index.ts';
import type { Table } from '../tables/index.ts';
import type { Right } from '../permissions/index.ts';
import type { Routine, Touched } from './routine.ts';

const each = (tables: readonly Table[], ...rights: readonly Right[]): readonly Touched[] => tables.map((table) => ({ table, rights }));

const ledgers = each([glEntry, glRegister, vatEntry, itemLedgerEntry, valueEntry], 'insert');
const customerLedger = each([custLedgerEntry, detailedCustLedgEntry], 'insert');
const vendorLedger = each([vendorLedgerEntry, detailedVendorLedgEntry], 'insert');

/** Sales-Post on a draft invoice. */
export const salesInvoicePosting: Routine = {
  codeunit: { id: 80, name: 'Sales-Post' },
  touches: [...each([salesHeader, salesLine], 'delete'), ...each([salesInvoiceHeader, salesInvoiceLine], 'insert'), ...customerLedger, ...ledgers],
};

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
    ...vendorLedger,
    ...ledgers,
  ],
};

/** Purch.-Post on a draft credit memo. */
export const purchaseCreditMemoPosting: Routine = {
  codeunit: purchasePosting,
  touches: [...purchaseDrafts, ...each([purchCrMemoHdr, purchCrMemoLine], 'insert'), ...vendorLedger, ...ledgers],
};

const purchaseCorrection = [
  ...each([purchaseHeader, purchaseLine], 'insert', 'delete'),
  ...each([purchInvHeader, purchCrMemoHdr], 'insert', 'modify'),
  ...each([purchInvLine, purchCrMemoLine], 'insert'),
  ...vendorLedger,
  ...ledgers,
];

/** Correct Posted Purch. Invoice: cancels an invoice by a credit memo. */
export const purchaseInvoiceCancelling: Routine = { codeunit: { id: 1313, name: 'Correct Posted Purch. Invoice' }, touches: purchaseCorrection };

/** Cancel Posted Purch. Cr. Memo: cancels a corrective credit memo by an invoice. */
export const purchaseCreditMemoCancelling: Routine = { codeunit: { id: 1402, name: 'Cancel Posted Purch. Cr. Memo' }, touches: purchaseCorrection };

/** Approvals Mgmt.: sends documents for approval and decides on them. */
export const approvalsManagement: Routine = {
  codeunit: { id: 1535, name: 'Approvals Mgmt.' },
  touches: [...each([approvalEntry], 'insert', 'modify'), ...each([approvalCommentLine], 'insert')],
};

const ledgersOf = { 'G/L Account': [], 'Bank Account': [], Customer: customerLedger, Vendor: vendorLedger } as const;

/** Gen. Jnl.-Post Batch: beside the general ledger it touches those of the parties that the batch's lines name. */
export const journalPosting: Routine = {
  codeunit: { id: 13, name: 'Gen. Jnl.-Post Batch' },
  touches: [...each([genJournalLine], 'delete'), ...each([glEntry, glRegister], 'insert')],
  touchesMore: (erp, systemId) => {
    const journal = erp.records.of(genJournalBatch).bySystemId(systemId);
    const lines = journal === undefined ? [] : journalLinesOf(erp, journal);
    const types = new Set(
      lines.flatMap(({ accountType, balAccountType, balAccountNo }) => (balAccountNo === '' ? [accountType] : [accountType, balAccountType])),
    );
    return [...types].flatMap((type) => ledgersOf[type]);
  },
};
