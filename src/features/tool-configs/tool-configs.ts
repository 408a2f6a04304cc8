import type { z } from 'zod';
import { SmartAgentToolConfig } from '../../../entities/index.ts';
import { updateToolConfigSchema, type ToolConfigView } from '../../contracts/admin.ts';
import type { Operation } from '../../domain/vocabulary.ts';
import { toolAtOnce, type ToolAuthority } from '../../domain/widening.ts';
import type { Database, Row } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import { decimal } from '../../kernel/money.ts';
import { changedFields, changedOnly, staleRevision, type Actor } from '../change-log/index.ts';
import type { ApplyApproved, Approval, Guarded, GuardedChanges } from '../pending-changes/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Tool, ToolRegistry } from '../tools/index.ts';
import { toolConfigView } from './tool-config-view.ts';

type ConfigRow = Row<SmartAgentToolConfig>;
/** What an admin may change of a tool. */
export type ToolConfigPatch = z.infer<typeof updateToolConfigSchema>;

/** What tool configurations work with. */
export interface ToolConfigParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly tools: ToolRegistry;
  readonly guard: GuardedChanges;
}

const fieldsOf = (row: ConfigRow) => ({
  enabled: row.enabled,
  allowedOperations: JSON.parse(row.allowedOperations) as Operation[],
  rowLimit: row.rowLimit,
  creditPrice: row.creditPrice,
});

/** Prices with four decimals, so that equal prices have equal text. */
const pricePlaces = 4;

const patched = (row: ConfigRow, patch: ToolConfigPatch): ReturnType<typeof fieldsOf> => {
  const before = fieldsOf(row);
  return {
    enabled: patch.enabled ?? before.enabled,
    allowedOperations: patch.allowedOperations ? [...new Set(patch.allowedOperations)].sort() : before.allowedOperations,
    rowLimit: patch.rowLimit ?? before.rowLimit,
    creditPrice: patch.creditPrice === undefined ? before.creditPrice : decimal(patch.creditPrice).toFixed(pricePlaces),
  };
};

const checkOperations = (tool: Tool, operations: readonly Operation[]): void => {
  const beyond = operations.filter((operation) => operation !== tool.operation);
  if (beyond.length === 0) return;
  const message = `The tool "${tool.name}" offers "${tool.operation}" and not "${beyond.join('", "')}".`;
  throw new AppError('unprocessable', message, {
    fields: [{ field: 'allowedOperations', message }],
    remedy: 'Leave out what the tool does not offer.',
  });
};

/** Tools as the tenant has them. */
export class ToolConfigs {
  constructor(private readonly parts: ToolConfigParts) {}

  /** Every tool, in the order of the registry, with who uses it. */
  async list(tenantId: string): Promise<readonly ToolConfigView[]> {
    const rows = await this.parts.database.reader.findBy(SmartAgentToolConfig, { tenantId });
    const settings = await this.parts.settings.current(tenantId);
    return this.parts.tools.list.flatMap((tool) => {
      const row = rows.find((candidate) => candidate.tool === tool.name);
      return row ? [toolConfigView(row, tool, settings)] : [];
    });
  }

  /** Changes a tool for the whole tenant, from the next call on. Throws `not_found`, `precondition_failed`, `unprocessable`. */
  async update(
    actor: Actor,
    name: string,
    { revision, patch }: { readonly revision: number; readonly patch: ToolConfigPatch },
  ): Promise<{ readonly view: ToolConfigView; readonly waiting: string | null }> {
    const { row, tool } = await this.#find(actor.tenantId, name);
    if (row.revision !== revision) throw staleRevision('tool');
    const guarded = await this.#change(actor, { row, tool }, { patch });
    const found = await this.#find(actor.tenantId, name);
    const view = toolConfigView(found.row, tool, await this.parts.settings.current(actor.tenantId));
    return { view, waiting: guarded.kind === 'done' ? guarded.waiting : null };
  }

  /** Applies a change that a second admin agreed to. */
  readonly applyApproved: ApplyApproved = async (actor, { thingId, request, approval }) =>
    this.#change(actor, await this.#find(actor.tenantId, thingId), { patch: updateToolConfigSchema.parse(request), approval });

  async #change(
    actor: Actor,
    { row, tool }: { readonly row: ConfigRow; readonly tool: Tool },
    { patch, approval }: { readonly patch: ToolConfigPatch; readonly approval?: Approval },
  ): Promise<Guarded> {
    if (patch.allowedOperations) checkOperations(tool, patch.allowedOperations);
    return this.parts.guard.make<ToolAuthority>(actor, {
      thing: { entity: 'tool', id: tool.name, name: tool.title },
      before: fieldsOf(row),
      wanted: patched(row, patch),
      atOnce: toolAtOnce,
      approval,
      changes: (from, to) => changedFields({ ...from }, { ...to }),
      request: (from, to) => changedOnly(from, to),
      write: async (manager, now, state) => {
        const set = { ...state, allowedOperations: JSON.stringify(state.allowedOperations), revision: row.revision + 1, updatedAt: now };
        const claimed = await manager.update(SmartAgentToolConfig, { id: row.id, tenantId: actor.tenantId, revision: row.revision }, set);
        if (claimed.affected !== 1) throw staleRevision('tool');
      },
    });
  }

  async #find(tenantId: string, name: string): Promise<{ row: ConfigRow; tool: Tool }> {
    const tool = this.parts.tools.get(name);
    const row = tool ? await this.parts.database.reader.findOneBy(SmartAgentToolConfig, { tenantId, tool: name }) : null;
    if (!tool || !row) throw notFound('tool');
    return { row, tool };
  }
}
