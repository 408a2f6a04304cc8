import { expect } from 'chai';
import type { ApprovalDecisionResult, ApprovalView } from '../../src/contracts/approvals.ts';
import type { Conversation } from '../../src/demo/signed-in-client.ts';
import { faultsOf } from './crash-faults.ts';
import type { CallKind, CrashStep, Deed } from './crash-steps.ts';
import { newKey, type Authority, type CrashWorld } from './crash-world.ts';

const look = { action: 'read_vendor', args: { vendorNumber: 'V-1036' } };
const order = { action: 'create_purchase_order_draft', args: { vendorNumber: 'V-1036', lines: [{ itemNumber: '1007', quantity: 2 }] } };
const callOf = ({ phase }: CallKind) => (phase === 'read' ? look : order);

const pending = async ({ ben }: CrashWorld): Promise<readonly ApprovalView[]> =>
  (await ben.get<{ value: ApprovalView[] }>('/api/v1/approvals')).value;

const moreOf = { ...order.args, lines: [{ itemNumber: '1007', quantity: 3 }] };
const doWith = ({ ben }: CrashWorld, { id, version }: ApprovalView, deed: Deed): Promise<ApprovalDecisionResult> =>
  deed === 'edit'
    ? ben.post(`/api/v1/approvals/${id}/edit`, { version, arguments: moreOf })
    : ben.post(`/api/v1/approvals/${id}/decision`, { version, decision: deed });
const confirm = (world: CrashWorld, approval: ApprovalView): Promise<ApprovalDecisionResult> => doWith(world, approval, 'confirm');

/** Kills the program at a step of what is begun; what is begun never hears of it. */
const killDuring = async (world: CrashWorld, { moments }: CrashStep, begin: () => Promise<unknown>): Promise<void> => {
  await world.program.killAt(moments);
  void begin().catch(() => undefined);
  await world.program.gone();
};

const comesToRest = (world: CrashWorld, ...besides: readonly string[]): Promise<void> => {
  let last: readonly string[] = [];
  const isAtRest = (): boolean => (last = faultsOf(world).filter((fault) => !besides.some((start) => fault.startsWith(start)))).length === 0;
  return world.until('everything at an end', isAtRest).catch((error: Error) => {
    throw new Error(`${error.message}\n${last.join('\n')}`);
  });
};

/** Whatever was killed: everything comes to an end; what waits can be decided, and is made once; nobody is left in doubt. */
const endsWell = async (world: CrashWorld, effectsBefore: number): Promise<void> => {
  const unsettled = ['nobody knows', 'a run waits', 'a turn waits'];
  await comesToRest(world, ...unsettled);
  if (world.rows(`SELECT 1 FROM SmartAgentApproval WHERE state = 'unknown'`).length > 0) await world.restartLater();
  await comesToRest(world);
  for (const approval of await pending(world)) {
    const decided = await confirm(world, approval);
    expect(decided.result, decided.message).to.equal('committed');
    await comesToRest(world);
    expect(world.effects()).to.have.length(effectsBefore + 1);
  }
  expect(world.effects().length).to.be.at.most(effectsBefore + 1);
};

const say = async (
  world: CrashWorld,
  authority: Authority,
  kind: CallKind,
): Promise<{ conversation: Conversation; said: () => Promise<unknown> }> => {
  const { action, args } = callOf(kind);
  world.endpoint.script({ calls: [[action, args]] }, { text: 'That is it.' });
  const conversation = await world.open(authority);
  return { conversation, said: () => conversation.say('Please.') };
};

/** Killed at a step of a call in a conversation. */
export const duringCall = async (world: CrashWorld, step: CrashStep, { kind, authority = 'asks' }: { kind: CallKind; authority?: Authority }) => {
  const before = world.effects().length;
  const { conversation, said } = await say(world, authority, kind);
  await killDuring(world, step, said);
  conversation.close();
  await world.restart();
  await endsWell(world, before);
};

/** Killed at a step of what a person does with what a conversation proposed. */
export const duringDecision = async (world: CrashWorld, step: CrashStep, { kind, deed }: { kind: CallKind; deed: Deed }) => {
  const before = world.effects().length;
  const { conversation, said } = await say(world, 'asks', kind);
  await said();
  conversation.close();
  const [approval] = await pending(world);
  await killDuring(world, step, () => doWith(world, approval!, deed));
  await world.restart();
  await endsWell(world, before);
};

/** Killed while a change is being made, killed again at a step of finding out what became of it, and of settling it later. */
export const whileSettling = async (world: CrashWorld, at: { lost: CrashStep; found?: CrashStep; settled?: CrashStep }, kind: CallKind) => {
  const { conversation, said } = await say(world, 'asks', kind);
  await said();
  conversation.close();
  const [approval] = await pending(world);
  await killDuring(world, at.lost, () => confirm(world, approval!));
  if (at.found) await world.restart(at.found.moments);
  await world.restart();
  await comesToRest(world, 'nobody knows', 'a run waits');
  world.endpoint.requests.length = 0;
  if (at.settled) await world.restartLater(at.settled.moments);
  await world.restartLater();
  await comesToRest(world);
  const heard = (): boolean =>
    world.endpoint.requests.some(({ messages }) =>
      messages.some(({ content }) => content?.includes(`"approvalId":"${approval!.id}"`) && content.includes('"failed"')),
    );
  await world.until('its conversation hears that it was not made', heard);
};

/** Killed at a step of a request of an external agent, which asks again with the same key. */
export const duringRequest = async (world: CrashWorld, step: CrashStep, { kind, authority = 'asks' }: { kind: CallKind; authority?: Authority }) => {
  const before = world.effects().length;
  const [token, key] = [await world.token(authority), newKey()];
  await killDuring(world, step, () => world.act(token, key, callOf(kind)));
  const kept = requests(world);
  await world.restart();
  const again = await world.act(await world.token(authority), key, callOf(kind));
  expect(again.status, JSON.stringify(again.body)).to.be.oneOf([200, 202]);
  expect(requests(world)).to.have.length(Math.max(kept.length, 1 + requestsBefore(world, again.body.toolCallId)));
  await endsWell(world, before);
  await endsForAgent(world, { authority, reference: again.body.execution });
};

/** Killed at a step of what a person does with what an external agent proposed. */
export const duringOutsideDecision = async (world: CrashWorld, step: CrashStep, { kind, deed }: { kind: CallKind; deed: Deed }) => {
  const before = world.effects().length;
  const { body } = await world.act(await world.token('asks'), newKey(), callOf(kind));
  const approval = (await pending(world)).find(({ executionReference }) => executionReference === body.execution);
  await killDuring(world, step, () => doWith(world, approval!, deed));
  await world.restart();
  await endsWell(world, before);
  await endsForAgent(world, {
    authority: 'asks',
    reference: body.execution,
    unmade: deed === 'reject' || deed === 'withdraw' ? 'refused' : 'failed',
  });
};

const requests = (world: CrashWorld): { id: string }[] => world.rows<{ id: string }>('SELECT id FROM SmartAgentActionRequest');
const requestsBefore = (world: CrashWorld, id: string): number => requests(world).filter((request) => request.id !== id).length;

/** The agent sees its run at its end, and what came of it. */
const endsForAgent = async (
  world: CrashWorld,
  { authority, reference, unmade = 'failed' }: { authority: Authority; reference: string; unmade?: 'refused' | 'failed' },
): Promise<void> => {
  const { body } = await world.execution(await world.token(authority), reference);
  expect(body.status, JSON.stringify(body)).to.equal('completed');
  const made = world.effects().some((key) => key.startsWith(reference));
  const [told] = body.actions;
  const isRead = told?.action === look.action;
  expect(body.actions).to.have.length(1);
  expect(told?.result, JSON.stringify(body)).to.be.oneOf(isRead ? ['done', 'failed'] : [made ? 'done' : unmade]);
};
