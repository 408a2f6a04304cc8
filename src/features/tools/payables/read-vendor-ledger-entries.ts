import { z } from 'zod';
import { isoDate } from '../../../kernel/clock.ts';
import { money, sum } from '../../../kernel/money.ts';
import { isPeriodInOrder, listLimit, periodInOrder, periodShape, recordNumber } from '../argument-schemas.ts';
import { counted, formatAmount } from '../format-amount.ts';
import { odata } from '../odata-filter.ts';
import type { ErpRecord } from '../ports/erp-reader.ts';
import { dateOf, decimalOf, flagOf, integerOf, optionOf, textOf } from '../record-fields.ts';
import { defineReadTool } from '../tool.ts';

const documentTypes = ['Invoice', 'Payment', 'Credit Memo', 'Refund', 'Finance Charge Memo', 'Reminder'] as const;

const args = z
  .strictObject({
    vendorNumber: recordNumber('Number of the vendor, e.g. V-1042.'),
    ...periodShape('posting date'),
    documentType: z.enum(documentTypes).describe('Only entries of this type.').meta({ redact: 'keep' }).optional(),
    limit: listLimit,
  })
  .refine(isPeriodInOrder, periodInOrder);

const entryFields = [
  'id',
  'entryNumber',
  'postingDate',
  'documentType',
  'documentNumber',
  'description',
  'dueDate',
  'amount',
  'remainingAmount',
  'open',
];

const present = (entry: ErpRecord) => ({
  entryNumber: integerOf(entry, 'entryNumber'),
  postingDate: dateOf(entry, 'postingDate'),
  documentType: optionOf(entry, 'documentType'),
  documentNumber: textOf(entry, 'documentNumber'),
  description: textOf(entry, 'description'),
  dueDate: dateOf(entry, 'dueDate'),
  amount: money(decimalOf(entry, 'amount')),
  remainingAmount: money(decimalOf(entry, 'remainingAmount')),
  open: flagOf(entry, 'open'),
});

/** What is owed of these entries: payables are negative in the ledger, and positive when one speaks of them. */
const owed = (entries: readonly { readonly remainingAmount: string }[]): string =>
  money(sum(entries.map((entry) => entry.remainingAmount)).negated());

/** A vendor's ledger entries, newest first. */
export const readVendorLedgerEntries = defineReadTool<z.infer<typeof args>>({
  kind: 'read',
  operation: 'read',
  name: 'read_vendor_ledger_entries',
  title: 'Read vendor ledger entries',
  description:
    'Ledger entries of one vendor, newest first: invoices, payments, credit memos, open or closed. Amounts are signed as in the ledger (invoices negative, payments positive); balance and overdue in the summary are what is owed, positive, of the entries found.',
  args,
  subject: ({ vendorNumber }) => `ledger entries of vendor ${vendorNumber}`,
  read: async ({ vendorNumber, from, to, documentType, limit }, erp, context) => {
    const filter = odata.and(
      odata.equals('vendorNumber', vendorNumber),
      from === undefined ? undefined : odata.from('postingDate', from),
      to === undefined ? undefined : odata.upTo('postingDate', to),
      documentType === undefined ? undefined : odata.isOption('documentType', documentType),
    )!;
    const { records } = await erp.list('vendorEntries', { filter, select: entryFields, orderBy: 'postingDate desc,entryNumber desc' });
    const found = records.map(present);
    const open = found.filter((entry) => entry.open);
    const asOf = isoDate(context.now);
    const balance = owed(open);
    const data = {
      entries: found.slice(0, limit),
      summary: {
        count: found.length,
        openCount: open.length,
        balance,
        overdue: owed(open.filter((entry) => entry.dueDate !== null && entry.dueDate < asOf)),
      },
    };
    return { data, line: `${counted(found.length, 'entry', 'entries')}, ${open.length} open, ${formatAmount(balance)} owed` };
  },
});
