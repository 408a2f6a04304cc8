import type { UpdateAgent } from '../../contracts/admin.ts';
import { agentAtOnce, type AgentAuthority, type AtOnce } from '../../domain/widening.ts';
import { changedFields, peopleValue, type FieldChange } from '../change-log/index.ts';
import type { AgentConfiguration, BusinessUnitSetting } from '../settings/index.ts';
import { linkChanges } from '../tool-configs/index.ts';
import type { StoredAgent } from './agent-store.ts';
import { configurationOf } from './agent-view.ts';
import type { Directory } from './people.ts';

/*
 * What can be changed of an agent, as values: the state before, a patch, the state after and what differs.
 * Nothing here reads or writes.
 */

/** One execute grant: this person may have this tool run without Confirm. */
export type Grant = AgentAuthority['executeGrants'][number];

/** Everything an admin can change of an agent but its lifecycle. People are object ids. */
export interface AgentState extends Omit<AgentAuthority, 'configuration'> {
  readonly configuration: AgentConfiguration;
}

/** How much of a wanted state gives the agent no more room than it has. */
export const stateAtOnce: AtOnce<AgentState> = agentAtOnce;

type Units = ReadonlyMap<string, BusinessUnitSetting>;

const unitOf = (id: string | null, units: Units): AgentState['businessUnit'] =>
  id === null ? null : { id, companies: units.get(id)?.companies ?? [] };

/** The state of an agent as it is stored. */
export const stateOf = (
  { row, version, grants }: StoredAgent,
  { people, units }: { readonly people: Directory; readonly units: Units },
): AgentState => ({
  name: row.name,
  description: row.description,
  owner: people.oidOf(row.ownerSubjectId) ?? '',
  sponsor: people.oidOf(row.sponsorSubjectId) ?? '',
  clientApplication: row.clientApplication,
  authenticationMethod: row.authenticationMethod,
  businessUnit: unitOf(row.businessUnitId, units),
  dailyCredits: row.dailyCredits,
  monthlyCredits: row.monthlyCredits,
  allowedUsers: JSON.parse(row.allowedUsers) as string[],
  executeGrants: grants.map(({ userOid, tool }) => ({ user: userOid, tool })),
  configuration: configurationOf(version),
});

/** What tells one grant from another. */
export const grantKey = ({ user, tool }: Grant): string => `${user} ${tool}`;

const withoutDoubles = (grants: readonly Grant[]): readonly Grant[] => [...new Map(grants.map((grant) => [grantKey(grant), grant])).values()];

/** A state with another configuration. Grants for a tool that is taken off go with it, so that linking it again later grants nothing. */
export const withConfiguration = (state: AgentState, configuration: AgentConfiguration): AgentState => ({
  ...state,
  configuration,
  executeGrants: state.executeGrants.filter(({ tool }) => configuration.toolLinks.some((link) => link.tool === tool)),
});

/** The state a patch asks for. */
export const patchedState = (before: AgentState, patch: UpdateAgent, units: Units): AgentState => {
  const old = before.configuration;
  const configuration: AgentConfiguration = {
    ...old,
    autonomy: patch.autonomy ?? old.autonomy,
    tier: patch.tier ?? old.tier,
    instructions: patch.instructions ?? old.instructions,
    suggestions: patch.suggestions ?? old.suggestions,
    toolLinks: patch.toolLinks ?? old.toolLinks,
  };
  return {
    ...withConfiguration(before, configuration),
    name: patch.name ?? before.name,
    description: patch.description ?? before.description,
    owner: patch.ownerOid ?? before.owner,
    sponsor: patch.sponsorOid ?? before.sponsor,
    clientApplication: patch.clientApplication ?? before.clientApplication,
    authenticationMethod: patch.authenticationMethod ?? before.authenticationMethod,
    businessUnit: patch.businessUnitId === undefined ? before.businessUnit : unitOf(patch.businessUnitId, units),
    dailyCredits: patch.dailyCredits === undefined ? before.dailyCredits : patch.dailyCredits,
    monthlyCredits: patch.monthlyCredits === undefined ? before.monthlyCredits : patch.monthlyCredits,
    allowedUsers: patch.allowedUsers ? [...new Set(patch.allowedUsers)] : before.allowedUsers,
    ...(patch.executeGrants ? { executeGrants: withoutDoubles(patch.executeGrants) } : {}),
  };
};

const configurationFields = ({ instructions, suggestions, tier, autonomy, template }: AgentConfiguration) => ({
  autonomy,
  tier,
  instructions,
  suggestions: [...suggestions],
  template: template === null ? null : { key: template.key, version: template.version },
});

/** What differs in what a version fixes; empty where no new version is needed. */
export const configurationChanges = (before: AgentConfiguration, after: AgentConfiguration): readonly FieldChange[] => [
  ...changedFields(configurationFields(before), configurationFields(after)),
  ...linkChanges(before.toolLinks, after.toolLinks),
];

type SubjectOf = Directory['subjectOf'];

const peopleChanges = (
  field: string,
  [before, after]: readonly [readonly string[], readonly string[]],
  subjectOf: SubjectOf,
): readonly FieldChange[] => changedFields({ [field]: peopleValue(before.map(subjectOf)) }, { [field]: peopleValue(after.map(subjectOf)) });

const holders = (state: AgentState, tool: string): readonly string[] =>
  state.executeGrants.filter((grant) => grant.tool === tool).map(({ user }) => user);

const plainFields = ({ businessUnit, ...state }: AgentState) => ({
  ...{ name: state.name, description: state.description },
  ...{ clientApplication: state.clientApplication, authenticationMethod: state.authenticationMethod },
  ...{ dailyCredits: state.dailyCredits, monthlyCredits: state.monthlyCredits },
  businessUnit: businessUnit?.id ?? null,
});

/** Everything that differs between two states; people by their random ids. */
export const stateChanges = (before: AgentState, after: AgentState, subjectOf: SubjectOf): readonly FieldChange[] => {
  const grantTools = new Set([...before.executeGrants, ...after.executeGrants].map(({ tool }) => tool));
  return [
    ...changedFields(plainFields(before), plainFields(after)),
    ...peopleChanges('owner', [[before.owner], [after.owner]], subjectOf),
    ...peopleChanges('sponsor', [[before.sponsor], [after.sponsor]], subjectOf),
    ...configurationChanges(before.configuration, after.configuration),
    ...peopleChanges('allowedUsers', [before.allowedUsers, after.allowedUsers], subjectOf),
    ...[...grantTools].flatMap((tool) => peopleChanges(`executeGrants/${tool}`, [holders(before, tool), holders(after, tool)], subjectOf)),
  ];
};
