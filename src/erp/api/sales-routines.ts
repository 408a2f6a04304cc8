import {
  detailedCustLedgEntry,
  emailOutbox,
  item,
  itemLedgerEntry,
  salesCrMemoHeader,
  salesCrMemoLine,
  salesHeader,
  salesInvoiceHeader,
  salesInvoiceLine,
  salesLine,
  salesShipmentHeader,
  salesShipmentLine,
} from '../tables/index.ts';
import { customerLedger, customerSettlement, each, ledgers } from './touched-tables.ts';
import type { Routine } from './routine.ts';

const salesDocuments = [salesHeader, salesLine];
const postedInvoices = [salesInvoiceHeader, salesInvoiceLine];
const postedCreditMemos = [salesCrMemoHeader, salesCrMemoLine];
const mails = each([emailOutbox], 'insert');

const salesPost = { id: 80, name: 'Sales-Post' };

/** Sales-Post on a draft invoice. */
export const salesInvoicePosting: Routine = {
  codeunit: salesPost,
  touches: [...each(salesDocuments, 'delete'), ...each(postedInvoices, 'insert'), ...customerLedger, ...ledgers],
};

/** Sales-Post on an order: ship and invoice. */
export const salesOrderPosting: Routine = {
  codeunit: salesPost,
  touches: [
    ...each(salesDocuments, 'modify', 'delete'),
    ...each([salesShipmentHeader, salesShipmentLine], 'insert'),
    ...each([salesShipmentLine, itemLedgerEntry], 'modify'),
    ...each(postedInvoices, 'insert'),
    ...customerLedger,
    ...ledgers,
  ],
};

/** Sales-Post on a draft credit memo: the goods that come back may change the item's unit cost. */
export const salesCreditMemoPosting: Routine = {
  codeunit: salesPost,
  touches: [
    ...each(salesDocuments, 'delete'),
    ...each(postedCreditMemos, 'insert'),
    ...customerLedger,
    ...customerSettlement,
    ...ledgers,
    ...each([item], 'modify'),
  ],
};

/** Correct Posted Sales Invoice: drafts and posts the credit memo, marks both, and gives an order back what returned. */
export const salesInvoiceCancelling: Routine = {
  codeunit: { id: 1303, name: 'Correct Posted Sales Invoice' },
  touches: [
    ...salesCreditMemoPosting.touches,
    ...each(salesDocuments, 'insert', 'modify'),
    ...each([salesInvoiceHeader, salesCrMemoHeader], 'modify'),
  ],
};

/** Correct Posted Sales Invoice, as far as the draft of the credit memo. */
export const correctiveCreditMemo: Routine = { codeunit: salesInvoiceCancelling.codeunit, touches: each(salesDocuments, 'insert') };

/** Cancel Posted Sales Cr. Memo: posts the invoice that takes it back. */
export const salesCreditMemoCancelling: Routine = {
  codeunit: { id: 1339, name: 'Cancel Posted Sales Cr. Memo' },
  touches: [
    ...salesInvoicePosting.touches,
    ...customerSettlement,
    ...each([detailedCustLedgEntry, salesInvoiceHeader, salesCrMemoHeader], 'modify'),
    ...each(salesDocuments, 'insert', 'modify'),
  ],
};

const conversion = each(salesDocuments, 'insert', 'delete');

/** Sales-Quote to Order. */
export const quoteToOrder: Routine = { codeunit: { id: 86, name: 'Sales-Quote to Order' }, touches: conversion };

/** Sales-Quote to Invoice. */
export const quoteToInvoice: Routine = { codeunit: { id: 1305, name: 'Sales-Quote to Invoice' }, touches: conversion };

/** Document-Mailing. */
export const documentMailing: Routine = { codeunit: { id: 260, name: 'Document-Mailing' }, touches: mails };

/** Document-Mailing of a quote, which is marked as sent. */
export const quoteMailing: Routine = { ...documentMailing, touches: [...mails, ...each([salesHeader], 'modify')] };

/** A routine that also queues a mail. */
export const withMail = (routine: Routine): Routine => ({ ...routine, touches: [...routine.touches, ...mails] });

/** Release Sales Document: releases and reopens. */
export const salesReleasing: Routine = { codeunit: { id: 414, name: 'Release Sales Document' }, touches: each([salesHeader], 'modify') };
