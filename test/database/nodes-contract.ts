import { expect } from 'chai';
import { pino } from 'pino';
import { SmartAgentApproval, SmartAgentNode } from '../../entities/index.ts';
import { Nodes } from '../../src/features/nodes/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { insert } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { contractDatabase, newTenant, type DatabaseHost } from './contract-host.ts';
import { proposalOf } from './proposal-rows.ts';

const days = 24 * 60 * 60_000;

/** Programs that tell each other that they are there. */
export const nodesStoreContract = (open: () => Promise<DatabaseHost>): void => {
  describe('nodes', () => {
    const store = contractDatabase(open);
    const started: Nodes[] = [];
    let clock: ManualClock;
    const join = async (at = clock, isAlone = false): Promise<Nodes> => {
      const nodes = new Nodes({ database: store.database, clock: at, ids: randomIds, logger: pino({ level: 'silent' }), isAlone });
      await nodes.start();
      started.push(nodes);
      return nodes;
    };
    const others = async (nodes: Nodes): Promise<string[]> => [...(await nodes.others())];
    /** Time goes by for everybody but those whose clocks stand; whoever is named is heard of all the while. */
    const pass = async (millis: number, ...heard: readonly Nodes[]): Promise<void> => {
      for (let gone = 0; gone < millis; gone += 15_000) {
        clock.advance(15_000);
        for (const nodes of heard) await nodes.beat();
      }
    };
    const proposal = async (nodeId: string | null): Promise<string> => {
      const [id, tenantId] = [randomIds.next(), newTenant()];
      await store.database.commit([insert(SmartAgentApproval, proposalOf(tenantId, { id, nodeId }))]);
      return id;
    };
    beforeEach(() => (clock = new ManualClock('2026-03-02T09:00:00.000Z')));
    afterEach(async () => {
      for (const nodes of started.splice(0)) await nodes.stop();
    });

    it('that say goodbye are waited for by nobody', async () => {
      const [one, other] = [await join(), await join()];
      const before = await others(one);
      await other.stop();
      expect([before, await others(one)]).to.deep.equal([[other.id], []]);
    });

    it('that were not heard of for long are gone, declared so by one of those who look, and come back under another id', async () => {
      const silent = new ManualClock(clock.now());
      const [one, two, lost] = [await join(), await join(), await join(silent)];
      const { id } = lost;
      await pass(30_000, one, two);
      expect(await others(one)).to.have.members([two.id, id]);
      await pass(15_000, one, two);
      await Promise.all([one.others(), two.others()]);
      expect([await others(one), await others(two)]).to.deep.equal([[two.id], [one.id]]);
      expect([...one.unattended, ...two.unattended]).to.deep.equal([id]);
      for (const nodes of [one, two]) nodes.attended([id]);
      expect([...one.unattended, ...two.unattended]).to.deep.equal([]);
      silent.advance(45_000);
      await Promise.all([lost.beat(), lost.sure(id).catch(() => undefined), lost.beat()]);
      expect(lost.id).to.not.equal(id);
      expect(await others(one)).to.have.members([two.id, lost.id]);
    });

    it('that were away themselves declare nobody gone until the others had time to be heard of', async () => {
      const [one, other] = [await join(), await join(new ManualClock(clock.now()))];
      clock.advance(10 * 60_000);
      const before = await others(one);
      await one.beat();
      expect([before, await others(one)]).to.deep.equal([[other.id], [other.id]]);
      await pass(45_000, one);
      expect(await others(one)).to.deep.equal([]);
    });

    it('that are alone wait for nobody: all others are gone when one starts', async () => {
      const before = await join();
      const one = await join(clock, true);
      expect(await others(one)).to.deep.equal([]);
      const { id } = before;
      await before.beat();
      expect(before.id).to.not.equal(id);
    });

    it('that ended long ago are forgotten', async () => {
      const one = await join();
      const { id } = one;
      await one.stop();
      clock.advance(2 * days);
      await join();
      expect(await store.database.reader.existsBy(SmartAgentNode, { id })).to.equal(false);
    });

    it('claim what is nobody’s, their own or of one that is gone, and nothing of one that lives; of those who claim at once one has it', async () => {
      const [one, two] = [await join(), await join()];
      const claim = async (nodes: Nodes, nodeId: string | null) => (await nodes.claim(SmartAgentApproval, await proposal(nodeId))) === nodes.id;
      const from = [null, one.id, randomIds.next(), two.id];
      const claimed: boolean[] = [];
      for (const nodeId of from) claimed.push(await claim(one, nodeId));
      expect(claimed).to.deep.equal([true, true, true, false]);
      const id = await proposal(randomIds.next());
      const ends = [one, two, one, two].map((nodes) => nodes.claim(SmartAgentApproval, id));
      const winners = new Set((await Promise.all(ends)).filter((won) => won !== null));
      expect(winners.size).to.equal(1);
      expect([one.id, two.id]).to.include([...winners][0]);
    });

    it('that were taken for gone claim nothing and open nothing until they know', async () => {
      const [one, lost] = [await join(), await join(new ManualClock(clock.now()))];
      await pass(45_000, one);
      await one.others();
      const refused = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);
      expect(await refused(lost.claim(SmartAgentApproval, await proposal(null)))).to.include({ code: 'unavailable' });
      const opening = (as: string) => store.database.transaction((manager) => lost.present(manager, as));
      const { id } = lost;
      expect(await refused(opening(id))).to.include({ code: 'unavailable' });
      await lost.beat();
      expect(await refused(opening(id)), 'what was begun before').to.include({ code: 'unavailable' });
      expect(await refused(lost.sure(id))).to.include({ code: 'unavailable' });
      await opening(lost.id);
      await lost.sure(lost.id);
    });
  });
};
