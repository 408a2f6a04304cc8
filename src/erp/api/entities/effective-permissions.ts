import { effectivePermission } from '../../tables/index.ts';
import { effectivePermissionRows } from '../effective-permission-rows.ts';
import { defineEntitySet } from '../entity-set.ts';
import { columnsOf, readOnly } from '../field.ts';

const at = columnsOf(effectivePermission);

/**
 * What the caller herself may do in the company: for each table how directly she may read, insert, modify and
 * delete, and whether security filters narrow her to some records. Asking needs no right and tells of nobody else.
 */
export const effectivePermissions = defineEntitySet({
  route: 'smartAgents/erp/v1.0',
  name: 'effectivePermissions',
  entity: 'effectivePermission',
  caption: 'Effective Permission',
  fields: {
    id: readOnly(at('systemId')),
    objectType: readOnly(at('objectType')),
    objectId: readOnly(at('objectId')),
    objectName: readOnly(at('objectName')),
    readPermission: readOnly(at('readPermission')),
    insertPermission: readOnly(at('insertPermission')),
    modifyPermission: readOnly(at('modifyPermission')),
    deletePermission: readOnly(at('deletePermission')),
    executePermission: readOnly(at('executePermission')),
    securityFilter: readOnly(at('securityFilter')),
    isNarrowed: readOnly(at('isNarrowed')),
  },
  order: ['objectType', 'objectId'],
  sources: [{ table: effectivePermission, isCallersOwn: true, rows: ({ rights }) => effectivePermissionRows(rights) }],
});
