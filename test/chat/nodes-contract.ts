import { expect } from 'chai';
import type { Caller } from '../../src/features/chat/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { ActingAgent, delegateIn } from '../agent-actions/acting-agent.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { saidOf } from '../support/log-rows-of.ts';
import { thenSay } from '../support/scripted-model.ts';
import { changeSettings, grantExecute } from '../support/seed-world.ts';
import { ToyErp } from '../support/toy-tools.ts';

const order = { name: 'order', args: { vendor: 'V-1', quantity: 2 } };
const script = thenSay({ calls: [order] }, { text: 'Done.' });
const look = thenSay({ calls: [{ name: 'look', args: {} }] }, { text: 'Looked.' });
const secondPerson = JSON.stringify([
  {
    ...{ name: 'Dear', actions: ['order'], when: { kind: 'amount-above', amount: '1.00', currency: 'EUR' } },
    approver: { kind: 'second-person', people: [] },
  },
]);
const minute = 60_000;
const start = '2026-03-02T09:00:00.000Z';

/** A moment that a test waits for, and that waits for the test. */
class Gate {
  #arrive: () => void = () => undefined;
  open: () => void = () => undefined;
  readonly reached = new Promise<void>((resolve) => (this.#arrive = resolve));
  readonly #opened = new Promise<void>((resolve) => (this.open = resolve));

  readonly pass = (): Promise<void> => {
    this.#arrive();
    return this.#opened;
  };
}

/** Programs on one database, whatever the database: each is at its own work, and takes up what another leaves; `database` gives the URL of an empty one for each test, undefined for a file of its own. */
export const nodesContract = (name: string, database: () => Promise<string | undefined>): void => {
  describe(`two programs on one database${name}`, () => {
    let erp: ToyErp;
    const gates: Gate[] = [];
    const gate = (): Gate => {
      const made = new Gate();
      gates.push(made);
      return made;
    };
    let [here, there, third]: (ChatWorld | undefined)[] = [];
    let [clockHere, clock]: ManualClock[] = [];
    const worlds = (): ChatWorld[] => [third, there, here].filter((world) => world !== undefined);
    const first = (): ChatWorld => here!;
    const second = (): ChatWorld => there!;

    const join = async (at: ManualClock): Promise<ChatWorld> => {
      const base = here ? { folder: here.folder, seeded: here.seeded, databaseUrl: here.url } : { databaseUrl: await database() };
      return ChatWorld.open({ script, ports: erp.ports, tools: erp.tools(), isAlone: false, clock: at, ...base });
    };
    beforeEach(async () => {
      erp = new ToyErp();
      [clockHere, clock] = [new ManualClock(start), new ManualClock(start)];
      [here, there, third] = [undefined, undefined, undefined];
      here = await join(clockHere);
      there = await join(clock);
      // ToyErp shows its records by id to nobody; approvers see what they are asked about.
      erp.reader.get = async (_set, id) => ({ id });
    });
    afterEach(async () => {
      erp.onRead = erp.afterWrite = () => undefined;
      for (const one of gates.splice(0)) one.open();
      for (const world of worlds()) await world.close(world === here ? 'remove' : 'keep');
    });

    /** Time goes by for everybody; whoever is named is heard of all the while. */
    const pass = async (millis: number, ...heard: readonly ChatWorld[]): Promise<void> => {
      for (let gone = 0; gone < millis; gone += 15_000) {
        clock!.advance(15_000);
        if (heard.includes(first())) clockHere!.advance(15_000);
        for (const world of heard) await world.core.nodes.beat();
      }
    };
    const together = (millis: number): Promise<void> => pass(millis, first(), second());
    const told = (world: ChatWorld, type: string): number => world.events.filter(({ data }) => data.type === type).length;
    const asked = async (world: ChatWorld, sessionId: string) => {
      const events = await world.say(sessionId, 'Order two.');
      const [approval] = (await world.core.deciding.pending(world.caller)).slice(-1);
      const opened = events.find(({ type }) => type === 'turn.started');
      return { id: approval!.id, turnId: opened!.turnId };
    };
    const confirm = (world: ChatWorld, id: string, caller: Caller = world.caller) =>
      world.core.deciding.decide(caller, { approvalId: id, version: 1, decision: 'confirm' });
    const send = (world: ChatWorld, sessionId: string, clientMessageId: string = randomIds.next()) =>
      world.core.chat.send(world.caller, { sessionId, clientMessageId, text: 'Order two.' });
    /** Numbers of a conversation's events, as they are kept. */
    const numbers = async (sessionId: string): Promise<number[]> => {
      const rows = await first().core.chat.events(first().caller, sessionId, 0);
      return rows.map(({ sequence }) => sequence);
    };
    const withoutGap = (all: readonly number[]): number[] => all.map((_, index) => index + 1);
    const agentIn = async (world: ChatWorld, delegation: Promise<string>): Promise<ActingAgent> => new ActingAgent(world, await delegation);

    describe('leave each other’s work alone', () => {
      it('a turn that runs at one is not ended by the other, however long it takes', async () => {
        const waits = gate();
        first().model.script = (request, call) => (call === 1 ? waits.pass().then(() => ({ text: 'At last.' })) : script(request, call));
        const sessionId = await first().session();
        const { turnId } = await send(first(), sessionId);
        await waits.reached;
        await together(6 * minute);
        await second().core.recovery.sweep();
        waits.open();
        const events = await first().turnEnd(turnId);
        expect(events.map(({ type }) => type))
          .to.include('turn.completed')
          .and.not.include('turn.failed');
        expect(second().events).to.deep.equal([]);
      });

      it('a change that one makes is written down by itself, and whoever confirmed is told that it was made', async () => {
        const { id } = await asked(first(), await first().session());
        erp.afterWrite = async () => {
          erp.canReconcile = false;
          await together(2 * minute);
          await second().core.recovery.sweep();
        };
        expect(await confirm(first(), id)).to.include({ result: 'committed' });
        expect(await saidOf(first())).to.deep.equal(['prepare ask prepared', 'commit run committed']);
      });

      it('a change that need not ask is, too', async () => {
        await grantExecute(first().database, first().seeded, 'order');
        erp.afterWrite = async () => {
          erp.canReconcile = false;
          await together(2 * minute);
          await second().core.recovery.sweep();
        };
        await first().say(await first().session(), 'Order.');
        expect(await saidOf(first())).to.deep.equal(['prepare run prepared', 'commit run committed']);
      });

      it('a request of an external agent is answered where it came in, and a key stands for it as long as that takes', async () => {
        const delegation = delegateIn(first());
        const [agent, elsewhere] = [await agentIn(first(), delegation), await agentIn(second(), delegation)];
        const key = randomIds.next();
        const repeated: unknown[] = [];
        erp.onRead = async () => {
          erp.onRead = () => undefined;
          await together(6 * minute);
          await second().core.recovery.sweep();
          repeated.push(await elsewhere.ask('look', {}, { key }));
        };
        expect(await agent.act('look', {}, { key })).to.include({ result: 'done', line: '1 vendors' });
        expect(repeated).to.have.nested.property('[0].answer.result', 'running');
        expect(erp.reads).to.equal(1);
      });

      it('a program that joins closes no call that another is at', async () => {
        first().model.script = look;
        const agent = await agentIn(first(), delegateIn(first()));
        erp.onRead = async () => {
          erp.onRead = () => undefined;
          clock!.advance(1);
          third = await join(clock!);
        };
        await first().say(await first().session(), 'Look.');
        erp.onRead = async () => {
          erp.onRead = () => undefined;
          clock!.advance(1);
          await third!.close('keep');
          third = await join(clock!);
        };
        await agent.act('look', {});
        expect(await saidOf(first())).to.deep.equal(['read run ok', 'read run ok']);
      });
    });

    describe('meet in one conversation', () => {
      it('deciding at one on what the other proposed wakes the turn, and the conversation goes on at either, numbered without a gap', async () => {
        const sessionId = await first().session();
        const { id, turnId } = await asked(first(), sessionId);
        expect(await confirm(second(), id)).to.include({ result: 'committed' });
        await second().turnEnd(turnId, ['turn.completed']);
        await second().core.chat.runtimes.stop();
        first().model.script = second().model.script = () => ({ text: 'Again.' });
        for (const world of [first(), second(), first()]) {
          await world.say(sessionId, 'And?');
          await world.core.chat.runtimes.stop();
        }
        const all = await numbers(sessionId);
        expect(all).to.deep.equal(withoutGap(all));
        expect(await saidOf(first())).to.deep.equal(['prepare ask prepared', 'commit run committed']);
      });

      it('what is decided at one while a turn runs at the other is answered at once, and told where the turn runs, once', async () => {
        const sessionId = await first().session();
        const { id } = await asked(first(), sessionId);
        const waits = gate();
        first().model.script = (_request, call) => (call === 2 ? waits.pass().then(() => ({ text: 'Meanwhile.' })) : { text: 'So it is.' });
        const { turnId } = await send(first(), sessionId);
        await waits.reached;
        expect(await confirm(second(), id)).to.include({ result: 'committed' });
        await second().core.recovery.sweep();
        expect(second().events, 'the conversation is the other’s').to.deep.equal([]);
        waits.open();
        await first().turnEnd(turnId);
        await first().turnOver(turnId);
        await first().core.recovery.sweep();
        await first().until((data) => data.type === 'turn.started' && data.cause === 'decision');
        await first().core.chat.runtimes.stop();
        for (const world of [first(), second()]) await world.core.recovery.sweep();
        expect(first().events.filter(({ data }) => data.type === 'turn.started' && data.cause === 'decision')).to.have.length(1);
        const all = await numbers(sessionId);
        expect(all).to.deep.equal(withoutGap(all));
      });

      it('what is edited at one while a turn runs at the other is shown there in its new version, once', async () => {
        const sessionId = await first().session();
        const { id } = await asked(first(), sessionId);
        const waits = gate();
        first().model.script = () => waits.pass().then(() => ({ text: 'Meanwhile.' }));
        const { turnId } = await send(first(), sessionId);
        await waits.reached;
        const edited = await second().core.deciding.edit(second().caller, { approvalId: id, version: 1, arguments: { ...order.args, quantity: 3 } });
        expect(edited.approval).to.include({ version: 2, status: 'pending' });
        waits.open();
        await first().turnEnd(turnId);
        await first().core.chat.runtimes.stop();
        for (const world of [first(), first(), second()]) await world.core.recovery.sweep();
        const shown = first().events.flatMap(({ data }) => (data.type === 'approval.requested' ? [data.approval.version] : []));
        expect(shown).to.deep.equal([1, 2]);
        expect(second().events).to.deep.equal([]);
      });

      it('a message is not taken at one while the other answers; the same message again answers its turn', async () => {
        const waits = gate();
        first().model.script = () => waits.pass().then(() => ({ text: 'At last.' }));
        const sessionId = await first().session();
        const message = randomIds.next();
        const { turnId } = await send(first(), sessionId, message);
        await waits.reached;
        const refused = await send(second(), sessionId).catch((error: unknown) => error);
        expect(refused).to.include({ code: 'conflict' });
        expect(await send(second(), sessionId, message)).to.deep.equal({ turnId });
        waits.open();
        await first().turnEnd(turnId);
        await first().core.chat.runtimes.stop();
        second().model.script = () => ({ text: 'Now.' });
        expect((await second().say(sessionId, 'And now?')).map(({ type }) => type)).to.include('turn.completed');
      });

      it('a conversation that is deleted at one withdraws what waits, and the other’s turn is refused its next call', async () => {
        const sessionId = await first().session();
        const { id } = await asked(first(), sessionId);
        const waits = gate();
        first().model.script = (request, call) => (call === 2 ? waits.pass().then(() => look(request, call)) : look(request, call));
        const { turnId } = await send(first(), sessionId);
        await waits.reached;
        await second().core.chat.remove(second().caller, sessionId);
        waits.open();
        await first().turnEnd(turnId);
        expect((await first().core.deciding.view(first().caller, id)).status).to.equal('withdrawn');
        expect(await saidOf(first())).to.include('read refuse refused');
        expect(erp.written).to.deep.equal([]);
      });

      it('an agent takes back at one what it proposed at the other, once', async () => {
        const delegation = delegateIn(first());
        const asking = await (await agentIn(first(), delegation)).act('order', order.args);
        expect(asking.result).to.equal('pending_approval');
        const [proposal] = await first().core.parts.approvals.pendingFor(first().seeded.tenantId, {
          id: (await first().core.parts.subjects.of(first().seeded.person)).id,
          mayApprove: false,
        });
        await second().core.parts.outsideRuns.withdrawByAgent(proposal!, null);
        for (const world of [first(), second()]) await world.core.recovery.sweep();
        const decided = await confirm(first(), proposal!.id);
        expect(decided).to.include({ result: 'already_decided' });
        const decisions = await first().sql<{ decision: string }>('SELECT decision FROM SmartAgentApprovalDecision');
        expect(decisions).to.deep.equal([{ decision: 'withdrawn' }]);
      });
    });

    describe('take up what one of them leaves', () => {
      it('a change that one was making when it was killed is settled by the other within a minute, and its turn goes on there', async () => {
        const { id, turnId } = await asked(first(), await first().session());
        const waits = gate();
        erp.afterWrite = waits.pass;
        const confirmed = confirm(first(), id).catch((error: unknown) => error);
        await waits.reached;
        await pass(30_000, second());
        await second().core.recovery.sweep();
        expect((await second().core.deciding.view(second().caller, id)).status, 'it may still be there').to.equal('committing');
        await pass(15_000, second());
        await second().core.recovery.sweep();
        await second().turnEnd(turnId, ['turn.completed']);
        expect((await second().core.deciding.view(second().caller, id)).status).to.equal('committed');
        // What was taken for dead and lives after all has nothing to write any more.
        waits.open();
        expect(await confirmed)
          .to.be.instanceOf(Error)
          .with.property('message')
          .that.includes('It ran, or may have');
        expect(await saidOf(second())).to.deep.equal(['prepare ask prepared', 'commit run committed']);
        expect(erp.written).to.have.length(1);
      });

      it('a turn in the midst of its calls goes on at one of two that find it at once', async () => {
        const sessionId = await first().session();
        first().model.script = look;
        const waits = gate();
        erp.onRead = waits.pass;
        const { turnId } = await send(first(), sessionId);
        await waits.reached;
        erp.onRead = () => undefined;
        third = await join(clock!);
        await pass(45_000, second(), third);
        const goesOn = gate();
        second().model.script = third.model.script = () => goesOn.pass().then(() => ({ text: 'Here I am.' }));
        await second().core.recovery.sweep();
        await goesOn.reached;
        await third.core.recovery.sweep();
        goesOn.open();
        const events = await second().turnEnd(turnId);
        expect(events.map(({ type }) => type)).to.include('turn.completed');
        expect(third.events).to.deep.equal([]);
        expect(told(second(), 'turn.completed')).to.equal(1);
        await second().core.chat.runtimes.stop();
        // What was taken for dead and lives after all is not kept, and not shown.
        const shown = first().events.length;
        clockHere!.advance(45_000);
        waits.open();
        await first().turnOver(turnId);
        expect(first().events).to.have.length(shown);
        const all = await numbers(sessionId);
        expect(all).to.deep.equal(withoutGap(all));
        expect(await saidOf(second())).to.deep.equal(['read run unknown']);
      });

      it('a request of an external agent that one had ends once: its key is free again, and who was taken for gone does nothing for it any more', async () => {
        const delegation = delegateIn(first());
        await grantExecute(first().database, first().seeded, 'order');
        const [agent, elsewhere] = [await agentIn(first(), delegation), await agentIn(second(), delegation)];
        const [waits, key] = [gate(), randomIds.next()];
        erp.onRead = waits.pass;
        const late = agent.act('order', order.args, { key }).catch((error: unknown) => error);
        await waits.reached;
        erp.onRead = () => undefined;
        await pass(45_000, second());
        await second().core.recovery.sweep();
        expect(await elsewhere.act('order', order.args, { key })).to.include({ result: 'done' });
        waits.open();
        // Its log says so, or the node that finds out that it was taken for gone: whichever it comes to first.
        expect(await late)
          .to.be.instanceOf(Error)
          .with.property('message')
          .that.matches(/It ran, or may have|This program was not heard of for too long/);
        expect(erp.written).to.have.length(1);
        expect(await saidOf(second())).to.have.members(['prepare run unknown', 'prepare run prepared', 'commit run committed']);
      });

      it('who was taken for gone while somebody decided there opens no change; it can be decided on at the other', async () => {
        const sessionId = await first().session();
        const { tenantId } = first().seeded;
        await changeSettings(first().database, tenantId, 'UPDATE SmartAgentDelegation SET approvalRules = ?', [secondPerson]);
        const { id } = await asked(first(), sessionId);
        const waits = gate();
        // Before the change is opened it is asked whether whoever asked for it can still be acted for.
        first().core.parts.signIns.isLive = () => waits.pass().then(() => true);
        const marta: Caller = {
          person: { ...first().seeded.person, oid: randomIds.next(), displayName: 'Marta', email: 'marta@example.test' },
          ...{ signIn: 'sign-in', mayApprove: true },
        };
        const late = confirm(first(), id, marta).catch((error: unknown) => error);
        await waits.reached;
        await pass(45_000, second());
        await second().core.recovery.sweep();
        waits.open();
        expect(await late).to.include({ code: 'unavailable' });
        expect(erp.written).to.deep.equal([]);
        expect(await confirm(second(), id, marta)).to.include({ result: 'committed' });
        expect(erp.written).to.have.length(1);
      });
    });
  });
};
