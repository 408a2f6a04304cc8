import { In, IsNull, type EntityManager } from 'typeorm';
import {
  SmartAgent,
  SmartAgentApproval,
  SmartAgentDataSubject,
  SmartAgentDelegation,
  SmartAgentEmailDraft,
  SmartAgentEmailLog,
  SmartAgentExecuteGrant,
  SmartAgentMessage,
  SmartAgentPanelEvent,
  SmartAgentSession,
  SmartAgentTurn,
  SmartAgentUserFile,
} from '../../../entities/index.ts';
import { erasedMark, namesOf, type ErasureStep } from '../../domain/erasure.ts';
import { bumpRevision } from '../settings/index.ts';
import type { Person } from '../subjects/index.ts';
import { countsOf, type Counts } from './counts.ts';
import { takeNamesOut } from './free-text.ts';

/** Who is erased, in the transaction at hand. */
export interface Erased {
  readonly tenantId: string;
  readonly subjectId: string;
  /** Null once her key is gone. */
  readonly person: Person | null;
  readonly now: string;
  /** The hash under which the email log finds an address. */
  readonly addresseeHash: (email: string) => string;
}

/** What a step did; `remaining` from the one that looks for names. */
export interface StepResult {
  readonly counts: Counts;
  readonly remaining?: Counts;
}

const access = async (manager: EntityManager, { tenantId, subjectId, person, now }: Erased): Promise<StepResult> => {
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
  await bumpRevision(manager, tenantId);
  return { counts: countsOf({ SmartAgentDelegation: revoked.affected, SmartAgentExecuteGrant: grants?.affected, SmartAgent: agents }) };
};

const conversations = async (manager: EntityManager, { tenantId, subjectId }: Erased): Promise<StepResult> => {
  const counts = { SmartAgentMessage: 0, SmartAgentPanelEvent: 0, SmartAgentTurn: 0, SmartAgentSession: 0 };
  for (const { id: sessionId } of await manager.find(SmartAgentSession, { select: { id: true }, where: { tenantId, subjectId } })) {
    counts.SmartAgentMessage += (await manager.delete(SmartAgentMessage, { sessionId })).affected ?? 0;
    counts.SmartAgentPanelEvent += (await manager.delete(SmartAgentPanelEvent, { sessionId })).affected ?? 0;
    counts.SmartAgentTurn += (await manager.delete(SmartAgentTurn, { sessionId })).affected ?? 0;
    counts.SmartAgentSession += (await manager.delete(SmartAgentSession, { id: sessionId })).affected ?? 0;
  }
  return { counts: countsOf(counts) };
};

/** The email log keeps that there were messages, to nobody. */
const outbox = async (manager: EntityManager, { tenantId, subjectId, person, addresseeHash }: Erased): Promise<StepResult> => {
  const files = await manager.delete(SmartAgentUserFile, { tenantId, subjectId });
  const drafts = await manager.delete(SmartAgentEmailDraft, { tenantId, subjectId });
  const nobody = { sealedAddressee: null, addresseeHash: null };
  const hers = await manager.update(SmartAgentEmailLog, { tenantId, subjectId }, nobody);
  const toHer = person && (await manager.update(SmartAgentEmailLog, { tenantId, addresseeHash: addresseeHash(person.email) }, nobody));
  const emails = (hers.affected ?? 0) + (toHer?.affected ?? 0);
  return { counts: countsOf({ SmartAgentUserFile: files.affected, SmartAgentEmailDraft: drafts.affected, SmartAgentEmailLog: emails }) };
};

/** What waits is withdrawn; an effect of which nobody knows whether it was made stays to be settled, without its content. */
const proposals = async (manager: EntityManager, { tenantId, subjectId, now }: Erased): Promise<StepResult> => {
  await manager.update(
    SmartAgentApproval,
    { tenantId, requesterSubjectId: subjectId, state: In(['pending']) },
    { state: 'withdrawn', decidedAt: now, untold: false },
  );
  const { affected } = await manager.update(
    SmartAgentApproval,
    { tenantId, requesterSubjectId: subjectId },
    { sealedPayload: null, sealedPreview: '', sealedReason: null, sealedResult: null },
  );
  return { counts: countsOf({ SmartAgentApproval: affected }) };
};

const texts = async (manager: EntityManager, { tenantId, person }: Erased): Promise<StepResult> => {
  if (person === null) return { counts: {} };
  const { changed, remaining } = await takeNamesOut(
    manager,
    tenantId,
    namesOf(person).filter((name) => name !== erasedMark),
  );
  return { counts: changed, remaining };
};

const key = async (manager: EntityManager, { tenantId, subjectId, now }: Erased): Promise<StepResult> => {
  const gone = { lookup: subjectId, sealedKey: null, sealedProfile: null, adminSeenAt: null, erasedAt: now };
  const { affected } = await manager.update(SmartAgentDataSubject, { id: subjectId, tenantId }, gone);
  return { counts: countsOf({ SmartAgentDataSubject: affected }) };
};

/** What each step does in the database; the files have their own way. */
export const databaseSteps: Readonly<Record<Exclude<ErasureStep, 'files'>, (manager: EntityManager, erased: Erased) => Promise<StepResult>>> = {
  access,
  conversations,
  outbox,
  proposals,
  texts,
  key,
};
