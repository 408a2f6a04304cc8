import { code, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** How a document is paid. */
export const paymentMethod = defineTable({
  id: 289,
  name: 'Payment Method',
  key: ['code'],
  columns: {
    code: code('Code', 10),
    description: text('Description', 100),
    balAccountType: option('Bal. Account Type', ['G/L Account', 'Bank Account']),
    balAccountNo: code('Bal. Account No.', 20),
  },
});
