import { expect } from 'chai';
import { auditUnavailableMessage } from '../../src/features/audit/index.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { Doors, type ToldOutside } from '../support/doors.ts';
import { thenSay } from '../support/scripted-model.ts';
import { storeFaults, type Mend } from '../support/store-faults.ts';
import { ToyErp } from '../support/toy-tools.ts';

type Door = 'chat' | 'REST' | 'MCP';

const withheld = 'It ran, or may have, but the audit log could not take its outcome; what came of it is withheld.';

describe('no row, no run: when the store of the log fails', function () {
  this.timeout(240_000);
  const clock = new ManualClock('2026-03-01T08:00:00.000Z');
  let erp: ToyErp;
  let world: ChatWorld;
  let doors: Doors;
  let session: string;
  /** Breaks the store while a turn is under way: after its message was kept, before the tool is called. */
  let beforeCall: () => Promise<void> = async () => undefined;
  let mend: { now?: Mend } = {};
  before(async () => {
    erp = new ToyErp();
    world = await ChatWorld.open({
      clock,
      ports: erp.ports,
      tools: erp.tools(),
      script: async (request, number) => {
        await beforeCall();
        return thenSay({ calls: [{ name: 'look', args: {} }] }, { text: 'So it is.' })(request, number);
      },
    });
    doors = await Doors.open(world);
    session = await world.session();
  });
  after(async () => {
    await doors.close();
    await world.close();
  });

  /** What the panel was told of the call, or, where nothing could be kept, of the turn. */
  const say = async (): Promise<ToldOutside> => {
    const [shown, problems] = [world.events.length, world.problems.length];
    const message = { sessionId: session, clientMessageId: crypto.randomUUID(), text: 'Look.' };
    const sent = await world.core.chat.send(world.caller, message).catch((error: unknown) => error);
    if (sent instanceof AppError) return { code: sent.code, message: sent.message, text: sent.message };
    const { turnId } = sent as { readonly turnId: string };
    await world.turnOver(turnId);
    const told = world.events.slice(shown).map(({ data }) => data);
    const finished = told.find((data) => data.type === 'tool.finished');
    if (finished) return { code: finished.result, message: finished.line, text: JSON.stringify(told) };
    return { code: world.problems[problems]?.code ?? 'nothing', message: auditUnavailableMessage, text: JSON.stringify(told) };
  };

  /** Breaks the store for one call, which has to come to no end. */
  const askedWhileBroken = async (door: Door, broken: () => Promise<void>): Promise<ToldOutside> => {
    if (door === 'chat') {
      beforeCall = broken;
      return say().finally(() => (beforeCall = async () => undefined));
    }
    await broken();
    return door === 'REST' ? doors.rest('look') : doors.tool('look');
  };

  afterEach(async () => {
    await mend.now?.();
    mend = {};
  });

  const count = async (sql: string): Promise<number> => (await world.sql<{ n: number }>(`SELECT COUNT(*) AS n FROM ${sql}`))[0]?.n ?? -1;
  const openAttempts = (): Promise<number> =>
    count(`SmartAgentToolCallLog a LEFT JOIN SmartAgentToolCallOutcome o ON o.attemptId = a.id WHERE o.id IS NULL`);
  const gapOf = async (): Promise<number> => {
    const rows = await world.sql<{ arguments: string }>(
      `SELECT arguments FROM SmartAgentToolCallLog WHERE rule = 'audit_gap' AND tenantId = '${world.seeded.tenantId}'`,
    );
    return rows.reduce((sum, row) => sum + (JSON.parse(row.arguments) as { refusedAttempts: number }).refusedAttempts, 0);
  };

  /** Lets everything that goes on by itself come to its end. */
  const settle = async (): Promise<void> => {
    clock.advance(6 * 60_000);
    await world.core.recovery.sweep();
    await world.core.sequencer.drain();
  };

  /** That what was recorded is whole: each attempt ended, each record in the chain once, each request answered, no turn left running. */
  const expectWhole = async (): Promise<void> => {
    expect(await openAttempts(), 'attempts without an outcome').to.equal(0);
    expect(await count('SmartAgentLogOutbox'), 'records without a position').to.equal(0);
    const records = await Promise.all(['SmartAgentToolCallLog', 'SmartAgentToolCallOutcome', 'SmartAgentApprovalDecision'].map(count));
    expect(await count('SmartAgentLogChain'), 'links').to.equal(records.reduce((sum, n) => sum + n, 0));
    expect(await count('SmartAgentActionRequest WHERE sealedAnswer IS NULL AND sealedOutcome IS NULL'), 'requests without an answer').to.equal(0);
    expect(await count(`SmartAgentTurn WHERE phase IN ('model', 'tools')`), 'turns under way').to.equal(0);
    expect(await count(`SmartAgentExecution WHERE status = 'running'`), 'runs under way').to.equal(0);
  };

  for (const { what, runs, breakIt } of storeFaults) {
    for (const door of ['chat', 'REST', 'MCP'] as const) {
      it(`${what}: nothing is run or told over ${door}, and it goes on by itself when the store is back`, async () => {
        const gapBefore = await gapOf();
        const broken = async (): Promise<void> => void (mend.now ??= await breakIt(world));
        const rowsBefore = await count(`SmartAgentToolCallLog WHERE tool = 'look' AND decision = 'run'`);
        const readsBefore = erp.reads;
        const told = await askedWhileBroken(door, broken);
        expect(told.code).to.equal('audit_unavailable');
        expect(told.text).not.to.include('V-1');
        expect([auditUnavailableMessage, withheld]).to.include(told.message);
        if (runs) expect(told.message).to.equal(withheld);
        const refused = world.core.log.state.refusedAttempts;
        expect(refused, 'attempts that were counted').to.equal(runs ? 0 : 1);
        expect([await doors.status('/healthz'), await doors.status('/readyz')]).to.deep.equal([200, 503]);

        await mend.now?.();
        mend = {};
        expect(await doors.status('/readyz')).to.equal(200);
        expect(world.core.log.state).to.include({ available: true, refusedAttempts: 0 });
        expect((await gapOf()) - gapBefore, 'attempts that the gap rows tell of').to.equal(refused);
        const rows = (await count(`SmartAgentToolCallLog WHERE tool = 'look' AND decision = 'run'`)) - rowsBefore;
        expect(erp.reads - readsBefore, 'tools that ran without a row').to.be.at.most(rows);
        await settle();
        await expectWhole();
        expect(await askedWhileBroken(door, async () => undefined)).to.include({ code: door === 'chat' ? 'ok' : 'done' });
      });
    }
  }
});
