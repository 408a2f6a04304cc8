import { SmartAgentCondition } from '../../../entities/index.ts';
import { updateConditionSchema, type ConditionView, type CreateCondition } from '../../contracts/policies.ts';
import { conditionAtOnce } from '../../domain/widening.ts';
import { insert, type Database, type Row } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { changedFields, changedOnly, staleRevision, type Actor, type SettingChanges } from '../change-log/index.ts';
import { filterFault, type FilterFault, type FilterFaults } from '../delegations/index.ts';
import type { ApplyApproved, Approval, Guarded, GuardedChanges } from '../pending-changes/index.ts';
import type { Settings, TenantSettings } from '../settings/index.ts';

type ConditionRow = Row<SmartAgentCondition>;

/** What conditions and policies work with. */
export interface PolicyParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly changes: SettingChanges;
  readonly guard: GuardedChanges;
  readonly ids: IdSource;
  readonly filterFaults: FilterFaults;
  /** The companies the ERP shows under a sign-in. */
  readonly companiesUnder: (signIn: string) => Promise<readonly { readonly id: string }[]>;
}

/** Who changes a condition, and the sign-in under which the ERP is asked about it. */
export type ConditionActor = Actor & { readonly signIn: string };

const refused = ({ in: field, message }: FilterFault): AppError =>
  new AppError('unprocessable', message, { fields: [{ field, message }], remedy: 'Correct it and send it again.' });

/** Named conditions of a tenant, over records that changes rest on. */
export class Conditions {
  constructor(private readonly parts: PolicyParts) {}

  /** Every condition, by name. */
  async list(tenantId: string): Promise<readonly ConditionView[]> {
    const settings = await this.parts.settings.current(tenantId);
    const rows = await this.parts.database.reader.find(SmartAgentCondition, { where: { tenantId }, order: { name: 'ASC' } });
    return rows.map((row) => view(row, settings));
  }

  /** Names a condition. Throws `unprocessable`, `conflict` (the name is taken). */
  async create(actor: ConditionActor, wanted: CreateCondition): Promise<ConditionView> {
    const { tenantId } = actor;
    await this.#check(actor, wanted);
    if (await this.parts.database.reader.existsBy(SmartAgentCondition, { tenantId, name: wanted.name }))
      throw new AppError('conflict', `There is a condition "${wanted.name}" already.`, { remedy: 'Choose another name.' });
    const id = this.parts.ids.next();
    const told = { entitySet: wanted.entitySet, filter: wanted.filter };
    const change = {
      thing: { entity: 'condition', id, name: wanted.name } as const,
      changes: changedFields({ entitySet: null, filter: null }, told),
    };
    await this.parts.changes.make(actor, change, (manager, updatedAt) =>
      this.parts.database.apply(manager, [insert(SmartAgentCondition, { id, tenantId, ...wanted, revision: 1, updatedAt })]),
    );
    return this.#view(tenantId, id);
  }

  /** Changes what a condition means. Where a rule looks at it, that waits for a second admin. Throws `not_found`, `precondition_failed`, `unprocessable`. */
  async update(
    actor: ConditionActor,
    id: string,
    wanted: { readonly revision: number; readonly filter: string },
  ): Promise<{ readonly view: ConditionView; readonly waiting: string | null }> {
    const row = await this.#find(actor.tenantId, id);
    if (row.revision !== wanted.revision) throw staleRevision('condition');
    await this.#check(actor, { entitySet: row.entitySet, filter: wanted.filter });
    const guarded = await this.#change(actor, row, { filter: wanted.filter });
    return { view: await this.#view(actor.tenantId, id), waiting: guarded.kind === 'done' ? guarded.waiting : null };
  }

  /** Applies a change that a second admin agreed to. */
  readonly applyApproved: ApplyApproved = async (actor, { thingId, request, approval }) =>
    this.#change(actor, await this.#find(actor.tenantId, thingId), { ...updateConditionSchema.parse(request), approval });

  /** A condition is for every company, and what one of them does not understand, none does; what an admin may not see goes unjudged. */
  async #check({ signIn }: ConditionActor, { entitySet, filter }: Pick<CreateCondition, 'entitySet' | 'filter'>): Promise<void> {
    const fault = filterFault(entitySet, filter);
    if (fault) throw refused(fault);
    const [first] = await this.parts.companiesUnder(signIn);
    const faults = first ? await this.parts.filterFaults(signIn, [first.id], { [entitySet]: filter }) : [];
    const judged = faults.find(({ isDenied }) => !isDenied);
    if (judged) throw refused({ in: 'filter', message: judged.message });
  }

  async #change(actor: Actor, row: ConditionRow, { filter, approval }: { filter: string; approval?: Approval }): Promise<Guarded> {
    const { id, tenantId, revision } = row;
    const settings = await this.parts.settings.current(tenantId);
    return this.parts.guard.make<{ readonly filter: string }>(actor, {
      thing: { entity: 'condition', id, name: row.name },
      before: { filter: row.filter },
      wanted: { filter },
      atOnce: conditionAtOnce,
      isIdle: usersOf(row.name, settings).length === 0,
      approval,
      changes: (from, to) => changedFields({ ...from }, { ...to }),
      request: (from, to) => changedOnly(from, to),
      write: async (manager, updatedAt, state) => {
        const set = { filter: state.filter, revision: revision + 1, updatedAt };
        if ((await manager.update(SmartAgentCondition, { id, tenantId, revision }, set)).affected !== 1) throw staleRevision('condition');
      },
    });
  }

  async #find(tenantId: string, id: string): Promise<ConditionRow> {
    const row = await this.parts.database.reader.findOneBy(SmartAgentCondition, { id, tenantId });
    if (!row) throw notFound('condition');
    return row;
  }

  async #view(tenantId: string, id: string): Promise<ConditionView> {
    return view(await this.#find(tenantId, id), await this.parts.settings.current(tenantId));
  }
}

/** The rules of the tenant's policy that look at a condition, those in force. */
const usersOf = (name: string, { policies }: TenantSettings): readonly string[] =>
  policies.flatMap((rule) => (rule.when.kind === 'condition' && rule.when.condition === name ? [rule.name] : []));

const view = ({ id, name, entitySet, filter, revision }: ConditionRow, settings: TenantSettings): ConditionView => ({
  ...{ id, name, entitySet, filter, revision },
  usedBy: [...usersOf(name, settings)],
});
