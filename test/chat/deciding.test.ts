import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { SmartAgentPolicy } from '../../entities/index.ts';
import type { ProposalDecisionKind } from '../../src/domain/deciding.ts';
import type { PortRequest } from '../../src/features/gateway/index.ts';
import { bumpRevision } from '../../src/features/settings/index.ts';
import { insert } from '../../src/kernel/database.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { attemptsOf, saidOf } from '../support/log-rows-of.ts';
import { thenSay, type ScriptStep } from '../support/scripted-model.ts';
import { ToyErp } from '../support/toy-tools.ts';

const orderCall = { name: 'order', args: { vendor: 'V-1', quantity: 2 } };
const order = { calls: [orderCall] };
const at = '2026-01-01T00:00:00.000Z';
const martasOid = randomUUID();
const look = { name: 'look', args: {} };

describe('deciding on a proposal', () => {
  let erp: ToyErp;
  let world: ChatWorld;
  const open = async (...script: readonly ScriptStep[]): Promise<string> => {
    erp = new ToyErp();
    world = await ChatWorld.open({ script: thenSay(...script), ports: erp.ports, tools: erp.tools() });
    return world.session();
  };
  const pending = async () => (await world.core.deciding.pending(world.caller))[0]!;
  const decide = (id: string, decision: ProposalDecisionKind = 'confirm', reason?: string) =>
    world.core.deciding.decide(world.caller, { approvalId: id, version: 1, decision, reason });
  const marta = () => ({ person: { ...world.seeded.person, oid: martasOid, displayName: 'Marta Lindqvist' }, signIn: 'hers', mayApprove: true });
  const addPolicy = (approver: object = { kind: 'second-person', people: [] }) =>
    world.database.transaction(async (manager) => {
      const rule = { actions: ['*'], when: { kind: 'always' }, approver };
      const row = { id: randomUUID(), tenantId: world.seeded.tenantId, name: 'Everything', enabled: true, revision: 1, updatedAt: at };
      await world.database.apply(manager, [insert(SmartAgentPolicy, { ...row, rule: JSON.stringify(rule) })]);
      await bumpRevision(manager, world.seeded.tenantId);
    });
  afterEach(() => world.close());

  it('while a sibling call still runs lets the turn go on when that is done, with both results in place', async () => {
    const session = await open({ calls: [orderCall, look] }, { text: 'Done.' });
    let release = (): void => undefined;
    let reads = 0;
    erp.onRead = () => (reads++ === 1 ? new Promise<void>((resolve) => (release = resolve)) : undefined);
    const { turnId } = await world.core.chat.send(world.caller, { sessionId: session, clientMessageId: crypto.randomUUID(), text: 'Order.' });
    await world.until((data) => data.type === 'approval.requested');
    expect((await decide((await pending()).id)).result).to.equal('committed');
    release();
    await world.turnEnd(turnId, ['turn.completed']);
    const told = world.model.requests
      .at(-1)!
      .messages.filter(({ role }) => role === 'tool')
      .map(({ content }) => content);
    expect(told[0]).to.include('"status":"committed"');
    expect(told[1]).to.include('"status":"ok"');
  });

  it('of an earlier turn waits for the running one to come to its end, and is told after it', async () => {
    const session = await open(order, { text: 'Shown.' });
    await world.say(session, 'Order.');
    const { id } = await pending();
    let release = (): void => undefined;
    const reading = new Promise<void>((reached) => {
      erp.onRead = () => {
        reached();
        return new Promise<void>((resolve) => (release = resolve));
      };
    });
    world.model.script = thenSay({ calls: [look] }, { text: 'One vendor.' });
    const { turnId } = await world.core.chat.send(world.caller, { sessionId: session, clientMessageId: crypto.randomUUID(), text: 'Look.' });
    await reading;
    erp.onRead = () => undefined;
    expect((await decide(id)).result).to.equal('committed');
    release();
    await world.turnEnd(turnId, ['turn.completed']);
    const opened = await world.until((data) => data.type === 'turn.started' && data.cause === 'decision');
    await world.turnEnd(opened.turnId, ['turn.completed']);
    const executions = await world.sql<{ status: string; endedAt: string | null }>('SELECT status, endedAt FROM SmartAgentExecution');
    expect(
      executions.every(({ status, endedAt }) => status === 'completed' && endedAt !== null),
      JSON.stringify(executions),
    ).to.equal(true);
  });

  it('a second time, or after a rejection, runs nothing and leaves a row each time', async () => {
    const session = await open(order, { text: 'Done.' });
    await world.say(session, 'Order.');
    const { id, turnId } = await pending();
    await decide(id, 'reject');
    await world.turnEnd(turnId, ['turn.completed']);
    expect([(await decide(id)).result, (await decide(id, 'reject')).result]).to.deep.equal(['already_decided', 'already_decided']);
    expect(await saidOf(world)).to.deep.equal(['prepare ask prepared', 'commit refuse rejected', 'commit refuse refused', 'commit refuse refused']);
    expect(erp.written).to.have.length(0);
  });

  it('that is taken back runs nothing, is a decision of its own, and the model is told that it was no rejection', async () => {
    const session = await open(order, { text: 'Done.' });
    await world.say(session, 'Order.');
    const { id, turnId, mayDecide, mayWithdraw } = await pending();
    expect([mayDecide, mayWithdraw]).to.deep.equal([true, true]);
    const { result, approval } = await decide(id, 'withdraw', 'Ordered by phone.');
    expect([result, approval.status, approval.reason, approval.mayWithdraw]).to.deep.equal(['withdrawn', 'withdrawn', 'Ordered by phone.', false]);
    await world.turnEnd(turnId, ['turn.completed']);
    const told = world.model.requests.at(-1)?.messages.at(-1)?.content;
    expect(told).to.include('"status":"withdrawn"').and.to.include('Ordered by phone.');
    expect((await attemptsOf(world)).at(-1)).to.include({ phase: 'commit', rule: 'withdrawn', outcome: 'cancelled' });
    const decisions = await world.sql<{ decision: string }>('SELECT decision FROM SmartAgentApprovalDecision');
    expect(decisions).to.deep.equal([{ decision: 'withdrawn' }]);
    expect((await decide(id)).result).to.equal('already_decided');
    expect(erp.written).to.have.length(0);
  });

  it('that was taken back just before a stop is told to its conversation at the next sweep', async () => {
    const session = await open(order, { text: 'Done.' });
    await world.say(session, 'Order.');
    const { turnId } = await pending();
    await world.sql(`UPDATE SmartAgentApproval SET state = 'withdrawn', untold = 1, sealedPayload = NULL`);
    await world.core.recovery.sweep();
    await world.turnEnd(turnId, ['turn.completed']);
    expect(world.model.requests.at(-1)?.messages.at(-1)?.content).to.include('"status":"withdrawn"');
  });

  it('whose content cannot be opened any more ends it, with a row, and never guesses', async () => {
    const session = await open(order, { text: 'Done.' });
    await world.say(session, 'Order.');
    const { id } = await pending();
    await world.sql(`UPDATE SmartAgentApproval SET sealedPayload = 'v1.AAAA'`);
    expect((await decide(id)).result).to.equal('refused');
    expect((await world.core.deciding.view(world.caller, id)).status).to.equal('undecryptable');
    expect((await attemptsOf(world)).at(-1)).to.include({ phase: 'commit', rule: 'undecryptable', outcome: 'failed' });
  });

  it('is on the record with everything that was read again and the record that was made', async () => {
    const session = await open(order, { text: 'Done.' });
    await world.say(session, 'Order.');
    await decide((await pending()).id);
    const scope = (await attemptsOf(world)).at(-1)?.dataScope ?? '';
    expect(scope).to.include('id-V-1').and.to.include('PO-1');
  });

  it('is too late to stop once the change is being made', async () => {
    const session = await open(order, { text: 'Done.' });
    await world.say(session, 'Order.');
    const { id, turnId } = await pending();
    let stopped: unknown;
    erp.afterWrite = async () => void (stopped = await world.core.chat.cancel(world.caller, { sessionId: session, turnId }));
    expect((await decide(id)).result).to.equal('committed');
    expect(stopped).to.equal('too_late');
    await world.turnEnd(turnId, ['turn.completed']);
  });

  it('is over with the conversation: deleting it withdraws what waits, stops what runs, and restoring gives the authority back', async () => {
    const session = await open(order, { text: 'Done.' });
    await world.say(session, 'Order.');
    const { id } = await pending();
    await world.core.chat.remove(world.caller, session);
    expect((await decide(id)).result).to.equal('already_decided');
    expect((await world.core.deciding.view(world.caller, id)).status).to.equal('withdrawn');
    expect(erp.written).to.have.length(0);
    const refused = await world.core.chat
      .send(world.caller, { sessionId: session, clientMessageId: crypto.randomUUID(), text: 'Still?' })
      .catch((error: unknown) => error);
    expect(refused).to.include({ code: 'conflict' });
    await world.core.chat.sessions.restore(world.caller.person, session);
    world.model.script = thenSay({ calls: [look] }, { text: 'One vendor.' });
    await world.say(session, 'And now?');
    expect((await attemptsOf(world)).at(-1)).to.include({ tool: 'look', outcome: 'ok' });
  });

  it('deleted while a turn runs: its next call is refused, and the turn is stopped', async () => {
    const session = await open({ calls: [look] }, { calls: [look] }, { text: 'Done.' });
    const removed: Promise<void>[] = [];
    erp.onRead = () => {
      if (removed.length === 0) removed.push(world.core.chat.remove(world.caller, session));
    };
    const { turnId } = await world.core.chat.send(world.caller, { sessionId: session, clientMessageId: crypto.randomUUID(), text: 'Look twice.' });
    await world.turnEnd(turnId, ['turn.cancelled']);
    await Promise.all(removed);
    expect(erp.reads).to.equal(1);
  });

  it('that has expired is told to the model under the sign-in the turn had', async () => {
    const signIns: string[] = [];
    const session = await open(order, { calls: [look] }, { text: 'Done.' });
    Object.assign(erp.ports, {
      reader: ({ scope }: PortRequest) => {
        signIns.push(scope.signIn);
        return erp.reader;
      },
    });
    await world.say(session, 'Order.');
    const { turnId } = await pending();
    await world.sql(`UPDATE SmartAgentApproval SET expiresAt = '2020-01-01T00:00:00.000Z'`);
    await world.core.recovery.sweep();
    await world.turnEnd(turnId, ['turn.completed']);
    expect(signIns).to.deep.equal(['sign-in', 'sign-in']);
  });

  it('that could not be told to its turn is told at the next sweep', async () => {
    const session = await open(order, { text: 'Done.' });
    await world.say(session, 'Order.');
    const { turnId } = await pending();
    // As a crash between the decision and the turn's next step leaves it.
    await world.sql(`UPDATE SmartAgentApproval SET state = 'rejected', sealedPayload = NULL`);
    await world.core.recovery.sweep();
    await world.turnEnd(turnId, ['turn.completed']);
    expect(world.model.requests.at(-1)?.messages.at(-1)?.content).to.include('"status":"rejected"');
  });

  it('that a rule since gives to a second person is put before her as a new version with the rule, once, and its own user is told so', async () => {
    const session = await open(order, { text: 'Ordered.' });
    await world.say(session, 'Order.');
    const { id, turnId } = await pending();
    await addPolicy();
    const [one, other] = await Promise.all([decide(id), decide(id)]);
    expect([one.result, other.result].sort()).to.deep.equal(['already_decided', 'moved']);
    const { approval } = one.result === 'moved' ? one : other;
    expect(approval).to.include({ version: 2, mayDecide: false, status: 'pending' });
    expect(approval.approver.kind).to.equal('second-person');
    expect(approval.basis.map(({ rule }) => rule)).to.include.members(['rule-always', 'rules-changed']);
    expect(approval.changedSince).to.deep.equal([
      { label: 'Rule', was: 'not in force', now: 'The rule "Everything" asks every time; a second person decides.' },
    ]);
    expect((await world.core.deciding.view(world.caller, id)).status).to.equal('superseded');
    expect(erp.written).to.deep.equal([]);
    expect((await attemptsOf(world)).find(({ rule }) => rule === 'approver-standing')).to.include({ phase: 'commit', outcome: 'refused' });
    const again = await world.core.deciding.decide(world.caller, { approvalId: approval.id, version: 2, decision: 'confirm' });
    expect([again.result, again.approval.version], 'whoever was not asked changes nothing').to.deep.equal(['refused', 2]);
    const [waiting] = await world.core.deciding.pending(marta());
    expect(waiting).to.include({ id: approval.id, mayDecide: true });
    const { result } = await world.core.deciding.decide(marta(), { approvalId: approval.id, version: 2, decision: 'confirm' });
    expect(result).to.equal('committed');
    await world.turnEnd(turnId, ['turn.completed']);
    expect(erp.written).to.have.length(1);
  });

  it('that a rule since asks about goes on as it was where its own user may still decide', async () => {
    const session = await open(order, { text: 'Ordered.' });
    await world.say(session, 'Order.');
    const { id } = await pending();
    await addPolicy({ kind: 'responsible' });
    expect((await decide(id)).result).to.equal('committed');
  });

  it('by a second person is answered as she sees it, and told in the conversation as its own user does', async () => {
    const session = await open(order, { text: 'Shown.' });
    await addPolicy();
    const shown = await world.say(session, 'Order.');
    const asked = shown.flatMap((data) => (data.type === 'approval.requested' ? [data.approval] : []));
    expect(asked.map(({ approver, mayDecide }) => [approver.kind, mayDecide])).to.deep.equal([['second-person', false]]);
    const own = (await world.core.deciding.pending(world.caller))[0]!;
    expect((await decide(own.id, 'reject')).message).to.include('Withdraw it instead.');
    expect((await attemptsOf(world)).at(-1)).to.include({ phase: 'commit', rule: 'not-approved', outcome: 'refused' });
    const she = marta();
    const [waiting] = await world.core.deciding.pending(she);
    expect(waiting?.mayWithdraw).to.equal(false);
    const tried = await world.core.deciding.decide(she, { approvalId: waiting!.id, version: 1, decision: 'withdraw' });
    expect([tried.result, tried.approval.status]).to.deep.equal(['refused', 'pending']);
    erp.setPrice('V-1', '12.50');
    const { result, approval } = await world.core.deciding.decide(she, { approvalId: waiting!.id, version: 1, decision: 'confirm' });
    expect([result, approval.version, approval.mayDecide]).to.deep.equal(['moved', 2, true]);
    expect(approval.requestedBy).to.equal('Clara Reyes');
  });
});
