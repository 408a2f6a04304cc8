import { z } from 'zod';
import { isoDate } from '../../../kernel/clock.ts';
import { calendarDate, recordNumber } from '../argument-schemas.ts';
import { counted, formatAmount } from '../format-amount.ts';
import { ErpError } from '../ports/erp-reader.ts';
import { defineReadTool } from '../tool.ts';
import { loadStatement } from './load-statement.ts';

const args = z.strictObject({
  customerNumber: recordNumber('Number of the customer, e.g. C-10010.'),
  asOfDate: calendarDate('Day the statement is made up to; today if left out.').optional(),
});

/** A customer's open items and aging: the same figures `draft_email` attaches as a PDF. */
export const formatStatement = defineReadTool<z.infer<typeof args>>({
  kind: 'read',
  operation: 'read',
  name: 'format_statement',
  title: 'Format a statement',
  description:
    'A customer’s statement of account: every item posted up to the day and still open, with due date, remaining amount and days overdue, and the balance by age. Changes nothing. To send it as a PDF use draft_email.',
  args,
  subject: ({ customerNumber }) => `statement of customer ${customerNumber}`,
  read: async ({ customerNumber, asOfDate }, erp, context) => {
    const loaded = await loadStatement(erp, customerNumber, asOfDate ?? isoDate(context.now));
    if (!loaded) throw new ErpError('not_found', `There is no customer ${customerNumber}, or none that you may see.`);
    const { statement, email } = loaded;
    const { customerName, asOf, currencyCode, lines, totals } = statement;
    return {
      data: { customerNumber: statement.customerNumber, customerName, email, asOf, currencyCode, lines, totals },
      line: `${counted(lines.length, 'open item')}, balance ${formatAmount(totals.balance, currencyCode)}, ${formatAmount(totals.overdue, currencyCode)} overdue`,
    };
  },
});
