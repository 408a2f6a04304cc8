import { expect } from 'chai';
import { ManualClock } from '../../src/kernel/clock.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { thenSay } from '../support/scripted-model.ts';
import { ToyErp } from '../support/toy-tools.ts';

const dayMillis = 86_400_000;

describe('retention of conversations', () => {
  const clock = new ManualClock('2026-03-01T08:00:00.000Z');
  let world: ChatWorld;
  before(async () => {
    const erp = new ToyErp();
    world = await ChatWorld.open({ clock, ports: erp.ports, tools: erp.tools(), script: thenSay({ text: 'So it is.' }) });
    await world.sql('UPDATE SmartAgentSetup SET transcriptRetentionDays = 30');
  });
  after(() => world.close());

  const count = async (from: string, ...values: readonly string[]): Promise<number> =>
    (await world.sql<{ n: number }>(`SELECT COUNT(*) AS n FROM ${from}`, values))[0]!.n;
  const ofSession = async (sessionId: string) => ({
    turns: await count('SmartAgentTurn WHERE sessionId = ?', sessionId),
    messages: await count('SmartAgentMessage WHERE sessionId = ?', sessionId),
    events: await count('SmartAgentPanelEvent WHERE sessionId = ?', sessionId),
    sessions: await count('SmartAgentSession WHERE id = ?', sessionId),
  });
  const proof = async (): Promise<readonly number[]> =>
    Promise.all(['SmartAgentExecution', 'SmartAgentToolCallLog', 'SmartAgentToolCallOutcome', 'SmartAgentApproval'].map((table) => count(table)));

  it('removes turns that ended before its period, whole conversations when nothing is left, and no proof of the work', async () => {
    const [forgotten, goesOn, waits] = [await world.session(), await world.session(), await world.session()];
    world.model.script = thenSay({ calls: [{ name: 'look', args: {} }] }, { text: 'So it is.' });
    await world.say(forgotten, 'Look.');
    await world.say(goesOn, 'Look.');
    world.model.script = thenSay({ calls: [{ name: 'order', args: { vendor: 'V-1', quantity: 1 } }] }, { text: 'Ordered.' });
    await world.say(waits, 'Order.');
    world.model.script = thenSay({ text: 'Still here.' });
    clock.advance(20 * dayMillis);
    await world.say(goesOn, 'And now?');
    clock.advance(11 * dayMillis);
    const [proofBefore, waitsBefore] = [await proof(), await ofSession(waits)];

    await world.core.retention.run(world.seeded.tenantId);

    expect(await ofSession(forgotten)).to.deep.equal({ turns: 0, messages: 0, events: 0, sessions: 0 });
    expect(await ofSession(goesOn)).to.include({ turns: 1, messages: 2, sessions: 1 });
    expect(await ofSession(waits)).to.deep.equal(waitsBefore);
    expect(await proof()).to.deep.equal(proofBefore);
    const [run] = await world.core.retentionRuns.list(world.seeded.tenantId, 1);
    expect(run).to.include({ status: 'done', transcriptDays: 30, conversations: 1, records: 0 });
  });

  it('keeps a conversation’s numbering: who comes back misses nothing and sees nothing twice', async () => {
    const session = await world.session();
    await world.say(session, 'One.');
    clock.advance(29 * dayMillis);
    await world.say(session, 'Two.');
    const shown = () => world.events.filter(({ sessionId }) => sessionId === session).map(({ sequence }) => sequence);
    clock.advance(2 * dayMillis);
    await world.core.retention.run(world.seeded.tenantId);
    expect(await ofSession(session)).to.include({ turns: 1, sessions: 1 });
    await world.say(session, 'Three.');
    expect(shown()).to.deep.equal(shown().map((_sequence, index) => index + 1));
  });
});
