import { randomBytes } from 'node:crypto';
import { SmartAgent, SmartAgentVersion } from '../../../entities/index.ts';
import { canonicalJson, sha256, type Json } from '../../kernel/canonical-json.ts';
import { insert, type Row, type Write } from '../../kernel/database.ts';
import type { AgentConfiguration } from '../settings/index.ts';

/** Where a new version belongs, and who made it. */
export type VersionFrame = Pick<Row<SmartAgentVersion>, 'id' | 'tenantId' | 'agentId' | 'number' | 'createdAt' | 'createdBySubjectId'>;

/** The write of a version: its configuration as canonical JSON, with the SHA-256 of a new salt and that. */
export const versionWrite = (frame: VersionFrame, configuration: AgentConfiguration): Write => {
  const text = canonicalJson(configuration as unknown as Json);
  const salt = randomBytes(32).toString('base64url');
  return insert(SmartAgentVersion, { ...frame, configuration: text, salt, hash: sha256(salt + text) });
};

/** What an assistant is, which the panel speaks for. */
export const assistant = {
  kind: 'assistant',
  clientApplication: 'Smart Agents panel',
  authenticationMethod: 'OpenID Connect, on behalf of the user',
} as const;

/** What a new agent is given; who owns it has registered it. */
export type NewAgent = Pick<
  Row<SmartAgent>,
  | ('id' | 'tenantId' | 'name' | 'description' | 'templateId' | 'businessUnitId' | 'lifecycle')
  | ('kind' | 'clientApplication' | 'authenticationMethod' | 'ownerSubjectId' | 'sponsorSubjectId')
> & {
  readonly versionId: string;
  readonly configuration: AgentConfiguration;
  readonly allowedUsers: readonly string[];
  readonly now: string;
};

/** The writes of a new agent and its first version. */
export const newAgentWrites = ({ versionId, configuration, allowedUsers, now, ...agent }: NewAgent): readonly Write[] => [
  versionWrite(
    { id: versionId, tenantId: agent.tenantId, agentId: agent.id, number: 1, createdAt: now, createdBySubjectId: agent.ownerSubjectId },
    configuration,
  ),
  insert(SmartAgent, {
    ...agent,
    registeredBySubjectId: agent.ownerSubjectId,
    movedBySubjectId: agent.ownerSubjectId,
    currentVersionId: versionId,
    allowedUsers: JSON.stringify(allowedUsers),
    dailyCredits: null,
    monthlyCredits: null,
    revision: 1,
    createdAt: now,
    updatedAt: now,
  }),
];
