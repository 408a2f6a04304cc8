import { AppError } from '../../kernel/errors.ts';
import type { Table } from '../tables/index.ts';
import type { Right, SecuredObject } from './permission-line.ts';

const rightNames: Readonly<Record<Right, string>> = { read: 'Read', insert: 'Insert', modify: 'Modify', delete: 'Delete', execute: 'Execute' };

/** Business Central's object ranges: what is below 50,000 is Microsoft's. */
const applicationOf = (objectId: number): string => (objectId >= 50_000 && objectId < 100_000 ? 'Smart Agents' : 'Base Application');

/** The user's permissions do not allow it. Status 403; the message is Business Central's own. */
export class PermissionDenied extends AppError {
  constructor(object: string, right: Right, objectId: number) {
    super('forbidden', `Sorry, the current permissions prevented the action. (${object} ${rightNames[right]}: ${applicationOf(objectId)})`);
    this.name = 'PermissionDenied';
  }
}

/** The denial of a right on a table's data. */
export const tableDenied = (table: Table, right: Right): PermissionDenied =>
  new PermissionDenied(`TableData ${table.id} ${table.name}`, right, table.id);

/** The denial of running an object. */
export const objectDenied = (object: SecuredObject, name: string): PermissionDenied =>
  new PermissionDenied(`${object.type} ${object.id} ${name}`, 'execute', object.id);
