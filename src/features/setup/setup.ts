import type { z } from 'zod';
import { SmartAgentSetup } from '../../../entities/index.ts';
import { updateSetupSchema, type SetupView } from '../../contracts/admin.ts';
import type { Autonomy, Tier } from '../../domain/vocabulary.ts';
import { setupAtOnce, type SetupAuthority } from '../../domain/widening.ts';
import type { Database, Row } from '../../kernel/database.ts';
import { AppError, notFound, type FieldProblem } from '../../kernel/errors.ts';
import { changedFields, changedOnly, staleRevision, type Actor } from '../change-log/index.ts';
import type { ApplyApproved, Approval, Guarded, GuardedChanges } from '../pending-changes/index.ts';
import type { Settings, TenantSettings } from '../settings/index.ts';
import type { ToolRegistry } from '../tools/index.ts';

/** What an admin may change of the setup. */
export type SetupPatch = z.infer<typeof updateSetupSchema>;

/** What the setup works with. */
export interface SetupParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly tools: ToolRegistry;
  readonly guard: GuardedChanges;
}

const setupView = (row: Row<SmartAgentSetup>): SetupView => ({
  defaultTier: row.defaultTier as Tier,
  defaultAutonomy: row.defaultAutonomy as Autonomy,
  logRetentionDays: row.logRetentionDays,
  transcriptRetentionDays: row.transcriptRetentionDays,
  dailyUserCredits: row.dailyUserCredits,
  approvalMinutes: row.approvalMinutes,
  maxToolCallsPerTurn: row.maxToolCallsPerTurn,
  agentRequestsPerMinute: row.agentRequestsPerMinute,
  idempotencyKeyHours: row.idempotencyKeyHours,
  bindingWithoutAsk: JSON.parse(row.bindingWithoutAsk) as SetupView['bindingWithoutAsk'],
  revision: row.revision,
});

const exceptionProblem = (agentId: string, toolName: string, known: { settings: TenantSettings; tools: ToolRegistry }): FieldProblem | null => {
  if (!known.settings.agents.has(agentId)) return { field: 'agentId', message: 'There is no such agent.', isUnknownId: true };
  const tool = known.tools.get(toolName);
  if (!tool) return { field: 'tool', message: `There is no tool "${toolName}".` };
  return tool.kind === 'write' && tool.commitment === 'binding'
    ? null
    : { field: 'tool', message: `The tool "${toolName}" makes no binding change, so it needs no exception.` };
};

/** A tenant's defaults. Their revision is the tenant's: it moves with every change of any setting. */
export class Setup {
  constructor(private readonly parts: SetupParts) {}

  /** The setup now. Throws `not_found`. */
  async get(tenantId: string): Promise<SetupView> {
    return setupView(await this.#find(tenantId));
  }

  /** Changes what the patch names. Throws `precondition_failed` and `unprocessable`. */
  async update(
    actor: Actor,
    { revision, patch }: { readonly revision: number; readonly patch: SetupPatch },
  ): Promise<{ readonly view: SetupView; readonly waiting: string | null }> {
    if ((await this.get(actor.tenantId)).revision !== revision) throw staleRevision('setup');
    const guarded = await this.#change(actor, { revision, patch });
    return { view: await this.get(actor.tenantId), waiting: guarded.kind === 'done' ? guarded.waiting : null };
  }

  /** Applies a change that a second admin agreed to. */
  readonly applyApproved: ApplyApproved = async (actor, { request, approval }) => {
    const { revision } = await this.get(actor.tenantId);
    return this.#change(actor, { revision, patch: updateSetupSchema.parse(request), approval });
  };

  async #change(
    actor: Actor,
    { revision, patch, approval }: { readonly revision: number; readonly patch: SetupPatch; readonly approval?: Approval },
  ): Promise<Guarded> {
    const { tenantId } = actor;
    const { revision: _revision, ...before } = await this.get(tenantId);
    await this.#checkExceptions(tenantId, before.bindingWithoutAsk, patch);
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as SetupPatch;
    return this.parts.guard.make<SetupAuthority>(actor, {
      thing: { entity: 'setup', id: tenantId, name: 'Setup' },
      before,
      wanted: { ...before, ...given },
      atOnce: setupAtOnce,
      approval,
      changes: (from, to) => changedFields({ ...from }, { ...to }),
      request: (from, to) => changedOnly(from, to),
      write: async (manager, now, state) => {
        const set = { ...state, bindingWithoutAsk: JSON.stringify(state.bindingWithoutAsk), updatedAt: now };
        const claimed = await manager.update(SmartAgentSetup, { tenantId, revision }, set);
        if (claimed.affected !== 1) throw staleRevision('setup');
      },
    });
  }

  /** Exceptions that stand already are not held against a change of something else. */
  async #checkExceptions(tenantId: string, standing: SetupView['bindingWithoutAsk'], { bindingWithoutAsk = [] }: SetupPatch): Promise<void> {
    const settings = await this.parts.settings.current(tenantId);
    const fields = bindingWithoutAsk.flatMap(({ agentId, tool }, index): readonly FieldProblem[] => {
      if (standing.some((other) => other.agentId === agentId && other.tool === tool)) return [];
      const problem = exceptionProblem(agentId, tool, { settings, tools: this.parts.tools });
      return problem ? [{ ...problem, field: `bindingWithoutAsk[${index}].${problem.field}` }] : [];
    });
    if (fields.length > 0)
      throw new AppError('unprocessable', fields[0]?.message ?? '', { fields, remedy: 'Correct the fields named and send it again.' });
  }

  async #find(tenantId: string): Promise<Row<SmartAgentSetup>> {
    const row = await this.parts.database.reader.findOneBy(SmartAgentSetup, { tenantId });
    if (!row) throw notFound('setup');
    return row;
  }
}
