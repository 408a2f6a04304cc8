import { customer, genJournalBatch, genJournalLine, purchInvHeader, salesInvoiceHeader, vendor } from '../tables/index.ts';
import type { ErpContext, JournalLineInput } from '../business/index.ts';
import { defineEntitySet, many, one } from './entity-set.ts';
import type { EntitySet } from './entity-set.ts';
import { columnsOf, onlyWhen, readOnly, related } from './field.ts';
import type { Fields } from './field.ts';
import { codeOf, idOf, plain } from './field-target.ts';
import { balancingFields, journalNeed, journalWrites, linePlace, ofTemplateType } from './journal-fields.ts';
import { commonLineTargets, journalLineWrites } from './write-journal-line.ts';

const batch = columnsOf(genJournalBatch);
const line = columnsOf(genJournalLine);

/** What differs between customers' payments and vendors'. */
const sides = {
  customer: { accountType: 'Customer', table: customer, invoices: salesInvoiceHeader, owner: 'billToCustomerNo', type: 'Cash Receipts' },
  vendor: { accountType: 'Vendor', table: vendor, invoices: purchInvHeader, owner: 'payToVendorNo', type: 'Payments' },
} as const;

/** Whose payments. */
export type PaymentSide = keyof typeof sides;

const titled = (side: PaymentSide): string => sides[side].accountType;

/** The journals of one side: batches of Cash Receipts or Payments templates. They are posted through `journals`. */
export const paymentJournals = (side: PaymentSide, lines: EntitySet): EntitySet => {
  const modified = readOnly(batch('systemModifiedAt'));
  const tail: Fields =
    side === 'customer' ? { lastModifiedDateTime: modified, ...balancingFields } : { ...balancingFields, lastModifiedDateTime: modified };
  return defineEntitySet({
    name: `${side}PaymentJournals`,
    entity: `${side}PaymentJournal`,
    caption: `${titled(side)} Payment Journal`,
    fields: { id: readOnly(batch('systemId')), code: batch('name'), displayName: batch('description'), ...tail },
    order: ['code', 'id'],
    sources: [{ table: genJournalBatch, condition: ofTemplateType(sides[side].type) }],
    navigations: { account: one('accounts', 'balancingAccountId'), [lines.name]: many(lines.name, 'journalId') },
    writes: journalWrites(sides[side].type, lines),
  });
};

/** A payment applied to an invoice is that invoice's party's, unless another is named. */
const partyOfInvoice =
  (side: PaymentSide) =>
  (erp: ErpContext, input: JournalLineInput): JournalLineInput => {
    const { invoices, owner } = sides[side];
    const applied = input.appliesToDocNo ?? '';
    if (applied === '') return input;
    const invoice = erp.records.of(invoices).get(applied) as Readonly<Record<string, string>> | undefined;
    const accountNo = input.accountNo ?? invoice?.[owner] ?? '';
    return { ...input, appliesToDocType: 'Invoice', ...(accountNo === '' ? {} : { accountNo }) };
  };

/** Payments of one side that wait in journals: amounts are signed as in the journal, so a customer's is negative. */
export const payments = (side: PaymentSide): EntitySet => {
  const { accountType, table, invoices, type } = sides[side];
  const isInvoice = `r."appliesToDocType" = 'Invoice'`;
  return defineEntitySet({
    name: `${side}Payments`,
    entity: `${side}Payment`,
    caption: `${titled(side)} Payment`,
    fields: {
      id: readOnly(line('systemId')),
      ...linePlace,
      [`${side}Id`]: related(table, 'systemId', { no: 'accountNo' }),
      [`${side}Number`]: line('accountNo'),
      postingDate: line('postingDate'),
      documentNumber: line('documentNo'),
      externalDocumentNumber: line('externalDocumentNo'),
      amount: line('amount'),
      appliesToInvoiceId: onlyWhen(isInvoice, related(invoices, 'systemId', { no: 'appliesToDocNo' })),
      appliesToInvoiceNumber: onlyWhen(isInvoice, line('appliesToDocNo')),
      description: line('description'),
      comment: line('comment'),
      lastModifiedDateTime: readOnly(line('systemModifiedAt')),
    },
    order: ['journalId', 'lineNumber'],
    needs: journalNeed,
    sources: [{ table: genJournalLine, condition: () => `r."documentType" = 'Payment' AND r."accountType" = '${accountType}'` }],
    navigations: {
      [`${side}PaymentJournal`]: one(`${side}PaymentJournals`, 'journalId'),
      [side]: one(`${side}s`, `${side}Id`),
      dimensionSetLines: many('dimensionSetLines', 'parentId'),
    },
    writes: journalLineWrites({
      targets: {
        ...commonLineTargets,
        [`${side}Id`]: idOf(table, 'accountNo'),
        [`${side}Number`]: codeOf(table, 'accountNo', genJournalLine),
        appliesToInvoiceId: idOf(invoices, 'appliesToDocNo'),
        appliesToInvoiceNumber: plain('appliesToDocNo'),
      },
      type,
      fixed: { documentType: 'Payment', accountType },
      follow: partyOfInvoice(side),
    }),
  });
};
