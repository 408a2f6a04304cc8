import { AppError } from '../../kernel/errors.ts';
import type { ErpContext } from '../business/index.ts';
import { blankGuid } from '../tables/index.ts';
import type { Table } from '../tables/index.ts';
import type { BodyValue } from './write-context.ts';

/** The code of a related record that a request names by its id; blank for the blank id. An unknown id throws. */
export const codeById = (erp: ErpContext, table: Table, id: BodyValue | undefined, column = 'code'): string => {
  if (id === undefined || id === blankGuid) return '';
  const record = erp.records.of(table).bySystemId(String(id)) as Readonly<Record<string, unknown>> | undefined;
  if (record === undefined) {
    throw new AppError('unprocessable', `The ${table.name} does not exist. Identification fields and values: SystemId='${String(id)}'`, {
      fields: [{ field: 'SystemId', message: 'not found' }],
    });
  }
  return String(record[column]);
};
