import { code, flag, text } from './column.ts';
import { defineTable } from './table.ts';

/** A named series of document numbers. */
export const noSeries = defineTable({
  id: 308,
  name: 'No. Series',
  key: ['code'],
  columns: {
    code: code('Code', 20),
    description: text('Description', 100),
    defaultNos: flag('Default Nos.'),
    manualNos: flag('Manual Nos.'),
  },
});
