import { SmartAgentDelegation } from '../../entities/index.ts';
import type { ExternalAgent } from '../../src/features/external-agents/index.ts';
import { conversationTerms, termColumns } from '../../src/features/delegations/delegation-terms.ts';
import { insert } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import type { ChatWorld } from './chat-world.ts';

const at = '2026-01-01T00:00:00.000Z';

/** An external agent with a delegation that the seeded person gave it: everything in her company. */
export const delegateOutside = async (world: ChatWorld): Promise<ExternalAgent> => {
  const { tenantId, agentId, person, company } = world.seeded;
  const { subjects } = world.core.parts;
  const { id: subjectId } = await subjects.of(person);
  const sealedSignIn = (await subjects.box(subjectId))?.seal('sign-in') ?? null;
  const delegationId = randomIds.next();
  const row = {
    ...{ id: delegationId, tenantId, agentId, delegatorSubjectId: subjectId, kind: 'standing', workflow: 'work', sealedSignIn },
    ...{ responsibleSubjectId: null, revokers: '[]', reason: null, extendsId: null, validFrom: at, validTo: null, createdAt: at },
    ...{ revokedAt: null, revokedBySubjectId: null, revokeReason: null, untrustedFields: '[]', untrustedReadAt: null },
    ...termColumns(conversationTerms(company.id)),
  };
  await world.database.commit([insert(SmartAgentDelegation, row)]);
  return { tenantId, agentId, clientId: randomIds.next(), credentialId: null, delegationId, scopes: ['agent.read', 'agent.act'] };
};
