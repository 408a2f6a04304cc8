import { expect } from 'chai';
import { ChatWorld } from '../support/chat-world.ts';
import { fillUp } from '../support/store-faults.ts';
import { thenSay } from '../support/scripted-model.ts';
import { ToyErp } from '../support/toy-tools.ts';

const look = { calls: [{ name: 'look', args: {} }] };

/** Ways the log's store can fail. Each answers how to mend it again. */
const faults: readonly (readonly [string, (world: ChatWorld) => Promise<() => Promise<void>>])[] = [
  [
    'a trigger refuses the insert',
    async (world) => {
      await world.sql(`CREATE TRIGGER broken BEFORE INSERT ON SmartAgentToolCallLog BEGIN SELECT RAISE(ABORT, 'no'); END`);
      return async () => void (await world.sql('DROP TRIGGER broken'));
    },
  ],
  [
    'the disk is full',
    async (world) => {
      const [pages] = await world.sql<{ page_count: number }>('PRAGMA page_count');
      await world.sql(`PRAGMA max_page_count = ${pages?.page_count ?? 1}`);
      await fillUp(world);
      return async () => {
        await world.sql('PRAGMA max_page_count = 1073741823');
      };
    },
  ],
  [
    'the database turns read-only',
    async (world) => {
      await world.sql('PRAGMA query_only = ON');
      return async () => void (await world.sql('PRAGMA query_only = OFF'));
    },
  ],
  [
    'the table is gone',
    async (world) => {
      await world.sql('ALTER TABLE SmartAgentToolCallLog RENAME TO Elsewhere');
      return async () => void (await world.sql('ALTER TABLE Elsewhere RENAME TO SmartAgentToolCallLog'));
    },
  ],
];

describe('when the audit log cannot be written', () => {
  let erp: ToyErp;
  let world: ChatWorld;
  beforeEach(async () => {
    erp = new ToyErp();
    world = await ChatWorld.open({ script: thenSay(look, { text: 'I could not.' }), ports: erp.ports, tools: erp.tools() });
  });
  afterEach(() => world.close());

  for (const [what, breakStore] of faults) {
    it(`no tool runs, and it is found out that the store is back, after ${what}`, async () => {
      const session = await world.session();
      await world.say(session, 'Warm up.');
      expect(erp.reads).to.equal(1);
      const mend: { now?: () => Promise<void> } = {};
      world.model.script = async (request, number) => {
        mend.now ??= await breakStore(world);
        return thenSay(look, { text: 'I could not.' })(request, number);
      };
      // A nearly full disk still has room for a row or two: ask until the store gives out.
      const turns: string[] = [];
      while (world.core.log.state.available) {
        const sent = await world.core.chat
          .send(world.caller, { sessionId: session, clientMessageId: crypto.randomUUID(), text: 'Look.' })
          .catch(() => null);
        if (sent) turns.push(sent.turnId);
        if (sent) await world.turnOver(sent.turnId);
      }
      const [rows] = await world.sql<{ ran: number }>(
        `SELECT COUNT(*) AS ran FROM ${what === 'the table is gone' ? 'Elsewhere' : 'SmartAgentToolCallLog'} WHERE decision = 'run'`,
      );
      expect(erp.reads, 'reads of the ERP without a row').to.be.at.most(rows!.ran);
      await mend.now?.();
      await world.core.gap.record();
      expect(world.core.log.state).to.include({ available: true, refusedAttempts: 0 });
      await world.core.recovery.sweep();
      const events = await world.core.chat.events(world.caller, session, 0);
      for (const turnId of turns) {
        expect(events.findLast((event) => event.data.turnId === turnId)?.data.type).to.be.oneOf(['turn.failed', 'turn.completed']);
      }
    });
  }

  it('the user and the model are told so where only the log is broken', async () => {
    const session = await world.session();
    await world.sql(`CREATE TRIGGER broken BEFORE INSERT ON SmartAgentToolCallLog BEGIN SELECT RAISE(ABORT, 'no'); END`);
    const events = await world.say(session, 'Look.');
    expect(events.find((event) => event.type === 'tool.finished')).to.include({ result: 'audit_unavailable', layer: 'audit' });
    expect(world.model.requests.at(-1)?.messages.at(-1)).to.have.property('content').that.includes('The audit log is unavailable');
    expect(erp.reads).to.equal(0);
    await world.sql('DROP TRIGGER broken');
    await world.core.gap.record();
    const gaps = await world.sql<{ arguments: string; tenantId: string }>(
      `SELECT arguments, tenantId FROM SmartAgentToolCallLog WHERE rule = 'audit_gap'`,
    );
    expect(gaps).to.deep.equal([{ arguments: '{"refusedAttempts":1}', tenantId: world.seeded.tenantId }]);
  });

  it('a result whose outcome cannot be written is withheld, and the attempt stays open', async () => {
    const session = await world.session();
    await world.sql(`CREATE TRIGGER broken BEFORE INSERT ON SmartAgentToolCallOutcome BEGIN SELECT RAISE(ABORT, 'no'); END`);
    const events = await world.say(session, 'Look.');
    expect(events.find((event) => event.type === 'tool.finished')).to.include({ result: 'audit_unavailable' });
    expect(JSON.stringify(world.model.requests)).to.not.include('V-1');
    const [row] = await world.sql<{ open: number }>(
      'SELECT COUNT(*) AS open FROM SmartAgentToolCallLog a LEFT JOIN SmartAgentToolCallOutcome o ON o.attemptId = a.id WHERE o.id IS NULL',
    );
    expect(row?.open).to.equal(1);
    await world.sql('DROP TRIGGER broken');
  });

  it('a confirmed change is not made, and can be confirmed once the log is back', async () => {
    const session = await world.session();
    world.model.script = thenSay({ calls: [{ name: 'order', args: { vendor: 'V-1', quantity: 1 } }] }, { text: 'Done.' });
    await world.say(session, 'Order.');
    const [approval] = await world.core.deciding.pending(world.caller);
    await world.sql(`CREATE TRIGGER broken BEFORE INSERT ON SmartAgentToolCallLog BEGIN SELECT RAISE(ABORT, 'no'); END`);
    const refused = await world.core.deciding
      .decide(world.caller, { approvalId: approval!.id, version: 1, decision: 'confirm' })
      .catch((error: unknown) => error);
    expect(refused).to.include({ code: 'audit_unavailable' });
    expect(erp.written).to.have.length(0);
    expect((await world.core.deciding.view(world.caller, approval!.id)).status).to.equal('pending');
    await world.sql('DROP TRIGGER broken');
    const done = await world.core.deciding.decide(world.caller, { approvalId: approval!.id, version: 1, decision: 'confirm' });
    expect(done.result).to.equal('committed');
    expect(erp.written).to.have.length(1);
  });
});
