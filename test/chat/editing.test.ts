import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { SmartAgentPolicy } from '../../entities/index.ts';
import { bumpRevision } from '../../src/features/settings/index.ts';
import { insert } from '../../src/kernel/database.ts';
import type { AppError } from '../../src/kernel/errors.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { attemptsOf } from '../support/log-rows-of.ts';
import { thenSay } from '../support/scripted-model.ts';
import { ToyErp } from '../support/toy-tools.ts';

const order = { calls: [{ name: 'order', args: { vendor: 'V-1', quantity: 2 } }] };
const at = '2026-01-01T00:00:00.000Z';

describe('editing a proposal that waits', () => {
  let erp: ToyErp;
  let world: ChatWorld;
  beforeEach(async () => {
    erp = new ToyErp();
    erp.setPrice('V-2', '99.00');
    erp.setPrice('V-3', '5.00');
    world = await ChatWorld.open({ script: thenSay(order, { text: 'Done.' }), ports: erp.ports, tools: erp.tools() });
  });
  afterEach(() => world.close());

  const asked = async () => {
    await world.say(await world.session(), 'Order.');
    return (await world.core.deciding.pending(world.caller))[0]!;
  };
  const marta = () => ({ person: { ...world.seeded.person, oid: randomUUID(), displayName: 'Marta Lindqvist' }, signIn: 'hers', mayApprove: true });
  const edit = (one: { id: string; version: number }, args: object, who = world.caller) =>
    world.core.deciding.edit(who, { approvalId: one.id, version: one.version, arguments: args as Record<string, unknown> });
  const confirm = (one: { id: string; version: number }, who = world.caller) =>
    world.core.deciding.decide(who, { approvalId: one.id, version: one.version, decision: 'confirm' });
  const aRule = (when: object) =>
    world.database.transaction(async (manager) => {
      const rule = { actions: ['*'], when, approver: { kind: 'second-person', people: [] } };
      const row = { id: randomUUID(), tenantId: world.seeded.tenantId, name: 'Orders', enabled: true, revision: 1, updatedAt: at };
      await world.database.apply(manager, [insert(SmartAgentPolicy, { ...row, rule: JSON.stringify(rule) })]);
      await bumpRevision(manager, world.seeded.tenantId);
    });

  it('puts a new version in its place that shows the difference and who edited it; the old one can no longer be confirmed', async () => {
    const first = await asked();
    expect((await world.core.deciding.argumentsOf(world.caller, first.id)).arguments).to.deep.equal({ vendor: 'V-1', quantity: 2 });
    const { result, approval } = await edit(first, { vendor: 'V-2', quantity: 3 });
    expect([result, approval.version, approval.status, approval.editedBy]).to.deep.equal(['edited', 2, 'pending', 'Clara Reyes']);
    expect(approval.changedSince).to.deep.equal([{ label: 'Price', was: '10.00', now: '99.00' }]);
    expect(approval.basis.at(-1)?.rule).to.equal('edited');
    expect((await confirm(first)).result).to.equal('already_decided');
    expect((await world.core.deciding.view(world.caller, first.id)).status).to.equal('superseded');
    expect((await confirm(approval)).result).to.equal('committed');
    expect(erp.written.map(({ body }) => body)).to.deep.equal([{ vendor: 'V-2', quantity: 3, price: '99.00' }]);
    await world.turnEnd(first.turnId, ['turn.completed']);
    const decisions = await world.sql<{ decision: string; version: number }>(
      'SELECT decision, version FROM SmartAgentApprovalDecision ORDER BY version',
    );
    expect(decisions.map(({ decision, version }) => [decision, version])).to.deep.equal([
      ['edited', 1],
      ['confirmed', 2],
    ]);
    expect((await attemptsOf(world)).map(({ phase, outcome }) => `${phase} ${outcome}`)).to.include.members(['prepare prepared', 'commit committed']);
  });

  it('names the fields that do not fit, with a row, and the version before goes on waiting', async () => {
    const first = await asked();
    const problem = (await edit(first, { vendor: 'V-2', quantity: -1, price: '0.01' }).catch((error: unknown) => error)) as AppError;
    expect([problem.code, problem.fields?.map(({ field }) => field).sort()]).to.deep.equal(['unprocessable', ['arguments', 'quantity']]);
    expect((await attemptsOf(world)).at(-1)).to.include({ phase: 'prepare', rule: 'malformed-arguments', outcome: 'refused' });
    expect((await confirm(first)).result).to.equal('committed');
  });

  it('that cannot be prepared, or changes nothing, says so and leaves it as it is', async () => {
    const first = await asked();
    expect(await edit(first, { vendor: 'V-9', quantity: 1 })).to.deep.include({
      result: 'refused',
      message: 'There is no vendor V-9. Name another vendor.',
    });
    expect((await edit(first, { vendor: 'V-1', quantity: 2 })).message).to.include('Nothing would be different.');
    expect((await attemptsOf(world)).slice(-2).map(({ outcome }) => outcome)).to.deep.equal(['failed', 'refused']);
    expect((await world.core.deciding.view(world.caller, first.id)).status).to.equal('pending');
  });

  it('of two at once one wins, and a decision made meanwhile is not undone', async () => {
    const first = await asked();
    const ends = await Promise.all([edit(first, { vendor: 'V-2', quantity: 1 }), edit(first, { vendor: 'V-3', quantity: 1 })]);
    expect(ends.map(({ result }) => result).sort()).to.deep.equal(['already_decided', 'edited']);
    expect(await world.core.deciding.pending(world.caller)).to.have.length(1);
  });

  it('asks whoever the rules name for what it has become', async () => {
    await aRule({ kind: 'amount-above', amount: '50.00', currency: 'EUR' });
    const { approval } = await edit(await asked(), { vendor: 'V-2', quantity: 2 });
    expect([approval.approver.kind, approval.mayDecide]).to.deep.equal(['second-person', false]);
    expect((await confirm(approval)).result).to.equal('refused');
    expect((await confirm(approval, marta())).result).to.equal('committed');
  });

  it('by an approver to more than was asked for is not hers to confirm, until whoever asked takes it over', async () => {
    await aRule({ kind: 'always' });
    const approver = marta();
    await asked();
    const [waiting] = await world.core.deciding.pending(approver);
    const lower = (await edit(waiting!, { vendor: 'V-3', quantity: 2 }, approver)).approval;
    expect([lower.editedBy, lower.mayDecide]).to.deep.equal(['Marta Lindqvist', true]);
    const raised = (await edit(lower, { vendor: 'V-2', quantity: 2 }, approver)).approval;
    expect([raised.version, raised.mayDecide]).to.deep.equal([3, false]);
    expect((await confirm(raised, approver)).message).to.include('more than was asked for');
    const taken = (await edit(raised, { vendor: 'V-2', quantity: 2 })).approval;
    expect([taken.version, taken.editedBy]).to.deep.equal([4, 'Clara Reyes']);
    expect((await confirm(taken, approver)).result).to.equal('committed');
  });

  it('is not for somebody who is not asked', async () => {
    const first = await asked();
    const stranger = { ...marta(), mayApprove: false };
    const answer = await edit(first, { vendor: 'V-2', quantity: 1 }, stranger).catch((error: unknown) => error);
    expect(answer).to.include({ code: 'not_found' });
  });
});
