import { expect } from 'chai';
import { executionViewSchema, type ExecutionView } from '../../src/contracts/executions.ts';
import type { Executions } from '../../src/features/executions/index.ts';
import { sha256 } from '../../src/kernel/canonical-json.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { thenSay } from '../support/scripted-model.ts';
import { executionsOf } from '../support/story-of.ts';
import { ToyErp } from '../support/toy-tools.ts';

const order = { calls: [{ name: 'order', args: { vendor: 'V-1', quantity: 2 } }] };

describe('the story of an execution', () => {
  let world: ChatWorld;
  let executions: Executions;
  let reference: string;
  let clara: string;

  before(async () => {
    const erp = new ToyErp();
    const script = thenSay({ calls: [{ name: 'look', args: {} }] }, order, { text: 'Ordered: PO-1.' });
    world = await ChatWorld.open({ script, ports: erp.ports, tools: erp.tools() });
    const { core } = world;
    executions = executionsOf(world);
    clara = (await core.parts.subjects.of(world.seeded.person)).id;
    const session = await world.session();
    await world.say(session, 'Order two of what is cheap.');
    const [first] = await core.deciding.pending(world.caller);
    erp.setPrice('V-1', '12.50');
    const moved = await core.deciding.decide(world.caller, { approvalId: first!.id, version: 1, decision: 'confirm' });
    await core.deciding.decide(world.caller, { approvalId: moved.approval.id, version: 2, decision: 'confirm' });
    await world.turnEnd(first!.turnId, ['turn.completed']);
    await core.sequencer.drain();
    reference = first!.executionReference;
  });
  after(() => world.close());

  const told = async (subjectId = clara): Promise<ExecutionView> =>
    executionViewSchema.parse(await executions.get({ tenantId: world.seeded.tenantId, subjectId, maySeeOthers: subjectId !== clara }, reference));

  it('says which agent acted, for which customer, under which authority, through which workflow', async () => {
    const { agent, tenant, user, company, delegation, fingerprint } = await told();
    expect(agent).to.include({ name: 'Helper', version: 1, kind: 'assistant', lifecycleNow: 'active', businessUnit: null });
    expect(agent.versionHash).to.match(/^[0-9a-f]{64}$/);
    expect(fingerprint).to.match(/^[0-9a-f]{64}$/);
    expect({ tenant: tenant.name, user, company }).to.deep.equal({ tenant: 'Test', user: 'Clara Reyes', company: 'Test Company' });
    expect(delegation).to.deep.include({ kind: 'session', workflow: 'conversation', delegator: 'Clara Reyes', actions: ['*'], revokedAt: null });
    expect(delegation?.companies).to.deep.equal([world.seeded.company.id]);
  });

  it('says what was asked for, which services that took, what it cost and what came of it', async () => {
    const story = await told();
    expect(story.requestedActions).to.deep.equal([
      { tool: 'look', title: 'Look', operation: 'read', calls: 1 },
      { tool: 'order', title: 'Order', operation: 'create', calls: 1 },
    ]);
    expect(story.models).to.have.length(1);
    expect(story.models[0]).to.include({ calls: 3, tier: 'smart', credits: '0.3600' });
    expect(story.tokens.input).to.equal(story.models[0]?.inputTokens);
    // Three model calls, and the price of the two actions.
    expect(story.credits).to.equal('0.4600');
    expect(story.services.map(({ service, calls }) => `${service} ${calls}`)).to.deep.equal(['model 3', 'erp 3']);
    expect(story.outcomes.map(({ outcome, count }) => `${count} ${outcome}`).sort()).to.deep.equal(['1 committed', '1 moved', '1 ok', '1 prepared']);
    expect(story.agents.map(({ name, version, calls }) => `${name} ${version} ${calls}`)).to.deep.equal(['Helper 1 2']);
    expect(story.agents[0]?.versionHash).to.equal(story.agent.versionHash);
    expect(story.erpRequests.map(({ tool, phase, outcome }) => `${tool} ${phase} ${outcome}`)).to.deep.equal([
      'look read ok',
      'order prepare prepared',
      'order commit committed',
    ]);
    for (const { clientRequestId } of story.erpRequests) expect(story.toolCalls.map(({ toolCallId }) => toolCallId)).to.include(clientRequestId);
    expect(story.status).to.equal('completed');
    expect(story.answerHash).to.equal(sha256('Ordered: PO-1.'));
  });

  it('says which records were written and which only read, with the ETags the proposal rests on', async () => {
    const { records, recordCount } = await told();
    expect(recordCount).to.equal(2);
    expect(records.map(({ label, role }) => `${label} ${role}`)).to.deep.equal(['PO-1 written', 'V-1 read']);
    expect(records[1]?.etag).to.equal('W/"2"');
  });

  it('tells every version of a proposal: who asked, who decided, what became of it', async () => {
    const { approvalEvents } = await told();
    expect(approvalEvents.map(({ version, event, by }) => `${version} ${event} ${by ?? 'nobody'}`)).to.deep.equal([
      '1 requested Clara Reyes',
      '1 confirmed Clara Reyes',
      '2 requested Clara Reyes',
      '2 confirmed Clara Reyes',
    ]);
  });

  it('is found from the end of the document it wrote, and of the record it read', async () => {
    const reader = { tenantId: world.seeded.tenantId, subjectId: clara, maySeeOthers: false };
    for (const document of ['PO-1', 'V-1']) {
      const { value } = await executions.list(reader, { document, limit: 50 });
      expect(
        value.map((run) => [run.reference, run.written]),
        document,
      ).to.deep.equal([[reference, ['PO-1']]]);
    }
    expect((await executions.list(reader, { document: 'PO-2', limit: 50 })).value).to.deep.equal([]);
  });

  it('is told whole when the transcript is gone', async () => {
    const before = await told();
    const overseen = await told(world.seeded.agentId);
    for (const table of ['SmartAgentMessage', 'SmartAgentPanelEvent', 'SmartAgentTurn', 'SmartAgentSession'])
      await world.sql(`DELETE FROM "${table}"`);
    expect(await told()).to.deep.equal(before);
    expect(await told(world.seeded.agentId)).to.deep.equal(overseen);
  });
});
