import type { z } from 'zod';
import { SmartAgentSetup } from '../../../entities/index.ts';
import type { SetupView, updateSetupSchema } from '../../contracts/admin.ts';
import type { Autonomy, Tier } from '../../domain/vocabulary.ts';
import type { Database, Row } from '../../kernel/database.ts';
import { AppError, notFound, type FieldProblem } from '../../kernel/errors.ts';
import { changedFields, staleRevision, type Actor, type SettingChanges } from '../change-log/index.ts';
import type { Settings, TenantSettings } from '../settings/index.ts';
import type { ToolRegistry } from '../tools/index.ts';

/** What an admin may change of the setup. */
export type SetupPatch = z.infer<typeof updateSetupSchema>;

/** What the setup works with. */
export interface SetupParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly tools: ToolRegistry;
  readonly changes: SettingChanges;
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
  bindingWithoutAsk: JSON.parse(row.bindingWithoutAsk) as SetupView['bindingWithoutAsk'],
  revision: row.revision,
});

const exceptionProblem = (agentId: string, toolName: string, known: { settings: TenantSettings; tools: ToolRegistry }): FieldProblem | null => {
  if (!known.settings.agents.has(agentId)) return { field: 'agentId', message: 'There is no such agent.' };
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
  async update(actor: Actor, { revision, patch }: { readonly revision: number; readonly patch: SetupPatch }): Promise<SetupView> {
    const { tenantId } = actor;
    const { revision: current, ...before } = await this.get(tenantId);
    if (current !== revision) throw staleRevision('setup');
    await this.#checkExceptions(tenantId, before.bindingWithoutAsk, patch);
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as SetupPatch;
    const after = { ...before, ...given };
    const change = { thing: { entity: 'setup', id: tenantId, name: 'Setup' } as const, changes: changedFields(before, after) };
    await this.parts.changes.make(actor, change, async (manager, now) => {
      const set = { ...after, bindingWithoutAsk: JSON.stringify(after.bindingWithoutAsk), updatedAt: now };
      const claimed = await manager.update(SmartAgentSetup, { tenantId, revision }, set);
      if (claimed.affected !== 1) throw staleRevision('setup');
    });
    return this.get(tenantId);
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
