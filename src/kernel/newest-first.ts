import { LessThan, type EntityManager, type FindManyOptions, type FindOptionsWhere } from 'typeorm';
import { notFound } from './errors.ts';

/** Which rows of a list are wanted: at most `limit`, older than the row named by `after`. */
export interface PageAfter {
  readonly limit: number;
  readonly after?: string | undefined;
}

/** A page of a list; `nextAfter` where there are older rows. */
export interface Page<Item> {
  readonly rows: readonly Item[];
  readonly nextAfter?: string;
}

interface TenantRow {
  readonly id: string;
  readonly tenantId: string;
}

/**
 * One page of a tenant's rows, newest first by the column `at` (ISO 8601), rows of one moment by their ids.
 * Throws `not_found` where `after` names no row of the tenant.
 */
export const newestFirst = async <Entity extends TenantRow>(
  reader: EntityManager,
  of: { readonly entity: new () => Entity; readonly at: keyof Entity & string; readonly tenantId: string },
  { limit, after }: PageAfter,
): Promise<Page<Entity>> => {
  const { entity, at, tenantId } = of;
  const within = async (): Promise<object | object[]> => {
    if (after === undefined) return { tenantId };
    const mark = await reader.findOneBy(entity, { id: after, tenantId } as FindOptionsWhere<Entity>);
    if (!mark) throw notFound('mark');
    return [
      { tenantId, [at]: LessThan(mark[at]) },
      { tenantId, [at]: mark[at], id: LessThan(mark.id) },
    ];
  };
  const asked = { where: await within(), order: { [at]: 'DESC', id: 'DESC' }, take: limit + 1 };
  const found = await reader.find(entity, asked as FindManyOptions<Entity>);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return found.length > limit && last ? { rows, nextAfter: last.id } : { rows };
};
