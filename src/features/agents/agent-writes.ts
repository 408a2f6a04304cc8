import type { EntityManager } from 'typeorm';
import { SmartAgentExecuteGrant } from '../../../entities/index.ts';
import { insert, type Database, type Write } from '../../kernel/database.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { staleRevision, type Actor } from '../change-log/index.ts';
import { versionWrite } from './agent-rows.ts';
import { configurationChanges, type AgentState } from './agent-state.ts';
import type { AgentStore, StoredAgent } from './agent-store.ts';
import { configurationOf } from './agent-view.ts';
import type { Directory } from './people.ts';

/** What writing an agent works with. */
export interface AgentWriting {
  readonly database: Database;
  readonly store: AgentStore;
  readonly ids: IdSource;
  readonly people: Directory;
}

/** The new state of an agent; `author` wrote it, `actor` lets it take effect. */
export interface AgentWrite {
  readonly actor: Actor;
  readonly author: string;
  readonly agent: StoredAgent;
  readonly state: AgentState;
  readonly now: string;
}

const newGrants = ({ ids }: AgentWriting, { actor, agent, state, now }: AgentWrite): readonly Write[] =>
  state.executeGrants
    .filter(({ user, tool }) => !agent.grants.some((grant) => grant.userOid === user && grant.tool === tool))
    .map(({ user, tool }) =>
      insert(SmartAgentExecuteGrant, {
        ...{ id: ids.next(), tenantId: actor.tenantId, agentId: agent.row.id, userOid: user, tool },
        grantedAt: now,
        grantedBySubjectId: actor.subject.id,
      }),
    );

const subjectFor = (oid: string, standing: string, { oidOf, subjectOf }: Directory): string =>
  oid === (oidOf(standing) ?? '') ? standing : subjectOf(oid);

/** Writes an agent's new state inside a transaction; a change of its configuration as a new version. Throws `precondition_failed` where somebody was quicker. */
export const writeAgent = async (parts: AgentWriting, manager: EntityManager, write: AgentWrite): Promise<void> => {
  const { actor, agent, state, now } = write;
  const { row, version } = agent;
  const { tenantId } = actor;
  const needsVersion = configurationChanges(configurationOf(version), state.configuration).length > 0;
  const versionId = needsVersion ? parts.ids.next() : row.currentVersionId;
  const { name, description, clientApplication, authenticationMethod, dailyCredits, monthlyCredits } = state;
  const set = {
    ...{ name, description, clientApplication, authenticationMethod, dailyCredits, monthlyCredits },
    ...{ currentVersionId: versionId, updatedAt: now },
    ownerSubjectId: subjectFor(state.owner, row.ownerSubjectId, parts.people),
    sponsorSubjectId: subjectFor(state.sponsor, row.sponsorSubjectId, parts.people),
    businessUnitId: state.businessUnit?.id ?? null,
    allowedUsers: JSON.stringify(state.allowedUsers),
  };
  if (!(await parts.store.claim(manager, row, set))) throw staleRevision('agent');
  const frame = { id: versionId, tenantId, agentId: row.id, number: version.number + 1, createdAt: now, createdBySubjectId: write.author };
  const isKept = (grant: { userOid: string; tool: string }): boolean =>
    state.executeGrants.some(({ user, tool }) => user === grant.userOid && tool === grant.tool);
  const gone = agent.grants.filter((grant) => !isKept(grant)).map(({ id }) => id);
  await parts.store.removeGrants(manager, tenantId, gone);
  await parts.database.apply(manager, [...(needsVersion ? [versionWrite(frame, state.configuration)] : []), ...newGrants(parts, write)]);
};
