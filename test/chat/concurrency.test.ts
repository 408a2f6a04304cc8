import { expect } from 'chai';
import { ChatWorld } from '../support/chat-world.ts';
import { thenSay } from '../support/scripted-model.ts';
import { ToyErp } from '../support/toy-tools.ts';

const conversations = 200;
const look = {
  calls: [
    { name: 'look', args: {} },
    { name: 'look', args: {} },
  ],
};
const undeclared = { calls: [{ name: 'nobody_declared_this', args: {} }] };
/** Attempts each conversation makes: two reads at once, then one refusal. */
const attemptsEach = 3;

describe('many conversations in one process', () => {
  it(`all ${conversations} complete, no row is missing, and no transaction runs inside another`, async () => {
    const erp = new ToyErp();
    const world = await ChatWorld.open({ script: thenSay(look, undeclared, { text: 'Done.' }), ports: erp.ports, tools: erp.tools() });
    let nested = 0;
    let open = 0;
    const transaction: typeof world.database.transaction = world.database.transaction.bind(world.database);
    world.database.transaction = (work) =>
      transaction(async (manager) => {
        open += 1;
        nested = Math.max(nested, open);
        try {
          return await work(manager);
        } finally {
          open -= 1;
        }
      });
    try {
      const sessions = await Promise.all(Array.from({ length: conversations }, () => world.session()));
      const turns = await Promise.all(sessions.map((session) => world.say(session, 'Look twice.')));
      expect(turns.every((events) => events.at(-1)?.type === 'turn.completed')).to.equal(true);
      const [rows] = await world.sql<{ attempts: number; outcomes: number; calls: number }>(`SELECT
        (SELECT COUNT(*) FROM SmartAgentToolCallLog) AS attempts,
        (SELECT COUNT(*) FROM SmartAgentToolCallOutcome) AS outcomes,
        (SELECT COUNT(DISTINCT toolCallId) FROM SmartAgentToolCallLog) AS calls`);
      expect(rows).to.deep.equal({
        attempts: conversations * attemptsEach,
        outcomes: conversations * attemptsEach,
        calls: conversations * attemptsEach,
      });
      expect(erp.reads).to.equal(conversations * 2);
      expect(nested, 'transactions open at once').to.be.at.most(1);
      await world.core.sequencer.drain();
      const [chain] = await world.sql<{ links: number; last: number }>('SELECT COUNT(*) AS links, MAX(position) AS last FROM SmartAgentLogChain');
      expect(chain).to.deep.equal({ links: conversations * attemptsEach * 2, last: conversations * attemptsEach * 2 });
      for (const [index, session] of sessions.entries()) {
        const sequences = (await world.core.chat.events(world.caller, session, 0)).map((event) => event.sequence);
        expect(sequences, `events of conversation ${index}`).to.deep.equal(sequences.map((_, position) => position + 1));
      }
    } finally {
      world.database.transaction = transaction;
      await world.close();
    }
  });
});
