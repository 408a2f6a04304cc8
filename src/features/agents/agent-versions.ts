import type { VersionComparison } from '../../contracts/admin.ts';
import { configurationAtOnce } from '../../domain/widening.ts';
import type { SmartAgentVersion } from '../../../entities/index.ts';
import type { Row } from '../../kernel/database.ts';
import { notFound } from '../../kernel/errors.ts';
import type { AgentConfiguration } from '../settings/index.ts';
import { erasedName, type Subjects } from '../subjects/index.ts';
import { configurationChanges } from './agent-state.ts';
import type { AgentStore } from './agent-store.ts';
import { agentVersionView, configurationOf, type AgentVersionView } from './agent-view.ts';

type VersionRow = Row<SmartAgentVersion>;

/** Two versions' numbers. */
export interface VersionPair {
  readonly version: number;
  readonly other: number;
}

const named = ({ number, hash, salt }: VersionRow): VersionComparison['from'] => ({ version: number, versionHash: hash, nameErased: salt === null });

/** The fields in which going from one configuration to the other gives more room. */
const wideningFields = (from: AgentConfiguration, to: AgentConfiguration): ReadonlySet<string> =>
  new Set(configurationChanges(configurationAtOnce(from, to), to).map(({ field }) => field));

/** An agent's versions: listed, and compared with each other. */
export class AgentVersions {
  constructor(private readonly parts: { readonly store: AgentStore; readonly subjects: Subjects }) {}

  /** An agent's versions, newest first. Throws `not_found`. */
  async list(tenantId: string, agentId: string): Promise<readonly AgentVersionView[]> {
    const agent = await this.parts.store.find(tenantId, agentId);
    if (!agent) throw notFound('agent');
    const rows = await this.parts.store.versions(tenantId, agentId);
    const names = await this.parts.subjects.names(
      tenantId,
      rows.map((row) => row.createdBySubjectId),
    );
    return rows.map((row) =>
      agentVersionView(row, { createdBy: names.get(row.createdBySubjectId) ?? erasedName, isCurrent: row.id === agent.row.currentVersionId }),
    );
  }

  /** What differs between two versions, field by field, tool links by tool. Throws `not_found`. */
  async compare(tenantId: string, agentId: string, { version, other }: VersionPair): Promise<VersionComparison> {
    const from = await this.parts.store.version(tenantId, agentId, version);
    const to = await this.parts.store.version(tenantId, agentId, other);
    if (!from || !to) throw notFound('agent version');
    const [before, after] = [configurationOf(from), configurationOf(to)];
    const widening = wideningFields(before, after);
    const changes = configurationChanges(before, after).map((change) => ({ ...change, widens: widening.has(change.field) }));
    return { from: named(from), to: named(to), changes };
  }
}
