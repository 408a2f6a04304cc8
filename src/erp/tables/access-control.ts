import { code, guid, text } from './column.ts';
import { defineTable } from './table.ts';

/** Which user has which permission set in which company; a blank company name means all companies. */
export const accessControl = defineTable({
  id: 2000000053,
  name: 'Access Control',
  key: ['userSecurityId', 'roleId', 'companyName'],
  perCompany: false,
  columns: {
    userSecurityId: guid('User Security ID'),
    roleId: code('Role ID', 20),
    companyName: text('Company Name', 30),
  },
});
