import type { UpdateAgent } from '../../contracts/admin.ts';
import type { FieldProblem } from '../../kernel/errors.ts';
import { changedFields, peopleValue, type FieldChange } from '../change-log/index.ts';
import type { AgentConfiguration } from '../settings/index.ts';
import { linkChanges, toolLinkProblems, type LinkBounds } from '../tool-configs/index.ts';

/*
 * What can be changed of an agent, as values: the state before, a patch, the state after, what is wrong
 * with it and what differs. Nothing here reads or writes.
 */

/** One execute grant: this person may have this tool run without Confirm. */
export interface Grant {
  readonly user: string;
  readonly tool: string;
}

/** Everything an admin can change of an agent but its lifecycle. */
export interface AgentState {
  readonly name: string;
  readonly description: string;
  readonly allowedUsers: readonly string[];
  readonly executeGrants: readonly Grant[];
  readonly configuration: AgentConfiguration;
}

const grantKey = ({ user, tool }: Grant): string => `${user} ${tool}`;

const withoutDoubles = (grants: readonly Grant[]): readonly Grant[] => [...new Map(grants.map((grant) => [grantKey(grant), grant])).values()];

/** The state a patch asks for. Grants for a tool that is taken off go with it, so that linking it again later grants nothing. */
export const patchedState = (before: AgentState, patch: UpdateAgent): AgentState => {
  const old = before.configuration;
  const configuration: AgentConfiguration = {
    ...old,
    autonomy: patch.autonomy ?? old.autonomy,
    tier: patch.tier ?? old.tier,
    instructions: patch.instructions ?? old.instructions,
    suggestions: patch.suggestions ?? old.suggestions,
    toolLinks: patch.toolLinks ?? old.toolLinks,
  };
  const isLinked = ({ tool }: Grant): boolean => configuration.toolLinks.some((link) => link.tool === tool);
  return {
    name: patch.name ?? before.name,
    description: patch.description ?? before.description,
    allowedUsers: patch.allowedUsers ? [...new Set(patch.allowedUsers)] : before.allowedUsers,
    executeGrants: patch.executeGrants ? withoutDoubles(patch.executeGrants) : before.executeGrants.filter(isLinked),
    configuration,
  };
};

const allowedUserProblems = (before: AgentState, after: AgentState, known: ReadonlySet<string>): readonly FieldProblem[] =>
  after.allowedUsers.flatMap((oid, index) =>
    known.has(oid) || before.allowedUsers.includes(oid)
      ? []
      : [{ field: `allowedUsers[${index}]`, message: 'Nobody with this id is known in your organisation.' }],
  );

const grantProblem = (grant: Grant, after: AgentState, bounds: StateBounds): string | null => {
  if (!bounds.people.has(grant.user)) return 'Nobody with this id is known in your organisation.';
  if (!after.configuration.toolLinks.some(({ tool }) => tool === grant.tool)) return `The tool "${grant.tool}" is not linked to this agent.`;
  return bounds.tools.get(grant.tool)?.kind === 'write' ? null : `The tool "${grant.tool}" does not write, so it never asks.`;
};

const grantProblems = (before: AgentState, after: AgentState, bounds: StateBounds): readonly FieldProblem[] => {
  const standing = new Set(before.executeGrants.map(grantKey));
  return after.executeGrants.flatMap((grant, index) => {
    const message =
      standing.has(grantKey(grant)) && after.configuration.toolLinks.some(({ tool }) => tool === grant.tool)
        ? null
        : grantProblem(grant, after, bounds);
    return message === null ? [] : [{ field: `executeGrants[${index}]`, message }];
  });
};

/** What a state is measured by. */
export interface StateBounds extends LinkBounds {
  /** Object ids of the people of the tenant. */
  readonly people: ReadonlySet<string>;
}

/** What is wrong with a state that is to replace another, by field; empty where nothing is. */
export const stateProblems = (before: AgentState, after: AgentState, bounds: StateBounds): readonly FieldProblem[] => [
  ...toolLinkProblems(after.configuration.toolLinks, before.configuration.toolLinks, bounds),
  ...allowedUserProblems(before, after, bounds.people),
  ...grantProblems(before, after, bounds),
];

const configurationFields = ({ instructions, suggestions, tier, autonomy }: AgentConfiguration) => ({
  autonomy,
  tier,
  instructions,
  suggestions: [...suggestions],
});

/** What differs in what a version fixes; empty where no new version is needed. */
export const configurationChanges = (before: AgentConfiguration, after: AgentConfiguration): readonly FieldChange[] => [
  ...changedFields(configurationFields(before), configurationFields(after)),
  ...linkChanges(before.toolLinks, after.toolLinks),
];

const peopleChanges = (
  field: string,
  [before, after]: readonly [readonly string[], readonly string[]],
  subjectOf: (oid: string) => string,
): readonly FieldChange[] => changedFields({ [field]: peopleValue(before.map(subjectOf)) }, { [field]: peopleValue(after.map(subjectOf)) });

const holders = (state: AgentState, tool: string): readonly string[] =>
  state.executeGrants.filter((grant) => grant.tool === tool).map(({ user }) => user);

/** Everything that differs between two states; people by their random ids. */
export const stateChanges = (before: AgentState, after: AgentState, subjectOf: (oid: string) => string): readonly FieldChange[] => {
  const grantTools = new Set([...before.executeGrants, ...after.executeGrants].map(({ tool }) => tool));
  return [
    ...changedFields({ name: before.name, description: before.description }, { name: after.name, description: after.description }),
    ...configurationChanges(before.configuration, after.configuration),
    ...peopleChanges('allowedUsers', [before.allowedUsers, after.allowedUsers], subjectOf),
    ...[...grantTools].flatMap((tool) => peopleChanges(`executeGrants/${tool}`, [holders(before, tool), holders(after, tool)], subjectOf)),
  ];
};
