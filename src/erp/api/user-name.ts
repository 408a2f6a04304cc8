import { user } from '../tables/index.ts';
import { columnsOf, readOnly, row, withSql, type Field } from './field.ts';

/** The full name of the user whose name is in a column of the row; blank if there is none. */
export const fullNameOf = (column: string): Field =>
  withSql(
    readOnly(columnsOf(user)('fullName')),
    `coalesce((SELECT u."fullName" FROM "${user.sqlName}" u WHERE upper(u."userName") = ${row}."${column}"), '')`,
  );
