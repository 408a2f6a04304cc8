import { code, guid, integer, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** The dimension value that a master record brings to its documents, and how strictly. */
export const defaultDimension = defineTable({
  id: 352,
  name: 'Default Dimension',
  key: ['tableId', 'no', 'dimensionCode'],
  indexes: [['parentId']],
  columns: {
    tableId: integer('Table ID'),
    no: code('No.', 20),
    dimensionCode: code('Dimension Code', 20),
    dimensionValueCode: code('Dimension Value Code', 20),
    valuePosting: option('Value Posting', [' ', 'Code Mandatory', 'Same Code', 'No Code']),
    allowedValuesFilter: text('Allowed Values Filter', 250),
    /** SystemId of the master record. */
    parentId: guid('Parent Id'),
  },
});
