import { decimal } from '../../../kernel/money.ts';
import { longDate } from '../calendar.ts';
import { formatAmount } from '../format-amount.ts';
import type { DocumentSpec } from '../ports/documents.ts';
import type { StatementData } from './statement-data.ts';

type Statement = Omit<StatementData, 'preparedBy'>;

/** The subject of a statement email where none was given. */
export const defaultSubject = ({ companyName, asOf }: Statement): string => `Statement of account as of ${longDate(asOf)} from ${companyName}`;

const balanceText = ({ currencyCode, totals }: Statement): string => {
  const balance = decimal(totals.balance);
  if (balance.isZero()) return 'Your account shows no open balance.';
  if (balance.isNegative()) return `Your account shows ${formatAmount(balance.negated(), currencyCode)} in your favour.`;
  return `The open balance of your account is ${formatAmount(balance, currencyCode)}.`;
};

const overdueText = ({ currencyCode, totals }: Statement): string[] => {
  if (!decimal(totals.overdue).gt(0)) return [];
  const isAll = totals.overdue === totals.balance;
  const sentence = isAll ? 'All of it is past its due date.' : `Of this, ${formatAmount(totals.overdue, currencyCode)} is past its due date.`;
  const request =
    'Please let us have your payment, or tell us if something is unclear. If you have paid in the meantime, please disregard this reminder.';
  return ['', `${sentence} ${request}`];
};

/** The text of a statement email where none was given: polite, with the two figures that matter. */
export const defaultMessage = (statement: Statement): string => {
  const { customerName, companyName, asOf } = statement;
  return [
    `Dear ${customerName},`,
    '',
    `please find attached your statement of account as of ${longDate(asOf)}. ${balanceText(statement)}`,
    ...overdueText(statement),
    '',
    'Kind regards',
    companyName,
  ].join('\n');
};

/** The statement as a document to attach, labelled as an agent's work. */
export const statementDocument = (statement: Statement, preparedBy: string): DocumentSpec => ({
  fileName: `statement-${statement.customerNumber.replace(/[^A-Za-z0-9-]+/g, '-')}-${statement.asOf}.pdf`,
  contentType: 'application/pdf',
  template: 'customer-statement',
  data: { ...statement, preparedBy },
});
