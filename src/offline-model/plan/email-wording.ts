import { asRow, textOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';
import { asMoney } from '../render/format.ts';
import type { CorrespondGoal } from '../understand/goal.ts';

const withCurrency = (amount: string, currency: string): string => (currency === '' ? asMoney(amount) : `${asMoney(amount)} ${currency}`);

/**
 * The words of an email about a statement that has been prepared, every figure taken from it; without a
 * statement only what the user dictated, so that the tool's own wording stands otherwise.
 */
export const emailWording = (goal: CorrespondGoal, statement: Row | undefined): { readonly subject?: string; readonly message?: string } => {
  if (goal.message !== undefined) return { message: goal.message };
  if (statement === undefined) return {};
  const totals = asRow(statement['totals']);
  const [name, asOf, currency] = [textOf(statement, 'customerName'), textOf(statement, 'asOf'), textOf(statement, 'currencyCode')];
  const [balance, overdue] = [textOf(totals, 'balance'), textOf(totals, 'overdue')];
  if (name === '' || asOf === '' || balance === '') return {};
  const due =
    Number(overdue) > 0
      ? ` Of this, ${withCurrency(overdue, currency)} is overdue; we would be grateful for your payment, or for a word if something is unclear.`
      : '';
  return {
    subject: `Statement of account as of ${asOf}`,
    message: `Dear ${name},\n\nPlease find attached your statement of account as of ${asOf}. Your balance is ${withCurrency(balance, currency)}.${due}\n\nKind regards`,
  };
};
