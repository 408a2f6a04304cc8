import { join } from 'node:path';
import { expect } from 'chai';
import { pino } from 'pino';
import {
  SmartAgentApproval,
  SmartAgentApprovalDecision,
  SmartAgentChangeLog,
  SmartAgentDataSubject,
  SmartAgentErasure,
  SmartAgentExecution,
  SmartAgentServicePrincipal,
  SmartAgentToolCallLog,
  SmartAgentVersion,
} from '../../entities/index.ts';
import { openRawReader } from '../../src/adapters/database/raw-reader.ts';
import { createHeadFile } from '../../src/adapters/files/head-file.ts';
import { LogRows } from '../../src/audit-verify/log-rows.ts';
import { LogVerification } from '../../src/audit-verify/verify-log.ts';
import type { ErasureView } from '../../src/contracts/erasures.ts';
import { AgentStore } from '../../src/features/agents/agent-store.ts';
import { AgentVersions } from '../../src/features/agents/agent-versions.ts';
import { SettingChanges } from '../../src/features/change-log/index.ts';
import type { Caller } from '../../src/features/chat/index.ts';
import { ErasureRequests } from '../../src/features/erasure/index.ts';
import { ExecutionStore } from '../../src/features/executions/execution-store.ts';
import { tellAuthority } from '../../src/features/executions/tell-execution.ts';
import type { PortFactory } from '../../src/features/gateway/index.ts';
import { LegalHolds } from '../../src/features/legal-holds/index.ts';
import { GuardedChanges } from '../../src/features/pending-changes/index.ts';
import { ServicePrincipals } from '../../src/features/service-principals/index.ts';
import type { AgentConfiguration } from '../../src/features/settings/index.ts';
import { Admins } from '../../src/features/subjects/index.ts';
import { sha256 } from '../../src/kernel/canonical-json.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { failure } from '../database/contract-host.ts';
import { ChatWorld, headKey, secrets } from '../support/chat-world.ts';
import { refusingWriter } from '../support/refusing-writer.ts';
import { thenSay } from '../support/scripted-model.ts';
import { memoryErp } from '../tools/memory-erp.ts';
import { sampleCompany } from '../tools/sample-company.ts';
import { filesOf, found } from './kept-bytes.ts';
import { colleague, plantNames } from './planted.ts';

const ports = (): PortFactory => {
  const reader = memoryErp(sampleCompany());
  return {
    reader: () => reader,
    effects: () => ({ erp: refusingWriter, outbox: { createDraft: () => Promise.resolve({ emailDraftId: 'draft' }) } }),
    reconciling: () => ({ erp: reader, outbox: { findDraft: () => Promise.resolve(null) } }),
  };
};

const userName = 'CREYES01';

describe('a person’s erasure', () => {
  let world: ChatWorld;
  let subjectId: string;
  let holdId: string;
  let requests: ErasureRequests;
  let holds: LegalHolds;
  let services: ServicePrincipals;
  let planted = '';
  let logged = '';
  let theirs: { readonly caller: Caller; readonly sessionId: string };
  let actor: { readonly tenantId: string; readonly subject: { readonly id: string } };
  /** The id, which is another one in each run, stands first: where a column ends, a text is cut in the same place each time. */
  const says = (what: string): string => {
    const { displayName, email, oid } = world.seeded.person;
    return `${what}: ${oid}; REYES, Clara; ${displayName} <${email}, Clara@Example.test> (${userName})`;
  };

  before(async () => {
    const logger = pino({ level: 'trace' }, { write: (line: string) => void (logged += line) });
    const draft = { name: 'draft_email', args: { customerNumber: 'C-2' } };
    const script = thenSay({ calls: [{ name: 'read_customer', args: { search: 'Clara Reyes' } }, draft, draft] }, { text: 'Done, Clara Reyes.' });
    const witnessIn = (folder: string) => createHeadFile(join(folder, 'log-heads.ndjson'));
    world = await ChatWorld.open({ script, ports: ports(), logger, witnessIn });
    const { database, core, seeded } = world;
    const { subjects } = core.parts;
    actor = { tenantId: seeded.tenantId, subject: { id: randomIds.next() } };
    const changes = new SettingChanges({ ...core.parts, database });
    const shared = { ...core.parts, database, changes, admins: new Admins({ ...core.parts, database }) };
    const guard = new GuardedChanges(shared);
    holds = new LegalHolds({ ...shared, guard, onLifted: () => core.erasures.wake() });
    services = new ServicePrincipals({ ...shared, guard, serviceBox: secrets().tokenBox });
    requests = new ErasureRequests({ ...shared, guard, holds, onRequested: () => core.erasures.wake() });

    await world.say(await world.session(), says('I am'));
    subjectId = (await subjects.of(seeded.person)).id;
    await plantNames(world, says);
    const caller = { ...world.caller, person: { ...colleague, tid: seeded.tenantId } };
    planted = (await database.reader.findOneByOrFail(SmartAgentVersion, { agentId: seeded.agentId, number: 2 })).hash;
    theirs = { caller, sessionId: await world.session(caller) };
    expect(await instructionsTold()).to.include(seeded.person.displayName);
    const [first] = await database.reader.findBy(SmartAgentApproval, { state: 'pending' });
    await core.deciding.decide(world.caller, { approvalId: first?.id ?? '', version: 1, decision: 'reject', reason: says('no') });
    holdId = (await holds.set(actor, { kind: 'user', personOid: seeded.person.oid, reason: says('A claim of') })).id;
    // The witness has its file from the first head on.
    await core.sequencer.drain();
  });
  after(() => world.close());

  /** What the model is told in the colleague's conversation. */
  const instructionsTold = async (): Promise<string> => {
    world.model.script = () => ({ text: 'Gladly.' });
    await world.say(theirs.sessionId, 'Go on.', theirs.caller);
    return JSON.stringify(world.model.requests.at(-1)?.messages[0]);
  };
  const erasure = (): Promise<ErasureView> => requests.get(actor.tenantId, subjectId);
  const hers = (): readonly string[] => {
    const { displayName, email, oid } = world.seeded.person;
    return [displayName, email, oid, 'REYES, Clara', 'Clara@Example.test', userName];
  };

  it('is deferred while a legal hold covers anything of hers, names it, and deletes nothing', async () => {
    await requests.request(actor, { personOid: world.seeded.person.oid, alsoKnownAs: [userName], reason: says('Asked for by') });
    await world.core.erasures.work();
    const { deferredBy, ...deferred } = await erasure();
    expect(deferred).to.deep.include({ state: 'deferred', person: 'Clara Reyes', stepsDone: 0, counts: {}, remaining: null });
    expect(deferredBy).to.deep.equal([{ id: holdId, kind: 'user', target: 'Clara Reyes', reason: says('A claim of') }]);
    expect(await world.core.parts.subjects.profile(actor.tenantId, subjectId)).to.deep.equal(world.seeded.person);
  });

  it('has something to find: the search sees every name in the files before, in both encodings', () => {
    expect([...filesOf(world.folder).keys()]).to.include.members(['world.sqlite', 'world.sqlite-wal', 'log-heads.ndjson']);
    const before = found(filesOf(world.folder), hers()).join('\n');
    for (const name of hers()) expect(before).to.include(`${name} in world.sqlite`);
    expect(found(new Map([['x', Buffer.from('ü Clara Reyes', 'utf16le')]]), hers())).to.deep.equal(['Clara Reyes in x as utf16le']);
  });

  it('goes on by itself when the hold is lifted, and tells table by table what it deleted', async () => {
    await holds.lift(actor, holdId, says('Settled with'));
    await world.core.erasures.work();
    const done = await erasure();
    expect(done).to.deep.include({ state: 'done', person: 'Erased person', problem: null, deferredBy: [], remaining: {}, stepsDone: done.steps });
    expect(done.counts).to.include({
      ...{ WebSession: 1, SmartAgentSession: 1, SmartAgentTurn: 1, SmartAgentApproval: 2, SmartAgentEmailDraft: 1, SmartAgentUserFile: 1 },
      ...{ SmartAgentEmailLog: 1, SmartAgent: 2, SmartAgentDelegation: 2, SmartAgentBusinessUnit: 1, SmartAgentPolicy: 1, SmartAgentLogReader: 1 },
      ...{ SmartAgentVersion: 1, SmartAgentPendingChange: 1, SmartAgentLegalHold: 1, SmartAgentErasure: 1, SmartAgentDataSubject: 1 },
    });
    expect(done.counts['SmartAgentChangeLog']).to.be.greaterThan(4);
  });

  it('leaves her name, address, object id and user name in no table, file, log or index, byte by byte', async () => {
    expect(logged).to.not.equal('');
    const kept = new Map([...filesOf(world.folder), ['the program’s log', Buffer.from(logged)]]);
    expect([...kept.keys()]).to.include.members(['world.sqlite', 'world.sqlite-wal', 'world.sqlite-shm', 'log-heads.ndjson']);
    expect(found(kept, hers())).to.deep.equal([]);
  });

  it('lets a colleague’s conversation go on by the version it began with, which names nobody any more', async () => {
    const told = await instructionsTold();
    expect(told).to.include('Instructions: Erased person; Erased person; Erased person <Erased person, Erased person> (Erased person)');
    expect(found(new Map([['the model’s request', Buffer.from(told)]]), hers())).to.deep.equal([]);
  });

  it('leaves the fingerprint of the version’s texts as it was, without the salt that names could be tried with, and says so', async () => {
    const { database, core, seeded } = world;
    const row = await database.reader.findOneByOrFail(SmartAgentVersion, { agentId: seeded.agentId, number: 2 });
    const configuration = JSON.parse(row.configuration) as AgentConfiguration;
    expect([row.salt, configuration.suggestions]).to.deep.equal([
      null,
      ['Suggestion: Erased person; Erased person; Erased person <Erased person, Erased person> (Erased person)'],
    ]);
    const versions = new AgentVersions({ store: new AgentStore(database), subjects: core.parts.subjects });
    const shown = await versions.list(actor.tenantId, seeded.agentId);
    expect(shown.map(({ version, versionHash, nameErased }) => [version, versionHash === planted, nameErased])).to.deep.equal([
      [2, true, true],
      [1, false, false],
    ]);
    expect(row.hash).not.to.equal(sha256(row.configuration));
    const run = await database.reader.findOneByOrFail(SmartAgentExecution, { agentVersionId: row.id });
    const { agent } = tellAuthority(await new ExecutionStore(database).whole(run), () => '');
    expect(agent).to.deep.include({ version: 2, versionHash: planted, nameErased: true });
    const { from, to } = await versions.compare(actor.tenantId, seeded.agentId, { version: 1, other: 2 });
    expect([from.nameErased, to.nameErased]).to.deep.equal([false, true]);
  });

  it('withdraws what waits with its rows in the log, leaves the log’s rows as they are, and the log verifies', async () => {
    const { database, core, url, folder } = world;
    expect(await database.reader.countBy(SmartAgentApproval, { state: 'pending' })).to.equal(0);
    const decisions = await database.reader.find(SmartAgentApprovalDecision, { order: { decidedAt: 'ASC' } });
    expect(decisions.map(({ decision }) => decision)).to.deep.equal(['rejected', 'withdrawn']);
    expect(await database.reader.countBy(SmartAgentToolCallLog, { subjectId })).to.be.greaterThan(4);
    await core.sequencer.drain();
    const reader = await openRawReader(url);
    const by = { key: headKey, keyId: core.signer.keyId };
    const verdict = await new LogVerification({ rows: new LogRows(reader), by, witnessFile: join(folder, 'log-heads.ndjson') }).run();
    await reader.close();
    expect(verdict.ok).to.equal(true);
    expect(verdict.tenants[0]?.records).to.be.greaterThan(8);
  });

  it('leaves somebody who was erased, and whoever signs in again is somebody else', async () => {
    const { subjects } = world.core.parts;
    expect((await subjects.names(actor.tenantId, [subjectId])).get(subjectId)).to.equal('Erased person');
    expect(await world.database.reader.findOneByOrFail(SmartAgentDataSubject, { id: subjectId })).to.include({
      ...{ sealedKey: null, sealedProfile: null, lookup: subjectId },
    });
    expect((await world.database.reader.findOneByOrFail(SmartAgentErasure, { subjectId })).sealedAliases).to.equal(null);
    expect((await subjects.of(world.seeded.person)).id).not.to.equal(subjectId);
  });

  it('suspends a service that she owned, in the change log as well, and it acts again for another owner only', async () => {
    const { database, core } = world;
    const service = await database.reader.findOneByOrFail(SmartAgentServicePrincipal, { tenantId: actor.tenantId });
    expect(service).to.include({ state: 'suspended', revision: 2 });
    const [change, ...others] = await database.reader.findBy(SmartAgentChangeLog, { entity: 'servicePrincipal' });
    expect(others).to.deep.equal([]);
    expect(change).to.include({ subjectId: actor.subject.id, entityId: service.id, field: 'state', before: 'active', after: 'suspended' });
    const by = { tenantId: actor.tenantId, subject: await core.parts.subjects.of({ ...world.seeded.person, oid: 'an-admin' }), isAdmin: true };
    const [shown] = await services.list(by);
    expect(shown).to.deep.include({ state: 'suspended', mayDelegate: false, owner: { oid: '', name: 'Erased person' } });
    const revived = (ownerOid?: string) =>
      services.update(by, service.id, { revision: 2, patch: { state: 'active', ...(ownerOid !== undefined && { ownerOid }) } });
    expect(await failure(revived())).to.deep.include({ code: 'unprocessable', remedy: 'Name a person of your organisation.' });
    expect((await revived('an-admin')).view).to.deep.include({ state: 'active', mayDelegate: true });
  });

  it('is over: neither the change log nor a version is changed any more', async () => {
    expect((await failure(world.sql(`UPDATE "SmartAgentChangeLog" SET "after" = 'x'`)))?.message).to.match(/append-only/);
    expect((await failure(world.sql(`UPDATE "SmartAgentVersion" SET "configuration" = '{}', "salt" = NULL`)))?.message).to.match(/append-only/);
  });
});
