import { money } from '../../../kernel/money.ts';
import { daysPast } from '../calendar.ts';
import { odata } from '../odata-filter.ts';
import type { ErpReader, ErpRecord } from '../ports/erp-reader.ts';
import { dateOf, decimalOf, optionOf, textOf } from '../record-fields.ts';
import { ageOpenItems } from './age-open-items.ts';
import type { StatementData, StatementLine } from './statement-data.ts';

/** A customer's statement with the address it may be sent to. */
export interface LoadedStatement {
  readonly email: string;
  readonly statement: Omit<StatementData, 'preparedBy'>;
}

const customerFields = [
  'id',
  'number',
  'displayName',
  'addressLine1',
  'addressLine2',
  'postalCode',
  'city',
  'state',
  'country',
  'email',
  'currencyCode',
];
const entryFields = ['id', 'postingDate', 'documentType', 'documentNumber', 'dueDate', 'amount', 'remainingAmount'];

const addressOf = (customer: ErpRecord): string[] => {
  const town = [textOf(customer, 'postalCode'), textOf(customer, 'city')].filter((part) => part !== '').join(' ');
  const lines = [textOf(customer, 'addressLine1'), textOf(customer, 'addressLine2'), town, textOf(customer, 'state'), textOf(customer, 'country')];
  return lines.filter((line) => line !== '');
};

const lineOf = (entry: ErpRecord, asOf: string): StatementLine => {
  const postingDate = dateOf(entry, 'postingDate') ?? asOf;
  const dueDate = dateOf(entry, 'dueDate') ?? postingDate;
  return {
    postingDate,
    documentType: optionOf(entry, 'documentType'),
    documentNumber: textOf(entry, 'documentNumber'),
    dueDate,
    amount: money(decimalOf(entry, 'amount')),
    remainingAmount: money(decimalOf(entry, 'remainingAmount')),
    daysOverdue: daysPast(dueDate, asOf),
  };
};

/**
 * The open-item statement of one customer: what was posted up to `asOf` and is still open, aged on that day.
 * Null where there is no such customer for this user. Throws `ErpError`.
 */
export const loadStatement = async (erp: ErpReader, customerNumber: string, asOf: string): Promise<LoadedStatement | null> => {
  const [customers, entries, companies] = await Promise.all([
    erp.list('customers', { filter: odata.equals('number', customerNumber), select: customerFields, top: 1 }),
    erp.list('customerEntries', {
      filter: odata.and(odata.equals('customerNumber', customerNumber), odata.is('open', true), odata.upTo('postingDate', asOf))!,
      select: entryFields,
      orderBy: 'dueDate,entryNumber',
    }),
    erp.list('companies'),
  ]);
  const [customer] = customers.records;
  const [company] = companies.records;
  if (!customer || !company) return null;
  const lines = entries.records.map((entry) => lineOf(entry, asOf));
  return {
    email: textOf(customer, 'email').trim(),
    statement: {
      companyName: textOf(company, 'displayName') || textOf(company, 'name'),
      customerNumber: textOf(customer, 'number'),
      customerName: textOf(customer, 'displayName'),
      addressLines: addressOf(customer),
      asOf,
      currencyCode: textOf(customer, 'currencyCode'),
      lines,
      totals: ageOpenItems(lines),
    },
  };
};
