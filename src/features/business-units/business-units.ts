import type { z } from 'zod';
import { SmartAgentBusinessUnit } from '../../../entities/index.ts';
import { updateBusinessUnitSchema, type BusinessUnitView, type createBusinessUnitSchema } from '../../contracts/admin.ts';
import { businessUnitAtOnce, type BusinessUnitAuthority } from '../../domain/widening.ts';
import { insert, type Database, type Row } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { changedFields, changedOnly, staleRevision, type Actor, type SettingChanges } from '../change-log/index.ts';
import type { ApplyApproved, Approval, Guarded, GuardedChanges } from '../pending-changes/index.ts';
import type { Settings } from '../settings/index.ts';

type UnitRow = Row<SmartAgentBusinessUnit>;
type NewUnit = z.infer<typeof createBusinessUnitSchema>;
type UnitPatch = z.infer<typeof updateBusinessUnitSchema>;

/** What business units work with. */
export interface BusinessUnitParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly changes: SettingChanges;
  readonly guard: GuardedChanges;
  readonly ids: IdSource;
}

/** The companies an admin sees in the ERP; only they can be put into a unit. */
export type SeenCompanies = ReadonlySet<string>;

const authorityOf = (row: UnitRow): BusinessUnitAuthority => ({ name: row.name, companies: JSON.parse(row.companies) as string[] });

const withoutDoubles = (companies: readonly string[]): string[] => [...new Set(companies)].sort();

const checkCompanies = (
  companies: readonly string[],
  { standing, seen }: { readonly standing: readonly string[]; readonly seen: SeenCompanies },
): void => {
  const message = 'The ERP shows you no such company.';
  const fields = companies.flatMap((id, index) => (seen.has(id) || standing.includes(id) ? [] : [{ field: `companies[${index}]`, message }]));
  if (fields.length > 0) throw new AppError('unprocessable', message, { fields, remedy: 'Choose among the companies the ERP shows you.' });
};

/** Groups of companies that a tenant names; agents belong to one, or to the whole tenant. */
export class BusinessUnits {
  constructor(private readonly parts: BusinessUnitParts) {}

  /** Every unit, by name. */
  async list(tenantId: string): Promise<readonly BusinessUnitView[]> {
    const rows = await this.parts.database.reader.find(SmartAgentBusinessUnit, { where: { tenantId }, order: { name: 'ASC', id: 'ASC' } });
    return Promise.all(rows.map((row) => this.#view(row)));
  }

  /** Names a group of companies. Throws `unprocessable`, `conflict` (the name is taken). */
  async create(actor: Actor, wanted: NewUnit, seen: SeenCompanies): Promise<BusinessUnitView> {
    checkCompanies(wanted.companies, { standing: [], seen });
    await this.#checkName(actor.tenantId, wanted.name);
    const id = this.parts.ids.next();
    const unit = { name: wanted.name, companies: withoutDoubles(wanted.companies) };
    const change = { thing: { entity: 'businessUnit', id, name: unit.name } as const, changes: changedFields({ name: null, companies: null }, unit) };
    await this.parts.changes.make(actor, change, (manager, now) =>
      this.parts.database.apply(manager, [
        insert(SmartAgentBusinessUnit, {
          ...{ id, tenantId: actor.tenantId, name: unit.name, companies: JSON.stringify(unit.companies), revision: 1, updatedAt: now },
        }),
      ]),
    );
    return this.#view(await this.#find(actor.tenantId, id));
  }

  /** Changes what the patch names. Throws `not_found`, `precondition_failed`, `unprocessable`, `conflict`. */
  async update(
    actor: Actor,
    id: string,
    { revision, patch, seen }: { readonly revision: number; readonly patch: UnitPatch; readonly seen: SeenCompanies },
  ): Promise<{ readonly view: BusinessUnitView; readonly waiting: string | null }> {
    const row = await this.#find(actor.tenantId, id);
    if (row.revision !== revision) throw staleRevision('business unit');
    checkCompanies(patch.companies ?? [], { standing: authorityOf(row).companies, seen });
    if (patch.name !== undefined && patch.name !== row.name) await this.#checkName(actor.tenantId, patch.name);
    const guarded = await this.#change(actor, row, { patch });
    return { view: await this.#view(await this.#find(actor.tenantId, id)), waiting: guarded.kind === 'done' ? guarded.waiting : null };
  }

  /** Applies a change that a second admin agreed to. */
  readonly applyApproved: ApplyApproved = async (actor, { thingId, request, approval }) =>
    this.#change(actor, await this.#find(actor.tenantId, thingId), { patch: updateBusinessUnitSchema.parse(request), approval });

  #change(actor: Actor, row: UnitRow, { patch, approval }: { readonly patch: UnitPatch; readonly approval?: Approval }): Promise<Guarded> {
    const { id, tenantId, revision } = row;
    const before = authorityOf(row);
    const companies = patch.companies ? withoutDoubles(patch.companies) : before.companies;
    return this.parts.guard.make<BusinessUnitAuthority>(actor, {
      thing: { entity: 'businessUnit', id, name: patch.name ?? row.name },
      before,
      wanted: { name: patch.name ?? before.name, companies },
      atOnce: businessUnitAtOnce,
      approval,
      changes: (from, to) => changedFields({ ...from }, { ...to }),
      request: (from, to) => changedOnly(from, to),
      write: async (manager, now, state) => {
        const set = { name: state.name, companies: JSON.stringify(state.companies), revision: revision + 1, updatedAt: now };
        const claimed = await manager.update(SmartAgentBusinessUnit, { id, tenantId, revision }, set);
        if (claimed.affected !== 1) throw staleRevision('business unit');
      },
    });
  }

  async #checkName(tenantId: string, name: string): Promise<void> {
    if (await this.parts.database.reader.existsBy(SmartAgentBusinessUnit, { tenantId, name }))
      throw new AppError('conflict', `There is a business unit "${name}" already.`, { remedy: 'Choose another name.' });
  }

  async #find(tenantId: string, id: string): Promise<UnitRow> {
    const row = await this.parts.database.reader.findOneBy(SmartAgentBusinessUnit, { id, tenantId });
    if (!row) throw notFound('business unit');
    return row;
  }

  async #view(row: UnitRow): Promise<BusinessUnitView> {
    const { agents } = await this.parts.settings.current(row.tenantId);
    const members = [...agents.values()].filter(({ businessUnitId }) => businessUnitId === row.id).map(({ id, name }) => ({ id, name }));
    const { name, companies } = authorityOf(row);
    return { id: row.id, name, companies: [...companies], agents: members, revision: row.revision };
  }
}
