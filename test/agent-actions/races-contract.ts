import { expect } from 'chai';
import type { ActionAnswer } from '../../src/contracts/agent-actions.ts';
import { SmartAgent, SmartAgentActionRequest, SmartAgentApproval, SmartAgentToolCallLog } from '../../entities/index.ts';
import { DelegationStore, limitUse } from '../../src/features/delegations/index.ts';
import type { DelegationTerms } from '../../src/features/delegations/delegation-terms.ts';
import { bumpRevision } from '../../src/features/settings/index.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { grantExecute } from '../support/seed-world.ts';
import { ToyErp } from '../support/toy-tools.ts';
import { ActingAgent, delegateIn } from './acting-agent.ts';

/** Where a run of the contract has its database. */
export interface RacesHost {
  /** The URL of an empty database; undefined for a file of its own. */
  readonly database: () => Promise<string | undefined>;
  /** Programs that work on it at the same time. */
  readonly programs: number;
}

const order = { vendor: 'V-1', quantity: 1 };
const at = '2026-01-02T00:00:00.000Z';
/** Three orders at 10.00 each, and no fourth. */
const threeOrders: DelegationTerms['limits'] = [
  { actions: ['order'], currency: 'EUR', perAction: null, cumulative: { amount: '35.00', period: 'whole' } },
];
const secondPerson: DelegationTerms['approvalRules'] = [
  {
    ...{ name: 'Dear', actions: ['order'], when: { kind: 'amount-above', amount: '1.00', currency: 'EUR' } },
    approver: { kind: 'second-person', people: [] },
  },
];
const among = <Item>(all: readonly Item[], index: number): Item => all[index % all.length] as Item;
const count = (answers: readonly ActionAnswer[], result: ActionAnswer['result']): number =>
  answers.filter((answer) => answer.result === result).length;

/** Customers' own agents that ask at the same moment, of as many programs as share a database: what is done, is done within what was given, once. */
export const agentRacesContract = (name: string, { database, programs }: RacesHost): void => {
  describe(`external agents at the same moment${name}`, () => {
    const erp = new ToyErp();
    const worlds: ChatWorld[] = [];
    before(async () => {
      const made = { isAlone: programs === 1, script: () => Promise.reject(new Error('no model is asked')), ports: erp.ports, tools: erp.tools() };
      const first = await ChatWorld.open({ ...made, databaseUrl: await database() });
      worlds.push(first);
      await grantExecute(first.database, first.seeded, 'order');
      while (worlds.length < programs)
        worlds.push(await ChatWorld.open({ ...made, databaseUrl: first.url, folder: first.folder, seeded: first.seeded }));
      // ToyErp shows its records by id to nobody; approvers see what they are asked about.
      erp.reader.get = async (_set, id) => ({ id });
    });
    after(async () => {
      for (const world of [...worlds].reverse()) await world.close(world === worlds[0] ? 'remove' : 'keep');
    });
    beforeEach(() => {
      erp.written.length = 0;
      erp.afterWrite = () => undefined;
    });

    /** Agents under one new delegation, one in each program. */
    const under = async (terms: Partial<DelegationTerms>): Promise<{ id: string; agents: readonly ActingAgent[] }> => {
      const id = await delegateIn(worlds[0]!, terms);
      return { id, agents: worlds.map((world) => new ActingAgent(world, id)) };
    };
    const atOnce = (agents: readonly ActingAgent[], times: number): Promise<readonly ActionAnswer[]> =>
      Promise.all(Array.from({ length: times }, (_, index) => among(agents, index).act('order', order)));
    const proposals = (delegationId: string): Promise<SmartAgentApproval[]> =>
      worlds[0]!.database.reader.findBy(SmartAgentApproval, { delegationId });
    const states = async (delegationId: string): Promise<readonly string[]> => (await proposals(delegationId)).map(({ state }) => state);
    const unfinished = async (delegationId: string): Promise<number> => {
      const [row] = await worlds[0]!.sql<{ open: number }>(
        `SELECT COUNT(*) AS "open" FROM SmartAgentToolCallLog a WHERE a.decision = 'run' AND a.delegationId = ?
          AND NOT EXISTS (SELECT 1 FROM SmartAgentToolCallOutcome o WHERE o.attemptId = a.id)`,
        [delegationId],
      );
      return row!.open;
    };

    before(async () => {
      // Every connection of a server is opened and has done its part once, so that nobody is alone when it begins.
      if (programs > 1) await atOnce((await under({})).agents, 40);
    });

    it('fifty changes never take more than their common limit, and take all of it; each refusal has its row', async () => {
      const { id, agents } = await under({ limits: threeOrders });
      const answers = await atOnce(agents, 50);
      expect([count(answers, 'done'), count(answers, 'refused')]).to.deep.equal([3, 47]);
      expect(erp.written).to.have.length(3);
      expect(await states(id)).to.deep.equal(['committed', 'committed', 'committed']);
      const { tenantId } = worlds[0]!.seeded;
      const use = await limitUse(worlds[0]!.database.reader, { tenantId, delegationId: id }, { limits: threeOrders, now: new Date() });
      expect(use.get(threeOrders[0]!)).to.equal('30');
      const refused = { delegationId: id, rule: 'cumulative-limit', decision: 'refuse' };
      expect(await worlds[0]!.database.reader.countBy(SmartAgentToolCallLog, refused)).to.equal(47);
      expect(await unfinished(id)).to.equal(0);
    });

    it('fifty requests with one key are one request, with one effect', async () => {
      const { id, agents } = await under({});
      const key = randomIds.next();
      const given = await Promise.all(Array.from({ length: 50 }, (_, index) => among(agents, index).ask('order', order, { key })));
      expect(given.filter(({ isReplayed }) => !isReplayed)).to.have.length(1);
      expect(new Set(given.map(({ answer }) => answer.execution)).size).to.equal(1);
      expect(erp.written).to.have.length(1);
      const [proposal] = await proposals(id);
      expect(await worlds[0]!.database.reader.countBy(SmartAgentActionRequest, { executionId: proposal!.executionId })).to.equal(1);
    });

    it('two approvers, one click each on each of five changes, make each of them once', async () => {
      const { id, agents } = await under({ approvalRules: secondPerson });
      const asked = await atOnce(agents, 5);
      expect(count(asked, 'pending_approval')).to.equal(5);
      const people = ['marta', 'otto'].map((who) => ({
        person: { ...worlds[0]!.seeded.person, oid: randomIds.next(), displayName: who, email: `${who}@example.test` },
        ...{ signIn: 'sign-in', mayApprove: true },
      }));
      const clicks = (await proposals(id)).flatMap(({ id: approvalId, version }) =>
        people.map((person, index) => among(worlds, index).core.deciding.decide(person, { approvalId, version, decision: 'confirm' })),
      );
      const ends = (await Promise.all(clicks)).map(({ result }) => result);
      const [yes, no] = [Array.from({ length: 5 }, () => 'committed'), Array.from({ length: 5 }, () => 'already_decided')];
      expect(ends.sort()).to.deep.equal([...no, ...yes]);
      expect(new Set(erp.written.map((write) => write.key)).size).to.equal(5);
      expect(erp.written).to.have.length(5);
      expect(await states(id)).to.deep.equal(yes);
    });

    const endings = [
      {
        what: 'a delegation that is revoked',
        layer: 'delegation',
        end: (world: ChatWorld, id: string) =>
          world.database.transaction(async (manager) => {
            const by = { revokedAt: at, revokedBySubjectId: world.seeded.agentId, revokeReason: 'No more.' };
            await new DelegationStore(world.database).revoke(manager, id, by);
            await bumpRevision(manager, world.seeded.tenantId);
            return manager.countBy(SmartAgentApproval, { delegationId: id });
          }),
      },
      {
        what: 'an agent that is suspended',
        layer: 'agent',
        end: (world: ChatWorld, id: string) =>
          world.database.transaction(async (manager) => {
            await manager.update(SmartAgent, { id: world.seeded.agentId }, { lifecycle: 'suspended' });
            await bumpRevision(manager, world.seeded.tenantId);
            return manager.countBy(SmartAgentApproval, { delegationId: id });
          }),
      },
    ];
    for (const { what, layer, end } of endings) {
      it(`${what} in the midst of thirty changes lets none in that was not claimed before, and cuts none in half`, async () => {
        const { id, agents } = await under({});
        let ending: Promise<number> | null = null;
        erp.afterWrite = () => void (ending ??= end(worlds.at(-1)!, id));
        const answers = await atOnce(agents, 30);
        const later = await atOnce(agents, 2);
        const claimed = await (ending ?? Promise.reject(new Error('nothing was written')));
        expect(claimed).to.be.within(1, 30);
        expect(await states(id)).to.deep.equal(Array.from({ length: claimed }, () => 'committed'));
        expect(erp.written).to.have.length(claimed);
        expect([count(answers, 'done'), count(answers, 'refused')]).to.deep.equal([claimed, 30 - claimed]);
        for (const answer of later) expect(answer).to.deep.include({ result: 'refused' }).and.have.nested.property('reason.layer', layer);
        expect(await unfinished(id)).to.equal(0);
      });
    }
  });
};
