import { expect } from 'chai';
import { ModelError } from '../../src/features/chat/index.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { changeSettings } from '../support/seed-world.ts';
import { thenSay, type ScriptStep } from '../support/scripted-model.ts';
import { ToyErp } from '../support/toy-tools.ts';

interface LogRow {
  tool: string;
  phase: string;
  decision: string;
  layer: string;
  rule: string;
  outcome: string | null;
  credits: string | null;
}

const logOf = (world: ChatWorld): Promise<LogRow[]> =>
  world.sql<LogRow>(`SELECT a.tool, a.phase, a.decision, a.layer, a."rule", o.outcome, o.credits FROM SmartAgentToolCallLog a
    LEFT JOIN SmartAgentToolCallOutcome o ON o.attemptId = a.id ORDER BY a.attemptedAt, a.phase DESC`);

const order = { calls: [{ name: 'order', args: { vendor: 'V-1', quantity: 2 } }] };
const types = (events: readonly { type: string }[]): string[] => events.map((event) => event.type);

/** What every conversation does, whatever the database; `database` gives the URL of an empty one for each test, undefined for a file of its own. */
export const conversationContract = (name: string, database: () => Promise<string | undefined>): void => {
  describe(`a conversation${name}`, () => {
    let erp: ToyErp;
    let world: ChatWorld;
    const open = async (script: readonly ScriptStep[]): Promise<string> => {
      erp = new ToyErp();
      world = await ChatWorld.open({ script: thenSay(...script), ports: erp.ports, tools: erp.tools(), databaseUrl: await database() });
      return world.session();
    };
    afterEach(() => world.close());

    it('answers with what a tool found, leaves its row before the outcome, and its credits add up', async () => {
      const session = await open([{ calls: [{ name: 'look', args: {} }] }, { text: 'There is one vendor.' }]);
      const events = await world.say(session, 'Which vendors are there?');
      expect(types(events)).to.deep.equal(['turn.started', 'tool.started', 'tool.finished', 'answer.completed', 'turn.completed']);
      expect(await logOf(world)).to.deep.equal([
        { tool: 'look', phase: 'read', decision: 'run', layer: 'autonomy', rule: 'reads-run', outcome: 'ok', credits: '0.1700' },
      ]);
      const calls = await world.sql<{ credits: string; toolCalls: number }>('SELECT credits, toolCalls FROM SmartAgentModelCall ORDER BY startedAt');
      expect(calls).to.deep.equal([
        { credits: '0.1200', toolCalls: 1 },
        { credits: '0.1200', toolCalls: 0 },
      ]);
    });

    it('shows a write before it happens, and makes it once on Confirm', async () => {
      const session = await open([order, { text: 'Ordered.' }]);
      const events = await world.say(session, 'Order two.');
      expect(types(events)).to.deep.equal(['turn.started', 'tool.started', 'tool.finished', 'approval.requested', 'turn.waiting']);
      expect(erp.written).to.have.length(0);
      const [approval] = await world.core.deciding.pending(world.caller);
      const both = await Promise.all(
        [1, 2].map(() => world.core.deciding.decide(world.caller, { approvalId: approval!.id, version: 1, decision: 'confirm' })),
      );
      expect(both.map((one) => one.result).sort()).to.deep.equal(['already_decided', 'committed']);
      await world.turnEnd(approval!.turnId, ['turn.completed']);
      expect(erp.written).to.have.length(1);
      const rows = (await logOf(world)).map(({ phase, decision, outcome }) => `${phase} ${decision} ${outcome ?? ''}`);
      expect(rows.slice(0, 2)).to.deep.equal(['prepare ask prepared', 'commit run committed']);
      expect(rows.slice(2), 'the one who came second has a row too').to.have.length(1);
      expect(rows[2]).to.be.oneOf(['commit refuse refused', 'commit replay replayed']);
      const told = world.model.requests.at(-1)?.messages.at(-1);
      expect(told).to.have.property('content').that.includes('"status":"committed"');
    });

    it('does nothing on Reject and tells the model that it was rejected', async () => {
      const session = await open([order, { text: 'As you wish.' }]);
      await world.say(session, 'Order two.');
      const [approval] = await world.core.deciding.pending(world.caller);
      const end = await world.core.deciding.decide(world.caller, { approvalId: approval!.id, version: 1, decision: 'reject', reason: 'Too dear.' });
      expect(end.result).to.equal('rejected');
      await world.turnEnd(approval!.turnId, ['turn.completed']);
      expect(erp.written).to.have.length(0);
      expect((await logOf(world)).at(-1)).to.include({ phase: 'commit', decision: 'refuse', rule: 'rejected', outcome: 'rejected' });
      expect(world.model.requests.at(-1)?.messages.at(-1)).to.have.property('content').that.includes('"status":"rejected"');
    });

    it('writes nothing when something moved since the preview, and shows the difference in a new version', async () => {
      const session = await open([order, { text: 'Ordered.' }]);
      await world.say(session, 'Order two.');
      const [approval] = await world.core.deciding.pending(world.caller);
      erp.setPrice('V-1', '12.50');
      const moved = await world.core.deciding.decide(world.caller, { approvalId: approval!.id, version: 1, decision: 'confirm' });
      expect(moved.result).to.equal('moved');
      expect(erp.written).to.have.length(0);
      expect(moved.approval).to.deep.include({ version: 2, status: 'pending', changedSince: [{ label: 'Price', was: '10.00', now: '12.50' }] });
      const done = await world.core.deciding.decide(world.caller, { approvalId: moved.approval.id, version: 2, decision: 'confirm' });
      expect(done.result).to.equal('committed');
      await world.turnEnd(approval!.turnId, ['turn.completed']);
      expect(erp.written.map((write) => write.body['price'])).to.deep.equal(['12.50']);
    });

    it('answers a message sent while a proposal waits; deciding it opens a turn of its own', async () => {
      const session = await open([order, { text: 'Done.' }]);
      await world.say(session, 'Order two.');
      const [approval] = await world.core.deciding.pending(world.caller);
      world.model.script = () => ({ text: 'It still waits.' });
      expect(types(await world.say(session, 'What is open?'))).to.include('answer.completed');
      await world.core.deciding.decide(world.caller, { approvalId: approval!.id, version: 1, decision: 'confirm' });
      const started = await world.until((data) => data.type === 'turn.started' && data.cause === 'decision');
      await world.turnEnd(started.turnId);
      expect(erp.written).to.have.length(1);
    });

    it('refuses and records a tool that nobody declared, malformed arguments and a disabled tool', async () => {
      const raw = [
        { name: 'post_everything', arguments: '{}' },
        { name: 'look', arguments: '{"search": 5, "extra": true' },
        { name: 'look', arguments: '{"extra":true}' },
      ];
      const session = await open([{ raw }, { calls: [{ name: 'look', args: {} }] }, { text: 'I could not.' }]);
      world.model.script = async (request, number) => {
        if (number === 2)
          await changeSettings(world.database, world.seeded.tenantId, `UPDATE SmartAgentToolConfig SET enabled = 0 WHERE tool = 'look'`);
        return thenSay({ raw }, { calls: [{ name: 'look', args: {} }] }, { text: 'I could not.' })(request, number);
      };
      await world.say(session, 'Try.');
      expect((await logOf(world)).map(({ tool, rule, outcome }) => `${tool} ${rule} ${outcome ?? ''}`).sort()).to.deep.equal([
        'look malformed-arguments refused',
        'look malformed-arguments refused',
        'look tool-disabled refused',
        'post_everything undeclared-tool refused',
      ]);
      expect(erp.reads).to.equal(0);
    });

    it('refuses a write of an agent that was set to read-only while the turn ran', async () => {
      const session = await open([order, { text: 'I may not.' }]);
      const configuration = (await world.sql<{ configuration: string }>('SELECT configuration FROM SmartAgentVersion'))[0]!.configuration;
      world.model.script = async (request, number) => {
        if (number === 1) {
          const { agentId, tenantId } = world.seeded;
          await changeSettings(
            world.database,
            tenantId,
            `INSERT INTO SmartAgentVersion SELECT 'v2', tenantId, agentId, 2, ?, hash, createdAt, createdBySubjectId, salt FROM SmartAgentVersion`,
            [configuration.replace('"ask"', '"read-only"')],
          );
          await changeSettings(world.database, tenantId, `UPDATE SmartAgent SET currentVersionId = 'v2' WHERE id = ?`, [agentId]);
        }
        return thenSay(order, { text: 'I may not.' })(request, number);
      };
      await world.say(session, 'Order two.');
      expect(await logOf(world)).to.have.length(1);
      expect((await logOf(world))[0]).to.include({ tool: 'order', phase: 'prepare', decision: 'refuse', layer: 'autonomy', outcome: 'refused' });
    });

    it('ends an endless loop of calls at the limit and says so', async () => {
      const session = await open([]);
      world.model.script = () => ({ calls: [{ name: 'look', args: {} }] });
      const events = await world.say(session, 'Go on for ever.');
      const last = events.at(-1);
      expect(last).to.include({ type: 'turn.failed', code: 'tool_call_limit' });
      const log = await logOf(world);
      expect(log.filter((row) => row.outcome === 'ok')).to.have.length(12);
      expect(
        log.filter((row) => row.rule === 'tool-call-limit'),
        'each call over the limit has its row',
      ).to.have.length(2);
      world.model.script = () => ({ text: 'Here I am.' });
      expect((await world.say(session, 'Still there?')).at(-1), 'the transcript is whole').to.include({ type: 'turn.completed' });
    });

    for (const [what, step, code] of [
      ['an empty answer', { text: '' }, 'empty_answer'],
      ['a model error', { fail: new ModelError('unavailable', 'The model cannot be reached.') }, 'model_error'],
      ['a broken stream', { fail: new ModelError('broken_stream', "The model's answer broke off.") }, 'broken_stream'],
    ] as const) {
      it(`ends with a clear message on ${what}`, async () => {
        const session = await open([step]);
        expect((await world.say(session, 'Hello')).at(-1)).to.include({ type: 'turn.failed', code });
      });
    }

    it('stops when asked, and what it had proposed is cancelled with a row', async () => {
      const session = await open([order]);
      await world.say(session, 'Order two.');
      const [approval] = await world.core.deciding.pending(world.caller);
      expect(await world.core.chat.cancel(world.caller, { sessionId: session, turnId: approval!.turnId })).to.equal('cancelled');
      expect((await world.core.deciding.view(world.caller, approval!.id)).status).to.equal('cancelled');
      expect((await logOf(world)).at(-1)).to.include({ phase: 'commit', rule: 'cancelled', outcome: 'cancelled' });
      const late = await world.core.deciding.decide(world.caller, { approvalId: approval!.id, version: 1, decision: 'confirm' });
      expect(late.result).to.equal('already_decided');
      expect(erp.written).to.have.length(0);
    });

    it('numbers its events without a gap and replays them as they were shown', async () => {
      const session = await open([{ calls: [{ name: 'look', args: {} }] }, { text: 'One.' }]);
      await world.say(session, 'Look.');
      await world.say(session, 'Again.');
      const replayed = await world.core.chat.events(world.caller, session, 0);
      expect(replayed).to.deep.equal(world.events);
      expect(replayed.map((event) => event.sequence)).to.deep.equal(replayed.map((_, index) => index + 1));
    });

    it('gives every record of the log a position, hashed in a chain without a gap', async () => {
      const session = await open([order, { text: 'Ordered.' }]);
      await world.say(session, 'Order two.');
      const [approval] = await world.core.deciding.pending(world.caller);
      await world.core.deciding.decide(world.caller, { approvalId: approval!.id, version: 1, decision: 'confirm' });
      await world.turnEnd(approval!.turnId, ['turn.completed']);
      await world.core.sequencer.drain();
      const chain = await world.sql<{ position: number; recordType: string }>(
        'SELECT position, recordType FROM SmartAgentLogChain ORDER BY position',
      );
      expect(chain.map((link) => Number(link.position))).to.deep.equal([1, 2, 3, 4, 5]);
      expect(chain.map((link) => link.recordType).sort()).to.deep.equal(['attempt', 'attempt', 'decision', 'outcome', 'outcome']);
    });
  });
};
