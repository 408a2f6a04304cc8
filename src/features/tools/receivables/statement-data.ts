import { z } from 'zod';

const amount = z.string().regex(/^-?\d+\.\d{2}$/);

/** One open item on a statement. Amounts are positive where the customer owes. */
export const statementLineSchema = z.strictObject({
  postingDate: z.iso.date(),
  documentType: z.string(),
  documentNumber: z.string(),
  dueDate: z.iso.date(),
  amount,
  remainingAmount: amount,
  daysOverdue: z.int().nonnegative(),
});
/** One open item on a statement. */
export type StatementLine = z.infer<typeof statementLineSchema>;

/** Open balance by age: `overdue` is the sum of the four aged columns, `balance` is `overdue` plus `current`. */
export const statementTotalsSchema = z.strictObject({
  balance: amount,
  overdue: amount,
  current: amount,
  days1to30: amount,
  days31to60: amount,
  days61to90: amount,
  over90: amount,
});
/** Open balance by age. */
export type StatementTotals = z.infer<typeof statementTotalsSchema>;

/** Everything a customer statement prints; nothing else may reach the page. */
export const statementDataSchema = z.strictObject({
  companyName: z.string(),
  customerNumber: z.string(),
  customerName: z.string(),
  addressLines: z.array(z.string()),
  asOf: z.iso.date(),
  currencyCode: z.string(),
  lines: z.array(statementLineSchema),
  totals: statementTotalsSchema,
  /** Says that an agent prepared it, and which (invariant 14); null where a person did. */
  preparedBy: z.string().nullable(),
});
/** Everything a customer statement prints. */
export type StatementData = z.infer<typeof statementDataSchema>;
