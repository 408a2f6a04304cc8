import { IsNull, type EntityManager } from 'typeorm';
import {
  SmartAgent,
  SmartAgentApproval,
  SmartAgentDataSubject,
  SmartAgentDelegation,
  SmartAgentEmailDraft,
  SmartAgentEmailLog,
  SmartAgentErasure,
  SmartAgentExecuteGrant,
  SmartAgentMessage,
  SmartAgentPanelEvent,
  SmartAgentServicePrincipal,
  SmartAgentSession,
  SmartAgentTurn,
  SmartAgentUserFile,
} from '../../../entities/index.ts';
import type { ErasureStep } from '../../domain/erasure.ts';
import type { SettingChange } from '../change-log/index.ts';
import { bumpRevision } from '../settings/index.ts';
import type { Person } from '../subjects/index.ts';
import { countsOf, type Counts } from './counts.ts';

/** Who is erased, in the transaction at hand. */
export interface Erased {
  readonly tenantId: string;
  readonly subjectId: string;
  /** Null once her key is gone. */
  readonly person: Person | null;
  readonly now: string;
  /** The hash under which the email log finds an address. */
  readonly addresseeHash: (email: string) => string;
  /** Writes a setting's change down, as made by whoever asked for the erasure. */
  readonly changed: (manager: EntityManager, change: SettingChange) => Promise<void>;
}

/** Rows deleted or changed by a piece of a step, and whether that was the last. */
interface StepPiece {
  readonly counts: Counts;
  readonly isLast: boolean;
}

type Step = (manager: EntityManager, erased: Erased) => Promise<StepPiece>;

/** The one piece of a step that has no more. */
const whole = (counts: Readonly<Record<string, number | null | undefined>>): StepPiece => ({ counts: countsOf(counts), isLast: true });

/** Conversations that go in one transaction. */
const batchSize = 20;

/** Nobody acts by a service that nobody answers for. */
const suspendServices = async (manager: EntityManager, { tenantId, subjectId, now, changed }: Erased): Promise<number> => {
  const active = await manager.findBy(SmartAgentServicePrincipal, { tenantId, ownerSubjectId: subjectId, state: 'active' });
  for (const { id, name } of active) {
    const set = { state: 'suspended', updatedAt: now, revision: () => '"revision" + 1' };
    await manager.update(SmartAgentServicePrincipal, { id, tenantId }, set);
    const changes = [{ field: 'state', before: 'active', after: 'suspended' }];
    await changed(manager, { thing: { entity: 'servicePrincipal', id, name }, changes });
  }
  return active.length;
};

const access: Step = async (manager, erased) => {
  const { tenantId, subjectId, person, now } = erased;
  const revoked = await manager.update(
    SmartAgentDelegation,
    { tenantId, delegatorSubjectId: subjectId, revokedAt: IsNull() },
    { revokedAt: now, revokedBySubjectId: subjectId, revokeReason: 'Whoever gave it was erased.' },
  );
  await manager.update(SmartAgentDelegation, { tenantId, delegatorSubjectId: subjectId }, { sealedSignIn: null, reason: null });
  const grants = person && (await manager.delete(SmartAgentExecuteGrant, { tenantId, userOid: person.oid }));
  let agents = 0;
  for (const { id, allowedUsers } of person ? await manager.findBy(SmartAgent, { tenantId }) : []) {
    const users = JSON.parse(allowedUsers) as string[];
    const others = users.filter((oid) => oid !== person?.oid);
    if (others.length === users.length) continue;
    await manager.update(SmartAgent, { id }, { allowedUsers: JSON.stringify(others) });
    agents += 1;
  }
  const services = await suspendServices(manager, erased);
  await bumpRevision(manager, tenantId);
  return whole({
    SmartAgentServicePrincipal: services,
    SmartAgentDelegation: revoked.affected,
    SmartAgentExecuteGrant: grants?.affected,
    SmartAgent: agents,
  });
};

const conversations: Step = async (manager, { tenantId, subjectId }) => {
  const counts = { SmartAgentMessage: 0, SmartAgentPanelEvent: 0, SmartAgentTurn: 0, SmartAgentSession: 0 };
  const where = { tenantId, subjectId };
  const sessions = await manager.find(SmartAgentSession, { select: { id: true }, where, order: { id: 'ASC' }, take: batchSize });
  for (const { id: sessionId } of sessions) {
    counts.SmartAgentMessage += (await manager.delete(SmartAgentMessage, { sessionId })).affected ?? 0;
    counts.SmartAgentPanelEvent += (await manager.delete(SmartAgentPanelEvent, { sessionId })).affected ?? 0;
    counts.SmartAgentTurn += (await manager.delete(SmartAgentTurn, { sessionId })).affected ?? 0;
    counts.SmartAgentSession += (await manager.delete(SmartAgentSession, { id: sessionId })).affected ?? 0;
  }
  return { counts: countsOf(counts), isLast: sessions.length < batchSize };
};

/** The email log keeps that there were messages, to nobody. */
const outbox: Step = async (manager, { tenantId, subjectId, person, addresseeHash }) => {
  const files = await manager.delete(SmartAgentUserFile, { tenantId, subjectId });
  const drafts = await manager.delete(SmartAgentEmailDraft, { tenantId, subjectId });
  const nobody = { sealedAddressee: null, addresseeHash: null };
  const hers = await manager.update(SmartAgentEmailLog, { tenantId, subjectId }, nobody);
  const toHer = person && (await manager.update(SmartAgentEmailLog, { tenantId, addresseeHash: addresseeHash(person.email) }, nobody));
  const emails = (hers.affected ?? 0) + (toHer?.affected ?? 0);
  return whole({ SmartAgentUserFile: files.affected, SmartAgentEmailDraft: drafts.affected, SmartAgentEmailLog: emails });
};

/** An effect of which nobody knows whether it was made stays to be settled, without its content. */
const proposals: Step = async (manager, { tenantId, subjectId }) => {
  const { affected } = await manager.update(
    SmartAgentApproval,
    { tenantId, requesterSubjectId: subjectId },
    { sealedPayload: null, sealedPreview: '', sealedReason: null, sealedResult: null },
  );
  return whole({ SmartAgentApproval: affected });
};

const key: Step = async (manager, { tenantId, subjectId, now }) => {
  const gone = { lookup: subjectId, sealedKey: null, sealedProfile: null, adminSeenAt: null, erasedAt: now };
  const { affected } = await manager.update(SmartAgentDataSubject, { id: subjectId, tenantId }, gone);
  await manager.update(SmartAgentErasure, { subjectId }, { sealedAliases: null });
  return whole({ SmartAgentDataSubject: affected });
};

/** What the steps do that are transactions, one or several, each with its count. The others have their own way. */
export const databaseSteps: Readonly<Partial<Record<ErasureStep, Step>>> = { access, conversations, outbox, proposals, key };
