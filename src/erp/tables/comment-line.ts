import { code, date, integer, option, outsiderText } from './column.ts';
import { defineTable } from './table.ts';

/** Notes on customers, vendors and items. Some are pasted from mails that outsiders wrote, so all count as such. */
export const commentLine = defineTable({
  id: 97,
  name: 'Comment Line',
  key: ['tableName', 'no', 'lineNo'],
  columns: {
    tableName: option('Table Name', ['G/L Account', 'Customer', 'Vendor', 'Item']),
    no: code('No.', 20),
    lineNo: integer('Line No.'),
    date: date('Date'),
    code: code('Code', 10),
    comment: outsiderText('Comment', 250),
  },
});
