import { SmartAgentDelegation } from '../../entities/index.ts';
import type { ActionAnswer } from '../../src/contracts/agent-actions.ts';
import { AgentActions, type AgentActionParts, type GivenAnswer } from '../../src/features/agent-actions/index.ts';
import { conversationTerms, termColumns, type DelegationTerms } from '../../src/features/delegations/delegation-terms.ts';
import type { ExternalAgent } from '../../src/features/external-agents/index.ts';
import { insert } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import type { ChatWorld } from '../support/chat-world.ts';

const at = '2026-01-01T00:00:00.000Z';

/** Gives a world's agent a delegation of the seeded person's; answers its id. */
export const delegateIn = async (world: ChatWorld, otherwise: Partial<DelegationTerms> = {}): Promise<string> => {
  const { tenantId, agentId, person, company } = world.seeded;
  const { subjects } = world.core.parts;
  const { id: subjectId, box } = await subjects.of(person);
  const id = randomIds.next();
  const row = {
    ...{ id, tenantId, agentId, delegatorSubjectId: subjectId, kind: 'standing', workflow: 'work', sealedSignIn: box.seal('sign-in') },
    ...{ responsibleSubjectId: null, revokers: '[]', reason: null, extendsId: null, validFrom: at, validTo: null, createdAt: at },
    ...{ revokedAt: null, revokedBySubjectId: null, revokeReason: null, untrustedFields: '[]', untrustedReadAt: null },
    ...termColumns({ ...conversationTerms(company.id), ...otherwise }),
  };
  await world.database.commit([insert(SmartAgentDelegation, row)]);
  return id;
};

/** A world's agent as it comes in from outside, under a delegation. */
export const outsideAgent = ({ seeded: { tenantId, agentId } }: ChatWorld, delegationId: string): ExternalAgent => ({
  ...{ tenantId, agentId, clientId: randomIds.next(), credentialId: null, delegationId },
  scopes: ['agent.read', 'agent.act'],
});

/** A world's agent as a customer's own software has it act: from outside, under a delegation. */
export class ActingAgent {
  readonly #actions: AgentActions;

  constructor(
    private readonly world: ChatWorld,
    private readonly delegationId: string,
  ) {
    const { settings, gateway, log, ids, programVersion } = world.core.parts;
    const parts: AgentActionParts = {
      ...world.core.outside,
      settings,
      gateway,
      log,
      ids,
      programVersion,
      companiesOf: async () => [world.seeded.company],
    };
    this.#actions = new AgentActions(parts);
  }

  /** Asks for an action. */
  async act(action: string, args: object, asking: Parameters<AgentActions['act']>[2] = {}): Promise<ActionAnswer> {
    return (await this.ask(action, args, asking)).answer;
  }

  /** Asks for an action, and is told whether the answer is an earlier one. */
  ask(action: string, args: object, asking: Parameters<AgentActions['act']>[2] = {}): Promise<GivenAnswer> {
    return this.#actions.act(outsideAgent(this.world, this.delegationId), { action, arguments: { ...args } }, asking);
  }
}
