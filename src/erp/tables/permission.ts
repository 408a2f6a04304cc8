import { code, integer, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** One line of a permission set. Object id 0 stands for every object of that type. The security filter narrows table data, written as Business Central writes it: `Territory Code=NORTH`, several fields joined by `, `. */
export const permission = defineTable({
  id: 2000000005,
  name: 'Permission',
  key: ['roleId', 'type', 'objectType', 'objectId'],
  perCompany: false,
  columns: {
    roleId: code('Role ID', 20),
    type: option('Type', ['Include', 'Exclude']),
    objectType: option('Object Type', ['Table Data', 'Table', 'Report', 'Codeunit', 'XMLport', 'Page', 'Query', 'System']),
    objectId: integer('Object ID'),
    readPermission: option('Read Permission', [' ', 'Yes', 'Indirect']),
    insertPermission: option('Insert Permission', [' ', 'Yes', 'Indirect']),
    modifyPermission: option('Modify Permission', [' ', 'Yes', 'Indirect']),
    deletePermission: option('Delete Permission', [' ', 'Yes', 'Indirect']),
    executePermission: option('Execute Permission', [' ', 'Yes', 'Indirect']),
    securityFilter: text('Security Filter', 250),
  },
});
