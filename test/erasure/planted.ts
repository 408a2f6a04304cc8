import {
  SmartAgent,
  SmartAgentBusinessUnit,
  SmartAgentDelegation,
  SmartAgentLogReader,
  SmartAgentPendingChange,
  SmartAgentPolicy,
  SmartAgentUserFile,
  SmartAgentVersion,
} from '../../entities/index.ts';
import { createIdentityProviderStore } from '../../src/adapters/database/identity-provider-store.ts';
import { createWebSessionStore } from '../../src/adapters/database/web-session-store.ts';
import { createPdfRenderer } from '../../src/adapters/pdf/index.ts';
import { SettingChanges } from '../../src/features/change-log/index.ts';
import { versionWrite } from '../../src/features/agents/agent-rows.ts';
import { bumpRevision, type AgentConfiguration } from '../../src/features/settings/index.ts';
import { asSubject, newServiceWrite } from '../../src/features/service-principals/service-rows.ts';
import { createOutbox, DraftStore } from '../../src/features/outbox/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { insert, update } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { secrets, type ChatWorld } from '../support/chat-world.ts';

/** A text that names a person in every way. */
export type Naming = (what: string) => string;

const later = new Date(Date.now() + 3_600_000);

/** Her sign-in: a web session with tokens, and what the embedded identity provider keeps. */
const signedIn = async ({ database, seeded }: ChatWorld, says: Naming): Promise<void> => {
  const { tokenBox, providerBox } = secrets();
  const { person } = seeded;
  const sealed = tokenBox.seal(JSON.stringify({ user: { ...person, userName: says('user') } }));
  const sessions = createWebSessionStore(database);
  await sessions.set({ id: 'web-session', sealedData: sealed, sealedTokens: sealed, createdAt: new Date(), expiresAt: later });
  await sessions.saveTokenCache('web-session', sealed);
  const payload = providerBox.seal(JSON.stringify({ accountId: person.oid, claims: { ...person, userName: says('claims') } }));
  await createIdentityProviderStore(database).upsert({
    ...{ model: 'Session', id: 'provider-session', payload, grantId: null, userCode: null, uid: null, expiresAt: later },
  });
};

/** A draft of hers to herself, and a file that bears her name. */
const drafted = async ({ database, seeded, core }: ChatWorld, says: Naming): Promise<void> => {
  const { tenantId, agentId, person } = seeded;
  const subject = await core.parts.subjects.of(person);
  const outbox = createOutbox({
    store: new DraftStore(database),
    renderer: createPdfRenderer(),
    clock: systemClock,
    ids: randomIds,
    hashKey: core.hashKey,
  });
  const mine = outbox({ tenantId, subject, companyId: 'c', executionId: randomIds.next(), agentId });
  const { emailDraftId } = await mine.createDraft({ to: person.email, subject: says('subject'), body: says('body'), attachments: [] }, 'effect');
  const file = {
    id: randomIds.next(),
    tenantId,
    subjectId: subject.id,
    emailDraftId,
    fileName: says('file').slice(0, 200),
    contentType: 'text/plain',
  };
  await database.commit([
    insert(SmartAgentUserFile, {
      ...{ ...file, bytes: 1, sha256: '0'.repeat(64), sealedContent: subject.box.seal(says('content')), createdAt: '2026-01-01T00:00:00.000Z' },
    }),
  ]);
};

/** A service that acts and is hers. */
const served = async ({ database, seeded, core }: ChatWorld, says: Naming): Promise<void> => {
  const { tenantId, person } = seeded;
  const owner = { subjectId: (await core.parts.subjects.of(person)).id, oid: person.oid };
  const service = { id: randomIds.next(), tenantId, name: says('service').slice(0, 80) };
  const { id: subjectId } = await core.parts.subjects.of(asSubject(service));
  const row = { ...service, subjectId, clientId: 'client', state: 'active', owner, secret: 'secret', now: '2026-01-01T00:00:00.000Z' };
  await database.commit([newServiceWrite(row, secrets().tokenBox)]);
};

/** Somebody of the same organisation, who is not erased. */
export const colleague = { oid: 'paul-oid', displayName: 'Paul Weber', email: 'paul@example.test' };

/** The agent's instructions and suggestions name her, in the version that it has from now on. */
const instructed = async ({ database, seeded }: ChatWorld, says: Naming): Promise<void> => {
  const { tenantId, agentId, versionId } = seeded;
  const before = await database.reader.findOneByOrFail(SmartAgentVersion, { id: versionId });
  const configuration = JSON.parse(before.configuration) as AgentConfiguration;
  const frame = { id: randomIds.next(), tenantId, agentId, number: 2, createdAt: before.createdAt, createdBySubjectId: agentId };
  const said = { ...configuration, instructions: says('Instructions'), suggestions: [says('Suggestion')] };
  await database.transaction(async (manager) => {
    await database.apply(manager, [versionWrite(frame, said), update(SmartAgent, { id: agentId }, { currentVersionId: frame.id })]);
    await bumpRevision(manager, tenantId);
  });
};

/** Names a person wherever a text can: in her sign-in, her drafts, settings, reasons, waiting changes and the change log. */
export const plantNames = async (world: ChatWorld, says: Naming): Promise<void> => {
  const { database, seeded, core } = world;
  const { tenantId, agentId, person } = seeded;
  await signedIn(world, says);
  await drafted(world, says);
  await served(world, says);
  await instructed(world, says);
  const her = (await core.parts.subjects.of(person)).id;
  const id = (): string => randomIds.next();
  const at = '2026-01-01T00:00:00.000Z';
  await database.commit([
    update(
      SmartAgent,
      { id: agentId },
      { description: says('agent'), allowedUsers: JSON.stringify([person.oid, colleague.oid]), ownerSubjectId: her },
    ),
    insert(SmartAgentDelegation, {
      ...{ id: id(), tenantId, agentId, delegatorSubjectId: id(), kind: 'standing', workflow: says('flow').slice(0, 120), actions: '["*"]' },
      ...{ companies: '[]', recordFilters: JSON.stringify({ customers: says('filter') }), limits: '[]', approvalRules: '[]' },
      ...{ responsibleSubjectId: her, revokers: '[]', reason: says('reason'), extendsId: null, sealedSignIn: null, untrustedFields: '[]' },
      ...{
        untrustedReadAt: null,
        validFrom: at,
        validTo: null,
        revokedAt: at,
        revokedBySubjectId: her,
        revokeReason: says('revoked'),
        createdAt: at,
      },
    }),
    insert(SmartAgentBusinessUnit, { id: id(), tenantId, name: says('unit').slice(0, 80), companies: '[]', revision: 1, updatedAt: at }),
    insert(SmartAgentPolicy, {
      id: id(),
      tenantId,
      name: 'Policy',
      enabled: false,
      rule: JSON.stringify({ note: says('rule') }),
      revision: 1,
      updatedAt: at,
    }),
    insert(SmartAgentLogReader, {
      ...{ id: id(), tenantId, name: says('reader').slice(0, 120), clientApplication: null, createdAt: at, createdBySubjectId: her },
      ...{ endedAt: at, endedBySubjectId: her },
    }),
    insert(SmartAgentPendingChange, {
      ...{ id: id(), tenantId, entity: 'agent', entityId: agentId, entityName: says('waiting').slice(0, 120), changes: '[]' },
      ...{ request: JSON.stringify({ description: says('request') }), askedBySubjectId: her, askedAt: at, status: 'rejected' },
      ...{ decidedBySubjectId: her, decidedAt: at, reason: says('rejected') },
    }),
  ]);
  const changes = new SettingChanges({ database, clock: systemClock, ids: randomIds });
  await changes.note(
    { tenantId, subject: { id: her } },
    {
      thing: { entity: 'agent', id: agentId, name: says('name') },
      changes: [{ field: 'description', before: says('before'), after: says('after') }],
    },
  );
};
