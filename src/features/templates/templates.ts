import { SmartAgentTemplate, SmartAgentToolLink } from '../../../entities/index.ts';
import type { TemplateView, ToolLink } from '../../contracts/admin.ts';
import { insert, type Database, type Row } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { staleRevision, type Actor, type SettingChanges } from '../change-log/index.ts';
import type { Settings } from '../settings/index.ts';
import { linkChanges, toolLinkProblems } from '../tool-configs/index.ts';
import type { ToolRegistry } from '../tools/index.ts';
import { templateView, toolLinkOf } from './template-view.ts';

/** What templates work with. */
export interface TemplateParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly tools: ToolRegistry;
  readonly changes: SettingChanges;
  readonly ids: IdSource;
}

type TemplateRow = Row<SmartAgentTemplate>;

/** A tenant's templates. Who made an agent from one is answered from the settings of this moment. */
export class Templates {
  constructor(private readonly parts: TemplateParts) {}

  /** Every template, by name. */
  async list(tenantId: string): Promise<readonly TemplateView[]> {
    const rows = await this.parts.database.reader.find(SmartAgentTemplate, { where: { tenantId }, order: { name: 'ASC', id: 'ASC' } });
    return Promise.all(rows.map((row) => this.#view(row)));
  }

  /** One template. Throws `not_found`. */
  async get(tenantId: string, id: string): Promise<TemplateView> {
    return this.#view(await this.#find(tenantId, id));
  }

  /** Replaces a template's links; a tool taken off is refused on the next call of every agent made from it. */
  async update(
    actor: Actor,
    id: string,
    { revision, toolLinks }: { readonly revision: number; readonly toolLinks: readonly ToolLink[] },
  ): Promise<TemplateView> {
    const { tenantId } = actor;
    const row = await this.#find(tenantId, id);
    if (row.revision !== revision) throw staleRevision('template');
    const before = (await this.#links(row)).map(toolLinkOf);
    const { tools: configs } = await this.parts.settings.current(tenantId);
    const fields = toolLinkProblems(toolLinks, before, { tools: this.parts.tools, configs });
    if (fields.length > 0)
      throw new AppError('unprocessable', fields[0]?.message ?? '', { fields, remedy: 'A link may tighten a tool, never widen it.' });
    const change = { thing: { entity: 'template', id, name: row.name } as const, changes: linkChanges(before, toolLinks) };
    await this.parts.changes.make(actor, change, async (manager, now) => {
      const claimed = await manager.update(SmartAgentTemplate, { id, tenantId, revision }, { revision: revision + 1, updatedAt: now });
      if (claimed.affected !== 1) throw staleRevision('template');
      await manager.delete(SmartAgentToolLink, { templateId: id, tenantId });
      await this.parts.database.apply(
        manager,
        toolLinks.map((link) =>
          insert(SmartAgentToolLink, {
            ...link,
            id: this.parts.ids.next(),
            tenantId,
            templateId: id,
            allowedOperations: JSON.stringify(link.allowedOperations),
          }),
        ),
      );
    });
    return this.get(tenantId, id);
  }

  async #find(tenantId: string, id: string): Promise<TemplateRow> {
    const row = await this.parts.database.reader.findOneBy(SmartAgentTemplate, { id, tenantId });
    if (!row) throw notFound('template');
    return row;
  }

  #links({ id, tenantId }: TemplateRow): Promise<Row<SmartAgentToolLink>[]> {
    return this.parts.database.reader.find(SmartAgentToolLink, { where: { templateId: id, tenantId }, order: { tool: 'ASC' } });
  }

  async #view(row: TemplateRow): Promise<TemplateView> {
    return templateView(row, await this.#links(row), await this.parts.settings.current(row.tenantId));
  }
}
