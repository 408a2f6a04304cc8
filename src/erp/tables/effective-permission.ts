import { flag, integer, option, text } from './column.ts';
import { defineTable } from './table.ts';

const levels = [' ', 'Indirect', 'Yes'] as const;

/** What a user may do with one object, all her permission sets together. Worked out when it is read and never stored. */
export const effectivePermission = defineTable({
  id: 50103,
  name: 'Effective Permission',
  key: ['objectType', 'objectId'],
  perCompany: false,
  columns: {
    objectType: option('Object Type', ['Table Data', 'Table', 'Report', 'Codeunit', 'XMLport', 'Page', 'Query', 'System']),
    objectId: integer('Object ID'),
    objectName: text('Object Name', 30),
    readPermission: option('Read Permission', levels),
    insertPermission: option('Insert Permission', levels),
    modifyPermission: option('Modify Permission', levels),
    deletePermission: option('Delete Permission', levels),
    executePermission: option('Execute Permission', levels),
    securityFilter: text('Security Filter', 2048),
    isNarrowed: flag('Is Narrowed'),
  },
});
