import type { FieldProblem } from '../../kernel/errors.ts';
import type { BusinessUnitSetting } from '../settings/index.ts';
import { toolLinkProblems, type LinkBounds } from '../tool-configs/index.ts';
import { grantKey, type AgentState, type Grant } from './agent-state.ts';

/** What a state is measured by. */
export interface StateBounds extends LinkBounds {
  readonly kind: 'assistant' | 'external';
  /** Object ids of the people of the tenant. */
  readonly people: ReadonlySet<string>;
  readonly units: ReadonlyMap<string, BusinessUnitSetting>;
}

const unknownPerson = 'Nobody with this id is known in your organisation.';

const allowedUserProblems = (before: AgentState, after: AgentState, known: ReadonlySet<string>): readonly FieldProblem[] =>
  after.allowedUsers.flatMap((oid, index) =>
    known.has(oid) || before.allowedUsers.includes(oid) ? [] : [{ field: `allowedUsers[${index}]`, message: unknownPerson }],
  );

const grantProblem = (grant: Grant, after: AgentState, bounds: StateBounds): string | null => {
  if (!bounds.people.has(grant.user)) return unknownPerson;
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

const identityProblems = (before: AgentState, after: AgentState, bounds: StateBounds): readonly FieldProblem[] => {
  const isUnknown = (oid: string, standing: string): boolean => oid !== standing && !bounds.people.has(oid);
  const isPanels = (field: 'clientApplication' | 'authenticationMethod'): boolean => bounds.kind === 'assistant' && before[field] !== after[field];
  const panels = 'An assistant is reached through the panel; only an external agent has this of its own.';
  return [
    ...(isUnknown(after.owner, before.owner) ? [{ field: 'ownerOid', message: unknownPerson, isUnknownId: true as const }] : []),
    ...(isUnknown(after.sponsor, before.sponsor) ? [{ field: 'sponsorOid', message: unknownPerson, isUnknownId: true as const }] : []),
    ...(after.businessUnit && !bounds.units.has(after.businessUnit.id)
      ? [{ field: 'businessUnitId', message: 'There is no such business unit.', isUnknownId: true as const }]
      : []),
    ...(isPanels('clientApplication') ? [{ field: 'clientApplication', message: panels }] : []),
    ...(isPanels('authenticationMethod') ? [{ field: 'authenticationMethod', message: panels }] : []),
  ];
};

/** What is wrong with a state that is to replace another, by field; empty where nothing is. */
export const stateProblems = (before: AgentState, after: AgentState, bounds: StateBounds): readonly FieldProblem[] => [
  ...toolLinkProblems(after.configuration.toolLinks, before.configuration.toolLinks, bounds),
  ...allowedUserProblems(before, after, bounds.people),
  ...grantProblems(before, after, bounds),
  ...identityProblems(before, after, bounds),
];
