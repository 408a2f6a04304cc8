import type { Change } from './change.ts';
import { fromSql } from './entity-set.ts';
import type { EntitySetRegistry } from './entity-set-registry.ts';
import { row } from './field.ts';
import { restrictionSql } from './read-plan.ts';
import { requireNamed, requireRecord, writtenRecord } from './record-rights.ts';
import type { Resource } from './resolve-path.ts';
import type { Body, EntityWrites } from './write-context.ts';

/** Throws PermissionDenied before anything is made, unless records of the parts may be inserted at all. */
export const requireParts = (registry: EntitySetRegistry, resource: Resource, body: Body): void => {
  for (const name of Object.keys(body.parts)) {
    const part = registry.require(resource.set.navigations[name]?.set ?? '');
    if (part.writes !== undefined) resource.scope.rights.requireTable(part.writes.table, 'insert');
  }
};

/** Throws PermissionDenied unless the user may insert the record that was made, and see what it names. */
export const requireNew = (change: Change, writes: EntityWrites, systemId: string): void => {
  const record = writtenRecord(change, writes, systemId);
  requireRecord(change, record, 'insert');
  requireNamed(change, record);
};

/** Parts that came with their parent must be as open to insertion as if they had come alone. */
export const requireNewParts = ({ registry, request, resource }: Change, body: Body, parentId: string): void => {
  for (const name of Object.keys(body.parts)) {
    const navigation = resource.set.navigations[name];
    const set = registry.require(navigation?.set ?? '');
    const source = set.sources.find(({ table }) => table === set.writes?.table);
    if (navigation === undefined || set.writes === undefined || source === undefined) continue;
    const found = restrictionSql({ set, scope: resource.scope }, source, { field: navigation.to, values: [parentId] });
    const sql = `SELECT ${row}."systemId" FROM ${fromSql(source, resource.scope)} WHERE ${row}."company" = ${resource.scope.company} AND ${found.sql}`;
    const ids = request.caller.tenant.statements
      .prepare(sql)
      .raw(false)
      .pluck()
      .all(...found.parameters) as string[];
    for (const id of ids) requireNew({ registry, request, resource: { ...resource, set } }, set.writes, id);
  }
};
