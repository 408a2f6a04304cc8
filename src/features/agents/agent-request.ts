import { updateAgentSchema, type UpdateAgent } from '../../contracts/admin.ts';
import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import type { AgentState } from './agent-state.ts';
import type { Directory } from './people.ts';

/*
 * A change of an agent that waits is kept as the patch that asks for it, people by their random ids, so that
 * an erasure reaches it. Only what can widen is in it; everything else took effect when it was asked for.
 */

type Widenable = Pick<
  UpdateAgent,
  'autonomy' | 'toolLinks' | 'businessUnitId' | 'dailyCredits' | 'monthlyCredits' | 'allowedUsers' | 'executeGrants'
>;

const asked = (state: AgentState): Required<Widenable> => ({
  autonomy: state.configuration.autonomy,
  toolLinks: state.configuration.toolLinks.map((link) => ({ ...link, allowedOperations: [...link.allowedOperations] })),
  businessUnitId: state.businessUnit?.id ?? null,
  dailyCredits: state.dailyCredits,
  monthlyCredits: state.monthlyCredits,
  allowedUsers: [...state.allowedUsers],
  executeGrants: state.executeGrants.map((grant) => ({ ...grant })),
});

const withPeople = (patch: UpdateAgent, map: (person: string) => string): UpdateAgent => ({
  ...patch,
  ...(patch.allowedUsers ? { allowedUsers: patch.allowedUsers.map(map) } : {}),
  ...(patch.executeGrants ? { executeGrants: patch.executeGrants.map(({ user, tool }) => ({ user: map(user), tool })) } : {}),
});

/** The patch that leads from one state to the other, as it is kept. */
export const agentRequest = (from: AgentState, to: AgentState, people: Directory): Json => {
  const [before, after] = [asked(from), asked(to)];
  const differs = (field: keyof Widenable): boolean => canonicalJson(before[field]) !== canonicalJson(after[field]);
  const patch = Object.fromEntries((Object.keys(after) as (keyof Widenable)[]).filter(differs).map((field) => [field, after[field]])) as UpdateAgent;
  return withPeople(patch, people.subjectOf);
};

/** A kept patch as it was asked for. Somebody who was erased since stays unknown in it, and is refused like anybody unknown. */
export const patchOfRequest = (request: unknown, people: Directory): UpdateAgent =>
  withPeople(updateAgentSchema.parse(request), (subjectId) => people.oidOf(subjectId) ?? subjectId);
