import { expect } from 'chai';
import { ErpError } from '../../src/features/tools/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { ChatWorld, type WorldOptions } from '../support/chat-world.ts';
import { saidOf } from '../support/log-rows-of.ts';
import { thenSay } from '../support/scripted-model.ts';
import { grantExecute } from '../support/seed-world.ts';
import { ToyErp } from '../support/toy-tools.ts';

const order = { calls: [{ name: 'order', args: { vendor: 'V-1', quantity: 2 } }] };
const lost = (): never => {
  throw new ErpError('timeout', 'The ERP did not answer in time.', { effectUnknown: true });
};
const never = new Promise<never>(() => undefined);
const afterTheHorizon = 11 * 60_000;

describe('an effect of which nobody knows', () => {
  let erp: ToyErp;
  let clock: ManualClock;
  let world: ChatWorld;
  const open = async (more: Partial<WorldOptions> & { folder?: string; seeded?: ChatWorld['seeded'] } = {}): Promise<ChatWorld> =>
    ChatWorld.open({ script: thenSay(order, { text: 'Done.' }), ports: erp.ports, tools: erp.tools(), clock, ...more });
  beforeEach(async () => {
    erp = new ToyErp();
    clock = new ManualClock('2026-03-02T09:00:00.000Z');
    world = await open();
  });

  const proposed = async (): Promise<{ id: string; turnId: string }> => {
    await world.say(await world.session(), 'Order two.');
    const [approval] = await world.core.deciding.pending(world.caller);
    return approval!;
  };
  const confirm = (id: string) => world.core.deciding.decide(world.caller, { approvalId: id, version: 1, decision: 'confirm' });

  it('is not called undone while the ERP may still be at it, and is found when it is there', async () => {
    const { id, turnId } = await proposed();
    const written = erp.written.splice(0);
    erp.afterWrite = () => {
      written.push(...erp.written.splice(0));
      lost();
    };
    expect(await confirm(id)).to.include({ result: 'unknown' });
    await world.turnOver(turnId);
    await world.core.recovery.sweep();
    expect((await world.core.deciding.view(world.caller, id)).status, 'too early to say').to.equal('unknown');
    erp.written.push(...written);
    await world.core.recovery.sweep();
    expect((await world.core.deciding.view(world.caller, id)).status).to.equal('committed');
    expect(await saidOf(world)).to.deep.equal(['prepare ask prepared', 'commit run unknown']);
    const decisions = await world.sql<{ decision: string }>('SELECT decision FROM SmartAgentApprovalDecision ORDER BY decidedAt');
    expect(decisions.map(({ decision }) => decision)).to.have.members(['confirmed', 'settled_committed']);
    await world.close();
  });

  it('is called undone when the ERP cannot be at it any more', async () => {
    const { id, turnId } = await proposed();
    erp.afterWrite = () => {
      erp.written.length = 0;
      lost();
    };
    expect(await confirm(id)).to.include({ result: 'unknown' });
    await world.turnOver(turnId);
    clock.advance(afterTheHorizon);
    await world.core.recovery.sweep();
    expect((await world.core.deciding.view(world.caller, id)).status).to.equal('failed');
    await world.close();
  });

  it('is unknown where the tool broke after the ERP was asked to write, whatever the error says', async () => {
    const { id } = await proposed();
    erp.canReconcile = false;
    erp.afterWrite = () => {
      throw new Error('the answer could not be read');
    };
    const end = await confirm(id);
    expect(end.result).to.equal('unknown');
    expect(end.message).to.include('Do not ask for it again');
    await world.close();
  });

  it('is settled once by sweeps that run at the same time', async () => {
    const { id, turnId } = await proposed();
    erp.canReconcile = false;
    erp.afterWrite = lost;
    await confirm(id);
    await world.turnOver(turnId);
    erp.canReconcile = true;
    await Promise.all([world.core.recovery.sweep(), world.core.recovery.sweep(), world.core.recovery.sweep()]);
    const told = world.events.filter(({ data }) => data.type === 'approval.changed' && data.approval.status === 'committed');
    expect(told).to.have.length(1);
    await world.close();
  });

  it('is made at most once where a change that need not ask was cut off by a kill', async () => {
    await grantExecute(world.database, world.seeded, 'order');
    const session = await world.session();
    const reached = new Promise<void>((resolve) => {
      erp.afterWrite = () => {
        resolve();
        return never;
      };
    });
    const { turnId } = await world.core.chat.send(world.caller, { sessionId: session, clientMessageId: crypto.randomUUID(), text: 'Order.' });
    await reached;
    erp.afterWrite = () => undefined;
    const told: string[] = [];
    const again = await open({
      folder: world.folder,
      seeded: world.seeded,
      script: ({ messages }) => {
        told.push(messages.findLast(({ role }) => role === 'tool')?.content ?? '');
        return { text: 'Done.' };
      },
    });
    await again.until((data) => data.type === 'turn.completed' && data.turnId === turnId);
    expect(erp.written).to.have.length(1);
    expect(told).to.have.length(1);
    expect(told[0]).to.include('"status":"committed"');
    expect(await saidOf(again)).to.deep.equal(['prepare run prepared', 'commit run committed']);
    await again.close('keep');
  });

  it('leaves no proposal behind where a change that need not ask went well', async () => {
    await grantExecute(world.database, world.seeded, 'order');
    await world.say(await world.session(), 'Order.');
    const rows = await world.sql<{ state: string; sealedPayload: string | null }>('SELECT state, sealedPayload FROM SmartAgentApproval');
    expect(rows).to.deep.equal([{ state: 'committed', sealedPayload: null }]);
    expect(erp.written).to.have.length(1);
    await world.close();
  });

  it('is told as such where its outcome cannot be recorded, and settled when the log is back', async () => {
    const { id, turnId } = await proposed();
    const broken = `CREATE TRIGGER broken BEFORE INSERT ON SmartAgentToolCallOutcome BEGIN SELECT RAISE(ABORT, 'no'); END`;
    erp.afterWrite = async () => void (await world.sql(broken));
    const error = await confirm(id).catch((thrown: unknown) => thrown as Error);
    expect(error).to.be.instanceOf(Error).with.property('message').that.includes('It ran, or may have');
    expect(world.core.log.state.refusedAttempts, 'it was not refused').to.equal(0);
    erp.afterWrite = () => undefined;
    await world.sql('DROP TRIGGER broken');
    await world.core.recovery.sweep();
    await world.turnEnd(turnId, ['turn.completed']);
    expect((await world.core.deciding.view(world.caller, id)).status).to.equal('committed');
    expect(erp.written).to.have.length(1);
    await world.close();
  });
});
