import { expect } from 'chai';
import { ChatWorld } from '../support/chat-world.ts';
import { attemptsOf } from '../support/log-rows-of.ts';
import { thenSay } from '../support/scripted-model.ts';
import { changeSettings } from '../support/seed-world.ts';
import { ToyErp } from '../support/toy-tools.ts';

const look = { name: 'look', args: {} };

describe('the daily budget of credits', () => {
  let erp: ToyErp;
  let world: ChatWorld;
  const setup = (limit: string, price: string): Promise<unknown> =>
    Promise.all([
      changeSettings(world.database, world.seeded.tenantId, `UPDATE SmartAgentSetup SET dailyUserCredits = ?`, [limit]),
      changeSettings(world.database, world.seeded.tenantId, `UPDATE SmartAgentToolConfig SET creditPrice = ?`, [price]),
    ]);
  beforeEach(async () => {
    erp = new ToyErp();
    world = await ChatWorld.open({
      script: thenSay({ calls: Array.from({ length: 10 }, () => look) }, { text: 'Done.' }),
      ports: erp.ports,
      tools: erp.tools(),
    });
  });
  afterEach(() => world.close());

  it('counts the prices of tools, and is not overspent by calls that run at the same time', async () => {
    await setup('5', '2.0000');
    await world.say(await world.session(), 'Look ten times.');
    const rows = await attemptsOf(world);
    expect(rows.filter(({ outcome }) => outcome === 'ok')).to.have.length(2);
    expect(rows.filter(({ rule }) => rule === 'daily-credits')).to.have.length(8);
    expect(erp.reads).to.equal(2);
  });

  it('once used up ends a turn before the model is asked, and says so', async () => {
    await setup('0.01', '0.0000');
    const session = await world.session();
    await world.say(session, 'Look.');
    const asked = world.model.requests.length;
    expect((await world.say(session, 'And again.')).at(-1)).to.include({ type: 'turn.failed', code: 'budget_used_up' });
    expect(world.model.requests).to.have.length(asked);
  });

  it('of an agent, once used up, ends its turns too, with its own name for it', async () => {
    await changeSettings(world.database, world.seeded.tenantId, `UPDATE SmartAgent SET monthlyCredits = '0.01'`);
    await setup('100', '0.0000');
    const session = await world.session();
    await world.say(session, 'Look.');
    expect((await world.say(session, 'And again.')).at(-1)).to.deep.include({
      ...{ type: 'turn.failed', code: 'budget_used_up', message: "This agent's credits for this month are used up." },
      remedy: "Wait until the next month begins, or ask an admin to raise the agent's budget.",
    });
  });

  it('is charged for a model call that was stopped: it has its row', async () => {
    const asked = new Promise<void>((reached) => {
      world.model.script = ({ signal }) => {
        reached();
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve({ text: 'Too late.' })));
      };
    });
    const session = await world.session();
    const { turnId } = await world.core.chat.send(world.caller, { sessionId: session, clientMessageId: crypto.randomUUID(), text: 'Look.' });
    await asked;
    await world.core.chat.cancel(world.caller, { sessionId: session, turnId });
    expect(await world.sql('SELECT outcome FROM SmartAgentModelCall')).to.deep.equal([{ outcome: 'cancelled' }]);
  });
});
