import { code, date, integer } from './column.ts';
import { defineTable } from './table.ts';

/** Which entries one posting made. */
export const glRegister = defineTable({
  id: 45,
  name: 'G/L Register',
  key: ['no'],
  clustered: true,
  columns: {
    no: integer('No.'),
    fromEntryNo: integer('From Entry No.'),
    toEntryNo: integer('To Entry No.'),
    postingDate: date('Posting Date'),
    sourceCode: code('Source Code', 10),
    userId: code('User ID', 50),
  },
});
