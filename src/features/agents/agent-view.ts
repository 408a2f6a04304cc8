import { z } from 'zod';
import { agentViewSchema, type AgentView } from '../../contracts/admin.ts';
import type { Lifecycle } from '../../domain/agent-lifecycle.ts';
import type { SmartAgentVersion } from '../../../entities/index.ts';
import type { Row } from '../../kernel/database.ts';
import type { AgentConfiguration } from '../settings/index.ts';
import { linkOnTheWire } from '../tool-configs/index.ts';
import type { StoredAgent } from './agent-store.ts';

/** The configuration a version's row fixes. */
export const configurationOf = (row: Pick<Row<SmartAgentVersion>, 'configuration'>): AgentConfiguration =>
  JSON.parse(row.configuration) as AgentConfiguration;

const linksOf = ({ toolLinks }: AgentConfiguration): AgentView['toolLinks'] => toolLinks.map(linkOnTheWire);

/** An agent as the admin sees it. */
export const agentView = (
  { row, version, grants }: StoredAgent,
  known: Pick<AgentView, 'owner' | 'ownerOid' | 'sponsor' | 'sponsorOid' | 'templateName' | 'businessUnitName' | 'moves' | 'creditsUsed'>,
): AgentView => {
  const configuration = configurationOf(version);
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    kind: row.kind === 'external' ? 'external' : 'assistant',
    templateId: row.templateId,
    ...known,
    businessUnitId: row.businessUnitId,
    clientApplication: row.clientApplication,
    authenticationMethod: row.authenticationMethod,
    lifecycle: row.lifecycle as Lifecycle,
    autonomy: configuration.autonomy,
    tier: configuration.tier,
    instructions: configuration.instructions,
    suggestions: [...configuration.suggestions],
    toolLinks: linksOf(configuration),
    allowedUsers: JSON.parse(row.allowedUsers) as string[],
    executeGrants: grants
      .map(({ userOid, tool }) => ({ user: userOid, tool }))
      .sort((one, other) => `${one.user} ${one.tool}`.localeCompare(`${other.user} ${other.tool}`)),
    dailyCredits: row.dailyCredits,
    monthlyCredits: row.monthlyCredits,
    version: version.number,
    versionHash: version.hash,
    nameErased: version.salt === null,
    revision: row.revision,
  };
};

/** One version of an agent, as the admin sees it. */
export const agentVersionViewSchema = z.strictObject({
  id: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  isCurrent: z.boolean(),
  ...agentViewSchema.pick({ version: true, versionHash: true, nameErased: true }).shape,
  ...agentViewSchema.pick({ autonomy: true, tier: true, instructions: true, suggestions: true, toolLinks: true }).shape,
  template: z.strictObject({ key: z.string(), version: z.int() }).nullable(),
});
export type AgentVersionView = z.infer<typeof agentVersionViewSchema>;

/** A version from its row. */
export const agentVersionView = (
  row: Row<SmartAgentVersion>,
  known: { readonly createdBy: string; readonly isCurrent: boolean },
): AgentVersionView => {
  const configuration = configurationOf(row);
  return {
    id: row.id,
    version: row.number,
    versionHash: row.hash,
    nameErased: row.salt === null,
    createdAt: row.createdAt,
    ...known,
    autonomy: configuration.autonomy,
    tier: configuration.tier,
    instructions: configuration.instructions,
    suggestions: [...configuration.suggestions],
    toolLinks: linksOf(configuration),
    template: configuration.template,
  };
};
