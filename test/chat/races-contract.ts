import { expect } from 'chai';
import { SmartAgentDelegation } from '../../entities/index.ts';
import { bumpRevision } from '../../src/features/settings/index.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { thenSay } from '../support/scripted-model.ts';
import { changeSettings, grantExecute } from '../support/seed-world.ts';
import { ToyErp } from '../support/toy-tools.ts';

const orderCall = { name: 'order', args: { vendor: 'V-1', quantity: 2 } };
const orders = (count: number) => ({ calls: Array.from({ length: count }, () => orderCall) });
/** Three orders at 10.00 each, and no fourth. */
const threeOrders = JSON.stringify([{ actions: ['order'], currency: 'EUR', perAction: null, cumulative: { amount: '35.00', period: 'whole' } }]);
const secondPerson = JSON.stringify([
  {
    name: 'Dear',
    actions: ['order'],
    when: { kind: 'amount-above', amount: '1.00', currency: 'EUR' },
    approver: { kind: 'second-person', people: [] },
  },
]);

interface StateCount {
  readonly state: string;
  readonly count: number;
}

/** Who comes first, whatever the database; `database` gives the URL of an empty one for each test, undefined for a file of its own. */
export const racesContract = (name: string, database: () => Promise<string | undefined>): void => {
  describe(`at the same moment${name}`, () => {
    let erp: ToyErp;
    let worlds: ChatWorld[];
    /** Programs that share one database and one ERP. */
    const open = async (programs: number): Promise<ChatWorld[]> => {
      erp = new ToyErp();
      worlds = [];
      const made = { isAlone: false, script: thenSay({ text: 'Done.' }), ports: erp.ports, tools: erp.tools(), databaseUrl: await database() };
      const first = await ChatWorld.open(made);
      worlds.push(first);
      while (worlds.length < programs) worlds.push(await ChatWorld.open({ ...made, folder: first.folder, seeded: first.seeded }));
      await changeSettings(first.database, first.seeded.tenantId, 'UPDATE SmartAgentSetup SET maxToolCallsPerTurn = 100');
      return worlds;
    };
    afterEach(async () => {
      for (const [index, world] of [...worlds].reverse().entries()) await world.close(index === worlds.length - 1 ? 'remove' : 'keep');
    });

    /** Conversations under one and the same delegation, one in each program. */
    const underOne = async (set: Readonly<Record<string, string>>): Promise<{ sessions: string[]; delegation: string }> => {
      const [first] = worlds;
      const sessions = await Promise.all(worlds.map(() => first!.session()));
      const [row] = await first!.sql<{ delegationId: string }>('SELECT delegationId FROM SmartAgentSession WHERE id = ?', [sessions[0]]);
      const delegation = row!.delegationId;
      for (const session of sessions) await first!.sql('UPDATE SmartAgentSession SET delegationId = ? WHERE id = ?', [delegation, session]);
      for (const [column, value] of Object.entries(set)) {
        const text = `UPDATE SmartAgentDelegation SET ${column} = ? WHERE id = ?`;
        await changeSettings(first!.database, first!.seeded.tenantId, text, [value, delegation]);
      }
      return { sessions, delegation };
    };
    const states = async (): Promise<Record<string, number>> => {
      const rows = await worlds[0]!.sql<StateCount>('SELECT state, COUNT(*) AS count FROM SmartAgentApproval GROUP BY state');
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
    };
    const openRows = async (): Promise<number> => {
      const [row] = await worlds[0]!.sql<{ open: number }>(`SELECT COUNT(*) AS "open" FROM SmartAgentToolCallLog a
        WHERE a.decision = 'run' AND NOT EXISTS (SELECT 1 FROM SmartAgentToolCallOutcome o WHERE o.attemptId = a.id)`);
      return row!.open;
    };

    it('fifty changes that need not ask never take more than their delegation’s limit, each refusal with its row', async () => {
      const [world] = await open(1);
      await grantExecute(world!.database, world!.seeded, 'order');
      const { sessions } = await underOne({ limits: threeOrders });
      world!.model.script = thenSay(orders(50), { text: 'Done.' });
      await world!.say(sessions[0]!, 'Order.');
      expect(erp.written).to.have.length(3);
      expect(await states()).to.deep.equal({ committed: 3 });
      const [row] = await world!.sql<{ refused: number }>(`SELECT COUNT(*) AS refused FROM SmartAgentToolCallLog WHERE "rule" = 'cumulative-limit'`);
      expect(row!.refused).to.equal(47);
      expect(await openRows()).to.equal(0);
    });

    it('nor do fifty in two programs on one database', async () => {
      const both = await open(2);
      await grantExecute(both[0]!.database, both[0]!.seeded, 'order');
      const { sessions } = await underOne({ limits: threeOrders });
      for (const world of both) world.model.script = thenSay(orders(25), { text: 'Done.' });
      await Promise.all(both.map((world, index) => world.say(sessions[index]!, 'Order.')));
      const { committed = 0 } = await states();
      expect(committed).to.be.within(1, 3);
      expect(erp.written).to.have.length(committed);
      expect(await openRows()).to.equal(0);
    });

    it('calls never spend more than their agent’s budget, however many programs they come through', async () => {
      const both = await open(2);
      const { tenantId } = both[0]!.seeded;
      await changeSettings(both[0]!.database, tenantId, `UPDATE SmartAgent SET dailyCredits = '5.9'`);
      await changeSettings(both[0]!.database, tenantId, `UPDATE SmartAgentToolConfig SET creditPrice = '1.2000'`);
      for (const world of both)
        world.model.script = thenSay({ calls: Array.from({ length: 10 }, () => ({ name: 'look', args: {} })) }, { text: 'Done.' });
      const sessions = [await both[0]!.session(), await both[1]!.session()];
      await Promise.all(both.map((world, index) => world.say(sessions[index]!, 'Look.')));
      const [row] = await both[0]!.sql<{ ran: number; refused: number }>(
        `SELECT SUM(CASE WHEN decision = 'run' THEN 1 ELSE 0 END) AS ran, SUM(CASE WHEN "rule" = 'agent-day-credits' THEN 1 ELSE 0 END) AS refused
           FROM SmartAgentToolCallLog`,
      );
      expect(row).to.deep.equal({ ran: 4, refused: 16 });
      expect(erp.reads).to.equal(4);
    });

    it('two approvers who confirm make one change, and each leaves a row', async () => {
      const both = await open(2);
      const { sessions } = await underOne({ approvalRules: secondPerson });
      both[0]!.model.script = thenSay(orders(1), { text: 'Done.' });
      await both[0]!.say(sessions[0]!, 'Order.');
      const approver = (at: string) => ({
        person: { ...both[0]!.seeded.person, oid: randomIds.next(), displayName: at, email: `${at}@example.test` },
        ...{ signIn: 'sign-in', mayApprove: true },
      });
      const people = [approver('marta'), approver('otto')];
      const [asked] = await both[0]!.core.deciding.pending(people[0]!);
      // ToyErp shows its records by id to nobody; the approvers see what they are asked about.
      erp.reader.get = async (_set, wanted) => ({ id: wanted });
      const wanted = { approvalId: asked!.id, version: asked!.version, decision: 'confirm' } as const;
      const ends = await Promise.all(people.map((person, index) => both[index]!.core.deciding.decide(person, wanted)));
      expect(ends.map(({ result }) => result).sort(), JSON.stringify(ends)).to.deep.equal(['already_decided', 'committed']);
      expect(erp.written).to.have.length(1);
      const rows = await both[0]!.sql(`SELECT decision FROM SmartAgentToolCallLog WHERE phase = 'commit'`);
      // The second is told that it was made already, or that it is being made.
      expect(rows).to.have.length(2);
      expect(rows.filter(({ decision }) => decision === 'run')).to.have.length(1);
    });

    for (const after of [0, 1, 5]) {
      it(`a delegation that is revoked after ${after} changes lets none in that was not claimed before, and cuts none in half`, async () => {
        const [world] = await open(1);
        const { database, seeded, core } = world!;
        await grantExecute(database, seeded, 'order');
        const { sessions, delegation } = await underOne({});
        let claimed = -1;
        let revoking: Promise<void> | null = null;
        const revoke = (): Promise<void> =>
          database.transaction(async (manager) => {
            await manager.update(SmartAgentDelegation, { id: delegation }, { revokedAt: '2026-01-02T00:00:00.000Z' });
            await bumpRevision(manager, seeded.tenantId);
            const [row] = await manager.query<{ count: number }[]>('SELECT COUNT(*) AS count FROM SmartAgentApproval');
            claimed = row!.count;
          });
        const look = (): void => void (erp.written.length >= after && (revoking ??= revoke()));
        erp.onRead = look;
        erp.afterWrite = look;
        world!.model.script = thenSay(orders(20), { text: 'Done.' });
        await world!.say(sessions[0]!, 'Order.');
        await Promise.resolve(revoking);
        expect(claimed).to.be.within(after === 0 ? 0 : 1, 20);
        expect(await states()).to.deep.equal(claimed === 0 ? {} : { committed: claimed });
        expect(erp.written).to.have.length(claimed);
        expect(await openRows()).to.equal(0);
        expect(core.log.state.available).to.equal(true);
      });
    }
  });
};
