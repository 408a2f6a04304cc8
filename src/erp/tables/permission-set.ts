import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** Named sets of permissions. */
export const permissionSet = defineTable({
  id: 2000000004,
  name: 'Permission Set',
  key: ['roleId'],
  perCompany: false,
  columns: {
    roleId: code('Role ID', 20),
    name: text('Name', 30),
  },
});
