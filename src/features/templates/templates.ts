import type { EntityManager } from 'typeorm';
import { SmartAgentTemplate, SmartAgentToolLink } from '../../../entities/index.ts';
import { updateTemplateSchema, type TemplateView, type ToolLink } from '../../contracts/admin.ts';
import { linksAtOnce } from '../../domain/widening.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import { type Database, type Row } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { staleRevision, type Actor } from '../change-log/index.ts';
import type { ApplyApproved, Approval, Guarded, GuardedChanges } from '../pending-changes/index.ts';
import type { Settings, ToolLinkSetting } from '../settings/index.ts';
import { linkChanges, toolLinkProblems } from '../tool-configs/index.ts';
import type { ToolRegistry } from '../tools/index.ts';
import { linkWrite } from './template-rows.ts';
import { templateView, toolLinkOf } from './template-view.ts';

/** What templates work with. */
export interface TemplateParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly tools: ToolRegistry;
  readonly guard: GuardedChanges;
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

  /** Replaces a template's links; a tool taken off is refused on the next call of every agent made from it. Throws `precondition_failed`, `unprocessable`. */
  async update(
    actor: Actor,
    id: string,
    { revision, toolLinks }: { readonly revision: number; readonly toolLinks: readonly ToolLink[] },
  ): Promise<{ readonly view: TemplateView; readonly waiting: string | null }> {
    const row = await this.#find(actor.tenantId, id);
    if (row.revision !== revision) throw staleRevision('template');
    const guarded = await this.#change(actor, row, { toolLinks });
    return { view: await this.get(actor.tenantId, id), waiting: guarded.kind === 'done' ? guarded.waiting : null };
  }

  /** Applies a change that a second admin agreed to. */
  readonly applyApproved: ApplyApproved = async (actor, { thingId, request, approval }) =>
    this.#change(actor, await this.#find(actor.tenantId, thingId), { ...updateTemplateSchema.parse(request), approval });

  async #change(
    actor: Actor,
    row: TemplateRow,
    { toolLinks, approval }: { readonly toolLinks: readonly ToolLink[]; readonly approval?: Approval },
  ): Promise<Guarded> {
    const before = (await this.#links(row)).map(toolLinkOf);
    const settings = await this.parts.settings.current(actor.tenantId);
    const fields = toolLinkProblems(toolLinks, before, { tools: this.parts.tools, settings });
    if (fields.length > 0)
      throw new AppError('unprocessable', fields[0]?.message ?? '', { fields, remedy: 'A link may tighten a tool, never widen it.' });
    return this.parts.guard.make<readonly ToolLinkSetting[]>(actor, {
      thing: { entity: 'template', id: row.id, name: row.name },
      before,
      wanted: toolLinks,
      atOnce: linksAtOnce,
      approval,
      changes: linkChanges,
      request: (_from, links) => ({ toolLinks: links as unknown as Json }),
      write: (manager, now, links) => this.#write(manager, row, { links, now }),
    });
  }

  async #write(
    manager: EntityManager,
    { id, tenantId, revision }: TemplateRow,
    { links, now }: { readonly links: readonly ToolLinkSetting[]; readonly now: string },
  ): Promise<void> {
    const claimed = await manager.update(SmartAgentTemplate, { id, tenantId, revision }, { revision: revision + 1, updatedAt: now });
    if (claimed.affected !== 1) throw staleRevision('template');
    await manager.delete(SmartAgentToolLink, { templateId: id, tenantId });
    await this.parts.database.apply(
      manager,
      links.map((link) => linkWrite(link, { id: this.parts.ids.next(), tenantId, templateId: id })),
    );
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
