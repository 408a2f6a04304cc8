import { In } from 'typeorm';
import { SmartAgentChangeLog, SmartAgentLogReader } from '../../../entities/index.ts';
import type { ChangeLogView } from '../../contracts/admin.ts';
import type { Database, Row } from '../../kernel/database.ts';
import { newestFirst, type PageAfter } from '../../kernel/newest-first.ts';
import { erasedName, type Subjects } from '../subjects/index.ts';
import { peopleIn, shownValue } from './people-value.ts';

type ChangeRow = Row<SmartAgentChangeLog>;

/** The change log as it is read: newest first, a page at a time, people by name. */
export class ChangeLog {
  constructor(private readonly parts: { readonly database: Database; readonly subjects: Subjects }) {}

  /** One page; `nextAfter` where there are older changes. Throws `not_found` where `after` names no change of the tenant. */
  async page(tenantId: string, wanted: PageAfter): Promise<{ value: readonly ChangeLogView[]; nextAfter?: string }> {
    const { rows, ...next } = await newestFirst(this.parts.database.reader, { entity: SmartAgentChangeLog, at: 'changedAt', tenantId }, wanted);
    return { value: await this.#views(tenantId, rows), ...next };
  }

  /** Programs that read the log are in it under their own ids. */
  async #readerNames(tenantId: string, rows: readonly ChangeRow[]): Promise<ReadonlyMap<string, string>> {
    const ids = rows.flatMap(({ entity, subjectId }) => (entity === 'reading' ? [subjectId] : []));
    if (ids.length === 0) return new Map();
    const readers = await this.parts.database.reader.findBy(SmartAgentLogReader, { tenantId, id: In([...new Set(ids)]) });
    return new Map(readers.map(({ id, name }) => [id, name]));
  }

  async #views(tenantId: string, rows: readonly ChangeRow[]): Promise<readonly ChangeLogView[]> {
    const ids = rows.flatMap((row) => [row.subjectId, ...(peopleIn(row.before) ?? []), ...(peopleIn(row.after) ?? [])]);
    const readers = await this.#readerNames(tenantId, rows);
    const names = await this.parts.subjects.names(
      tenantId,
      ids.filter((id) => !readers.has(id)),
    );
    const nameOf = (id: string): string => readers.get(id) ?? names.get(id) ?? erasedName;
    return rows.map((row) => ({
      id: row.id,
      at: row.changedAt,
      who: nameOf(row.subjectId),
      subjectType: row.entity,
      subjectId: row.entityId,
      subjectName: row.entityName,
      field: row.field,
      before: shownValue(row.before, nameOf),
      after: shownValue(row.after, nameOf),
    }));
  }
}
