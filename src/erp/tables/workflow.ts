import { code, flag, text } from './column.ts';
import { defineTable } from './table.ts';

/** Approval workflows, by Business Central's template codes (`MS-POAPW`); only an enabled one asks for approvals. */
export const workflow = defineTable({
  id: 1501,
  name: 'Workflow',
  key: ['code'],
  columns: {
    code: code('Code', 20),
    description: text('Description', 100),
    enabled: flag('Enabled'),
  },
});
