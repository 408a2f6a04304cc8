import { SmartAgentPolicy } from '../../../entities/index.ts';
import type { ApprovalRuleInput } from '../../contracts/approval-rules.ts';
import { updatePolicySchema, type CreatePolicy, type PolicyView, type UpdatePolicy } from '../../contracts/policies.ts';
import { everyAction } from '../../domain/delegation.ts';
import { policyAtOnce, type PolicyAuthority } from '../../domain/widening.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import { insert, type Row } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import { changedFields, changedOnly, staleRevision, type Actor } from '../change-log/index.ts';
import { ruleProblems, ruleView, storedApprover } from '../delegations/index.ts';
import type { ApplyApproved, Approval, Guarded } from '../pending-changes/index.ts';
import { peopleById, type PeopleById, type Subjects } from '../subjects/index.ts';
import type { ToolRegistry } from '../tools/index.ts';
import type { PolicyParts } from './conditions.ts';

type PolicyRow = Row<SmartAgentPolicy>;
type Rule = PolicyAuthority['rule'];

const authorityOf = (row: PolicyRow): PolicyAuthority => ({ enabled: row.enabled, rule: JSON.parse(row.rule) as Rule });

/** The tenant's own rules that ask for review on conditions, whatever agent acts. */
export class Policies {
  constructor(private readonly parts: PolicyParts & { readonly subjects: Subjects; readonly tools: ToolRegistry }) {}

  /** Every rule, by name. */
  async list(tenantId: string): Promise<readonly PolicyView[]> {
    const people = await peopleById(this.parts.subjects, tenantId);
    const rows = await this.parts.database.reader.find(SmartAgentPolicy, { where: { tenantId }, order: { name: 'ASC' } });
    return rows.map((row) => view(row, people));
  }

  /** Adds a rule; it takes effect on the next call. Throws `unprocessable`, `conflict` (the name is taken). */
  async create(actor: Actor, { rule: { name, ...wanted } }: CreatePolicy): Promise<PolicyView> {
    const { tenantId } = actor;
    const people = await peopleById(this.parts.subjects, tenantId);
    await this.#check(tenantId, wanted, people);
    if (await this.parts.database.reader.existsBy(SmartAgentPolicy, { tenantId, name }))
      throw new AppError('conflict', `There is a rule "${name}" already.`, { remedy: 'Choose another name.' });
    const id = this.parts.ids.next();
    const rule = storedRule(wanted, people);
    const changes = changedFields({ actions: null, when: null, approver: null }, rule as unknown as Record<keyof Rule, Json>);
    await this.parts.changes.make(actor, { thing: { entity: 'policy', id, name }, changes }, (manager, updatedAt) =>
      this.parts.database.apply(manager, [
        insert(SmartAgentPolicy, { ...{ id, tenantId, name, enabled: true, revision: 1, updatedAt }, rule: JSON.stringify(rule) }),
      ]),
    );
    return view(await this.#find(tenantId, id), people);
  }

  /** Changes a rule; what asks less waits for a second admin. Throws `not_found`, `precondition_failed`, `unprocessable`. */
  async update(
    actor: Actor,
    id: string,
    { revision, patch }: { readonly revision: number; readonly patch: UpdatePolicy },
  ): Promise<{ readonly view: PolicyView; readonly waiting: string | null }> {
    const row = await this.#find(actor.tenantId, id);
    if (row.revision !== revision) throw staleRevision('policy');
    const people = await peopleById(this.parts.subjects, actor.tenantId);
    if (patch.rule) await this.#check(actor.tenantId, patch.rule, people);
    const before = authorityOf(row);
    const wanted = { enabled: patch.enabled ?? before.enabled, rule: patch.rule ? storedRule(patch.rule, people) : before.rule };
    const guarded = await this.#change(actor, row, { wanted });
    return { view: view(await this.#find(actor.tenantId, id), people), waiting: guarded.kind === 'done' ? guarded.waiting : null };
  }

  /** Applies a change that a second admin agreed to; its people are random ids. */
  readonly applyApproved: ApplyApproved = async (actor, { thingId, request, approval }) => {
    const row = await this.#find(actor.tenantId, thingId);
    const { enabled, rule } = updatePolicySchema.parse(request);
    const before = authorityOf(row);
    return this.#change(actor, row, { wanted: { enabled: enabled ?? before.enabled, rule: rule ?? before.rule }, approval });
  };

  #change(actor: Actor, row: PolicyRow, { wanted, approval }: { readonly wanted: PolicyAuthority; readonly approval?: Approval }): Promise<Guarded> {
    const { id, tenantId, revision } = row;
    return this.parts.guard.make<PolicyAuthority>(actor, {
      thing: { entity: 'policy', id, name: row.name },
      before: authorityOf(row),
      wanted,
      atOnce: policyAtOnce,
      approval,
      changes: (from, to) => changedFields(flat(from), flat(to)),
      request: (from, to) => changedOnly(from, to),
      write: async (manager, updatedAt, state) => {
        const set = { enabled: state.enabled, rule: JSON.stringify(state.rule), revision: revision + 1, updatedAt };
        if ((await manager.update(SmartAgentPolicy, { id, tenantId, revision }, set)).affected !== 1) throw staleRevision('policy');
      },
    });
  }

  async #check(tenantId: string, rule: Omit<ApprovalRuleInput, 'name'>, people: PeopleById): Promise<void> {
    const { conditions } = await this.parts.settings.current(tenantId);
    const actionProblem = (action: string): string | null =>
      action === everyAction || this.parts.tools.get(action) ? null : `There is no tool "${action}".`;
    const fields = ruleProblems('rule', rule, { conditions, people: people.oids, actionProblem });
    const [first] = fields;
    if (first) throw new AppError('unprocessable', first.message, { fields, remedy: 'Correct the fields that are named, and send it again.' });
  }

  async #find(tenantId: string, id: string): Promise<PolicyRow> {
    const row = await this.parts.database.reader.findOneBy(SmartAgentPolicy, { id, tenantId });
    if (!row) throw notFound('policy');
    return row;
  }
}

const storedRule = ({ actions, when, approver }: Omit<ApprovalRuleInput, 'name'>, people: PeopleById): Rule => ({
  ...{ actions, when },
  approver: storedApprover(approver, people),
});

const flat = ({ enabled, rule }: PolicyAuthority): Readonly<Record<'enabled' | keyof Rule, Json>> => ({
  enabled,
  ...(rule as unknown as Readonly<Record<keyof Rule, Json>>),
});

const view = (row: PolicyRow, people: PeopleById): PolicyView => ({
  id: row.id,
  enabled: row.enabled,
  rule: ruleView({ ...authorityOf(row).rule, name: row.name }, people),
  revision: row.revision,
});
