import { expect } from 'chai';
import type { SettleEffect } from '../../src/contracts/unsettled-effects.ts';
import { ErpError } from '../../src/features/tools/index.ts';
import { UnsettledEffects, type EffectReader } from '../../src/features/unsettled-effects/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { saidOf } from '../support/log-rows-of.ts';
import { storyOf } from '../support/story-of.ts';
import { thenSay } from '../support/scripted-model.ts';
import { grantExecute } from '../support/seed-world.ts';
import { ToyErp } from '../support/toy-tools.ts';

const order = { calls: [{ name: 'order', args: { vendor: 'V-1', quantity: 2 } }] };
const afterTheHorizon = 11 * 60_000;
const seen: SettleEffect = { found: 'done', reason: 'PO-17 is there.' };

describe('a change that only a person can settle', () => {
  let erp: ToyErp;
  let clock: ManualClock;
  let world: ChatWorld;
  let effects: UnsettledEffects;
  let own: EffectReader;
  let approver: EffectReader;
  beforeEach(async () => {
    erp = new ToyErp();
    clock = new ManualClock('2026-03-02T09:00:00.000Z');
    world = await ChatWorld.open({ script: thenSay(order, { text: 'Done.' }), ports: erp.ports, tools: erp.tools(), clock });
    effects = new UnsettledEffects({ ...world.core.parts, telling: world.core.telling });
    const { tenantId, person } = world.seeded;
    const { subjects } = world.core.parts;
    own = { tenantId, subjectId: (await subjects.of(person)).id, displayName: person.displayName, maySeeOthers: false, maySettleOthers: false };
    const marta = { ...person, oid: crypto.randomUUID(), displayName: 'Marta Lindqvist' };
    approver = { tenantId, subjectId: (await subjects.of(marta)).id, displayName: marta.displayName, maySeeOthers: true, maySettleOthers: true };
  });
  afterEach(() => world.close());

  const loseAnswers = (): void => {
    erp.canReconcile = false;
    erp.afterWrite = () => {
      throw new ErpError('timeout', 'The ERP did not answer in time.', { effectUnknown: true, correlationId: 'bc-4711' });
    };
  };
  const lostOrder = async (): Promise<{ id: string; turnId: string; sessionId: string; reference: string }> => {
    const sessionId = await world.session();
    await world.say(sessionId, 'Order two.');
    const [approval] = await world.core.deciding.pending(world.caller);
    const { id, turnId, executionReference: reference } = approval!;
    loseAnswers();
    expect(await world.core.deciding.decide(world.caller, { approvalId: id, version: 1, decision: 'confirm' })).to.include({ result: 'unknown' });
    await world.turnOver(turnId);
    return { id, turnId, sessionId, reference };
  };
  const problemOf = async (work: Promise<unknown>): Promise<AppError> => {
    const thrown = await work.then(
      () => null,
      (error: unknown) => error,
    );
    expect(thrown).to.be.instanceOf(AppError);
    return thrown as AppError;
  };
  const decisions = async () =>
    (await world.sql<{ decision: string; subjectId: string | null }>('SELECT decision, subjectId FROM SmartAgentApprovalDecision')).map(
      ({ decision, subjectId }) => [decision, subjectId],
    );

  it('is on the list with what is needed to look in the ERP; what it says is for its own person alone', async () => {
    const { id, reference } = await lostOrder();
    const [mine] = await effects.list(own);
    expect(mine).to.deep.include({
      ...{ approvalId: id, executionReference: reference, effectKey: `${reference}/1`, requestedBy: 'Clara Reyes', confirmedBy: 'Clara Reyes' },
      ...{ company: 'Test Company', amount: { value: '10.00', currency: 'EUR' }, correlationId: 'bc-4711', maySettle: true },
      ...{ attemptedAt: '2026-03-02T09:00:00.000Z', settleableFrom: '2026-03-02T09:10:00.000Z', tool: { name: 'order', title: 'Order' } },
    });
    expect(mine?.preview?.title).to.equal('Order from V-1');
    const [theirs] = await effects.list(approver);
    expect(theirs).to.deep.equal({ ...mine, preview: null });
    expect(theirs?.supportingRecords.map(({ entitySet }) => entitySet)).to.deep.equal(['vendors']);
    expect(await effects.list({ ...approver, maySettleOthers: false })).to.deep.equal([{ ...theirs, maySettle: false }]);
    expect(await effects.list({ ...approver, maySeeOthers: false, maySettleOthers: false })).to.deep.equal([]);
    expect(await effects.list({ ...approver, tenantId: crypto.randomUUID() })).to.deep.equal([]);
  });

  it('is refused while the ERP may still be at it, and says from when on', async () => {
    const { id } = await lostOrder();
    const early = await problemOf(effects.settle(own, id, seen));
    expect([early.status, early.remedy]).to.deep.equal([409, 'Look again in the ERP from 2026-03-02T09:10:00.000Z on, and settle it then.']);
    expect(await decisions()).to.deep.equal([['confirmed', own.subjectId]]);
  });

  it('found done: committed, once, with a decision of hers; told to its conversation and in its story; its payload is gone', async () => {
    const { id, sessionId, reference } = await lostOrder();
    clock.advance(afterTheHorizon);
    const all = await Promise.allSettled([1, 2, 3].map(() => effects.settle(approver, id, seen)));
    expect(all.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    expect((await problemOf(effects.settle(own, id, { ...seen, found: 'not_done' }))).message).to.include('known already');
    expect(await decisions()).to.have.deep.members([
      ['confirmed', own.subjectId],
      ['settled_committed', approver.subjectId],
    ]);
    const line = 'Marta Lindqvist looked in the ERP and found that the change was made: PO-17 is there.';
    const view = await world.core.deciding.view(world.caller, id);
    expect(view).to.include({ status: 'committed', resultLine: line, reason: 'PO-17 is there.' });
    const told = await world.until((data) => data.type === 'turn.started' && data.cause === 'decision' && data.text?.includes('order') === true);
    await world.turnEnd(told.turnId);
    const events = await world.core.chat.events(world.caller, sessionId, 0);
    expect(events.filter(({ data }) => data.type === 'approval.changed' && data.approval.status === 'committed')).to.have.length(1);
    expect(await world.sql('SELECT state, sealedPayload FROM SmartAgentApproval')).to.deep.equal([{ state: 'committed', sealedPayload: null }]);
    expect(await saidOf(world)).to.deep.equal(['prepare ask prepared', 'commit run unknown']);
    const story = await storyOf(world, reference, own.subjectId);
    expect(story.approvalEvents.map(({ event, by, reason }) => [event, by, reason])).to.deep.equal([
      ['requested', 'Clara Reyes', null],
      ['confirmed', 'Clara Reyes', null],
      ['settled_committed', 'Marta Lindqvist', 'PO-17 is there.'],
    ]);
    expect(await effects.list(own)).to.deep.equal([]);
    expect(erp.written).to.have.length(1);
  });

  it('found not done: failed, told as failed, and never made again by itself', async () => {
    const { id } = await lostOrder();
    clock.advance(afterTheHorizon);
    expect(await effects.settle(own, id, { found: 'not_done', reason: 'No order since Monday.' })).to.include({ status: 'failed' });
    erp.canReconcile = true;
    await world.core.recovery.sweep();
    expect((await world.core.deciding.view(world.caller, id)).status).to.equal('failed');
    expect((await decisions()).map(([decision]) => decision)).to.have.members(['confirmed', 'settled_not_done']);
    expect(erp.written).to.have.length(1);
  });

  it('is on the list, too, where it was made without asking', async () => {
    await grantExecute(world.database, world.seeded, 'order');
    loseAnswers();
    await world.say(await world.session(), 'Order two.');
    const [mine] = await effects.list(own);
    expect(mine).to.include({ confirmedBy: null, requestedBy: 'Clara Reyes' });
    clock.advance(afterTheHorizon);
    expect(await effects.settle(own, mine!.approvalId, seen)).to.include({ status: 'committed' });
  });

  it('is no business of whoever may neither see nor settle it', async () => {
    const { id } = await lostOrder();
    clock.advance(afterTheHorizon);
    const colleague = { ...approver, maySeeOthers: false, maySettleOthers: false };
    expect((await problemOf(effects.settle(colleague, id, seen))).status).to.equal(404);
    expect((await problemOf(effects.settle({ ...approver, tenantId: crypto.randomUUID() }, id, seen))).status).to.equal(404);
    expect((await problemOf(effects.settle({ ...colleague, maySeeOthers: true }, id, seen))).status).to.equal(403);
    expect(await effects.list(own)).to.have.length(1);
  });

  it('is settled on the version that was lost, where an earlier one had moved', async () => {
    await world.say(await world.session(), 'Order two.');
    const [first] = await world.core.deciding.pending(world.caller);
    erp.setPrice('V-1', '12.00');
    const moved = await world.core.deciding.decide(world.caller, { approvalId: first!.id, version: 1, decision: 'confirm' });
    expect(moved.result).to.equal('moved');
    clock.advance(60_000);
    loseAnswers();
    const { id } = moved.approval;
    expect(await world.core.deciding.decide(world.caller, { approvalId: id, version: 2, decision: 'confirm' })).to.include({ result: 'unknown' });
    expect((await effects.list(own)).map(({ approvalId, attemptedAt }) => [approvalId, attemptedAt])).to.deep.equal([
      [id, '2026-03-02T09:01:00.000Z'],
    ]);
  });
});
