import { expect } from 'chai';
import { SmartAgentActionRequest, SmartAgentApproval, SmartAgentExecution } from '../../entities/index.ts';
import { ActionRequests } from '../../src/features/agent-actions/index.ts';
import { Approvals } from '../../src/features/approvals/index.ts';
import { toldWrite } from '../../src/features/approvals/proposal.ts';
import { MissedLookups } from '../../src/features/missed-lookups/index.ts';
import { Settings } from '../../src/features/settings/index.ts';
import { Subjects } from '../../src/features/subjects/index.ts';
import { ManualClock, systemClock } from '../../src/kernel/clock.ts';
import { insert } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { newSecretKey } from '../../src/kernel/secret-box.ts';
import { seedWorld } from '../support/seed-world.ts';
import { contractDatabase, failure, newTenant, type DatabaseHost } from './contract-host.ts';
import { proposalOf } from './proposal-rows.ts';

const at = '2026-03-20T00:00:00.000Z';
type Arrived = Parameters<ActionRequests['take']>[0];

/** A request of an external agent's, with a run it would open. */
const arrived = (agentId: string, keyHash: string, otherwise: Partial<Arrived> = {}): Arrived => {
  const [id, executionId] = [randomIds.next(), randomIds.next()];
  const frame = { agentId, tenantId: agentId };
  const whose = { agentVersionId: agentId, subjectId: agentId, companyId: agentId, companyName: null, delegationId: agentId };
  return {
    request: { id, ...frame, keyHash, bodyHash: 'b', action: 'order', requestedAt: at, nodeId: null },
    run: {
      ...{ id: executionId, ...frame, ...whose, reference: `EX-${executionId.slice(0, 20)}`, sessionId: null, fingerprint: 'f' },
      ...{ status: 'running', startedAt: at, endedAt: null, answerHash: null },
    },
    ...{ reference: null, knownSince: '2026-03-19T00:00:00.000Z' },
    ...otherwise,
  };
};

/** What comes from outside and has to be told there: requests with their keys, people seen first, what is not there, ends. */
export const outsideContract = (open: () => Promise<DatabaseHost>): void => {
  describe('requests of external agents', () => {
    const store = contractDatabase(open);

    it('with one key are taken once, however many arrive at once; another agent’s key is another', async () => {
      const [requests, agentId] = [new ActionRequests(store.database), newTenant()];
      const taken = await Promise.all(Array.from({ length: 20 }, () => requests.take(arrived(agentId, 'key'))));
      expect(taken.filter(({ kind }) => kind === 'new')).to.have.length(1);
      expect(new Set(taken.map(({ request }) => request.id)).size).to.equal(1);
      expect(await store.database.reader.countBy(SmartAgentExecution, { agentId })).to.equal(1);
      expect((await requests.take(arrived(newTenant(), 'key'))).kind).to.equal('new');
    });

    it('are forgotten by their key when it is older than keys are known', async () => {
      const [requests, agentId] = [new ActionRequests(store.database), newTenant()];
      await requests.take(arrived(agentId, 'key'));
      expect((await requests.take(arrived(agentId, 'key', { knownSince: at }))).kind).to.equal('known');
      expect((await requests.take(arrived(agentId, 'key', { knownSince: '2026-03-20T00:00:00.001Z' }))).kind).to.equal('new');
    });

    it('that go on with a run get its steps one by one, and none of them twice', async () => {
      const [requests, agentId] = [new ActionRequests(store.database), newTenant()];
      const first = await requests.take(arrived(agentId, 'first'));
      if (first.kind !== 'new') throw new Error('it was known');
      const { reference, id } = first.run;
      const more = await Promise.all(Array.from({ length: 12 }, (_, index) => requests.take(arrived(agentId, `more ${index}`, { reference }))));
      expect(more.every(({ kind }) => kind === 'new')).to.equal(true);
      expect((await requests.ofRun(id)).map(({ step }) => step)).to.deep.equal(Array.from({ length: 13 }, (_, index) => index + 1));
      expect(await failure(requests.take(arrived(newTenant(), 'other', { reference })))).to.have.property('code', 'not_found');
    });

    it('are left unanswered as long as nothing was answered, proposed or is being made', async () => {
      const [requests, tenantId] = [new ActionRequests(store.database), newTenant()];
      const [open, answered, proposed] = await Promise.all(['open', 'answered', 'proposed'].map((key) => requests.take(arrived(tenantId, key))));
      await store.database.commit([
        requests.answered(answered!.request.id, { approvalId: null, sealedAnswer: 'a', answeredAt: at }),
        insert(SmartAgentApproval, proposalOf(tenantId, { toolCallId: proposed!.request.id })),
      ]);
      const left = (await requests.unanswered()).filter((request) => request.tenantId === tenantId);
      expect(left.map(({ id }) => id)).to.deep.equal([open!.request.id]);
      const kept = await store.database.reader.findOneBy(SmartAgentActionRequest, { id: answered!.request.id });
      expect(kept).to.include({ sealedAnswer: 'a', answeredAt: at });
    });
  });

  describe('what people are told and asked for', () => {
    const store = contractDatabase(open);

    it('is about one subject for a person, however many nodes see her first at once', async () => {
      const masterKey = newSecretKey();
      const person = { tid: newTenant(), oid: 'clara', displayName: 'Clara Reyes', email: 'clara@example.test' };
      const node = (): Subjects => new Subjects(store.database, randomIds, { clock: systemClock, masterKey });
      const seen = await Promise.all(Array.from({ length: 8 }, () => node().of(person)));
      expect(new Set(seen.map(({ id }) => id)).size).to.equal(1);
      const [one, other] = [seen[0]!, seen.at(-1)!];
      expect(other.box.open(one.box.seal('hers'))).to.equal('hers');
    });

    it('shows what was asked for and is not there, newest first, page by page, those of one instant too', async () => {
      const { tenantId, agentId } = await seedWorld(store.database);
      const clock = new ManualClock(at);
      const subjects = new Subjects(store.database, randomIds, { clock, masterKey: newSecretKey() });
      const missed = new MissedLookups({ database: store.database, settings: new Settings(store.database), subjects, clock, ids: randomIds });
      const note = (tenant: string, route: string): Promise<void> =>
        missed.note({ tenantId: tenant, caller: { kind: 'agent', id: agentId }, route, requestId: '' });
      await note(tenantId, 'first');
      await note(newTenant(), 'elsewhere');
      clock.advance(1);
      await Promise.all(['same', 'same', 'same'].map((route) => note(tenantId, route)));
      const seen: string[] = [];
      for (let after: string | undefined, page = 0; page < 3; page++) {
        const shown = await missed.page(tenantId, { limit: 2, after });
        seen.push(...shown.value.map(({ id, route }) => `${route} ${id}`));
        after = shown.nextAfter;
        if (after === undefined) break;
      }
      expect(seen.map((line) => line.split(' ')[0])).to.deep.equal(['same', 'same', 'same', 'first']);
      expect(new Set(seen).size).to.equal(4);
    });

    it('is how a proposal ended, until that was told; what it came to since has to be told anew', async () => {
      const [approvals, tenantId] = [new Approvals(store.database), newTenant()];
      const ended = (decidedAt: string, state: string) => proposalOf(tenantId, { state, decidedAt, untold: true });
      const [late, early, unknown] = [
        ended('2026-03-02T00:00:00.000Z', 'committed'),
        ended('2026-03-01T00:00:00.000Z', 'rejected'),
        ended(at, 'unknown'),
      ];
      await store.database.commit([late, early, unknown].map((row) => insert(SmartAgentApproval, row)));
      const untold = async (): Promise<string[]> => (await approvals.untold(10)).map(({ id }) => id);
      expect(await untold()).to.deep.equal([early.id, late.id, unknown.id]);
      expect((await approvals.unknownOf(tenantId)).map(({ id }) => id)).to.deep.equal([unknown.id]);
      await store.database.transaction((manager) => approvals.move(manager, unknown.id, { from: 'unknown', to: 'committed' }));
      await store.database.commit([toldWrite(early), toldWrite(unknown)]);
      expect(await untold()).to.deep.equal([late.id, unknown.id]);
      expect((await approvals.find(tenantId, unknown.id))?.sealedPayload).to.equal(null);
    });
  });
};
