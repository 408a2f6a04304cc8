import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { SmartAgentCondition, SmartAgentPolicy } from '../../entities/index.ts';
import type { ToolCallFacts } from '../../src/domain/tool-call.ts';
import type { PortFactory } from '../../src/features/gateway/index.ts';
import { bumpRevision } from '../../src/features/settings/index.ts';
import { ErpError, type ErpReader } from '../../src/features/tools/index.ts';
import { insert } from '../../src/kernel/database.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { thenSay } from '../support/scripted-model.ts';
import { ToyErp } from '../support/toy-tools.ts';

const name = 'Clara Reyes';
const at = '2026-01-01T00:00:00.000Z';
const vendorId = randomUUID();
const order = { name: 'order', args: { vendor: 'V-1', quantity: 2 } };

describe('a log row', () => {
  const erp = new ToyErp();
  const ids = { condition: randomUUID(), policy: randomUUID() };
  let world: ChatWorld;
  /** A condition is asked about records with a system id, which the toy's have not. */
  const reader: ErpReader = {
    ...erp.reader,
    list: async (set, query) => {
      const rows = await erp.reader.list(set, query);
      return { ...rows, records: rows.records.map((record) => ({ ...record, id: vendorId })) };
    },
  };
  const ports: PortFactory = { ...erp.ports, reader: () => reader };

  before(async () => {
    const calls = [{ ...order, args: { vendor: 'V-9', quantity: 2 } }, { name, args: {} }, order, { name: 'look', args: {} }];
    world = await ChatWorld.open({ script: thenSay(...calls.map((call) => ({ calls: [call] })), { text: 'Done.' }), ports, tools: erp.tools() });
    const { tenantId } = world.seeded;
    const condition = { id: ids.condition, tenantId, name: `Of ${name}`, entitySet: 'vendors', filter: `buyer eq '${name}'` };
    const rule = { actions: ['*'], when: { kind: 'condition', condition: condition.name }, approver: { kind: 'responsible' } };
    const policy = { id: ids.policy, tenantId, name: `Ask ${name}`, enabled: true, rule: JSON.stringify(rule) };
    await world.database.transaction(async (manager) => {
      const writes = [
        insert(SmartAgentCondition, { ...condition, revision: 1, updatedAt: at }),
        insert(SmartAgentPolicy, { ...policy, revision: 1, updatedAt: at }),
      ];
      await world.database.apply(manager, writes);
      await bumpRevision(manager, tenantId);
    });
    const session = await world.session();
    const { turnId } = await world.core.chat.send(world.caller, { sessionId: session, clientMessageId: randomUUID(), text: `I am ${name}.` });
    const [proposal] = await world.until((data) => data.type === 'approval.requested').then(() => world.core.deciding.pending(world.caller));
    expect(proposal?.basis.map(({ message }) => message)).to.include(`The rule "Ask ${name}" asks where "Of ${name}" holds.`);
    erp.onRead = () => {
      throw new ErpError('invalid', `${name} has locked it.`, { code: 'Application_DialogException' });
    };
    await world.core.deciding.decide(world.caller, { approvalId: proposal!.id, version: 1, decision: 'confirm' });
    await world.turnEnd(turnId, ['turn.completed']);
  });
  after(() => world.close());

  it('names nobody, whatever rules are called, the ERP says or a model makes up', async () => {
    const tables = ['SmartAgentToolCallLog', 'SmartAgentToolCallOutcome', 'SmartAgentApprovalDecision', 'SmartAgentExecutionRecord'];
    for (const table of tables) {
      const rows = await world.sql(`SELECT * FROM "${table}"`);
      expect(rows, table).to.not.have.length(0);
      expect(JSON.stringify(rows), table).to.not.match(/clara|reyes/i);
    }
  });

  it('refers to the rule that asked and to its condition by their ids', async () => {
    const [row] = await world.sql<{ facts: string }>(`SELECT facts FROM "SmartAgentToolCallLog" WHERE phase = 'commit'`);
    const { rules, stake } = JSON.parse(row?.facts ?? '{}') as ToolCallFacts;
    expect(stake?.conditions).to.deep.equal([ids.condition]);
    expect(rules.map(({ name: called, when }) => [called, when])).to.deep.equal([[ids.policy, { kind: 'condition', condition: ids.condition }]]);
  });

  it('says of the ERP’s no what kind it is, with its error code', async () => {
    const outcomes = await world.sql<{ message: string }>('SELECT message FROM "SmartAgentToolCallOutcome" WHERE message IS NOT NULL ORDER BY id');
    expect(new Set(outcomes.map(({ message }) => message))).to.deep.equal(
      new Set([
        'It could not be prepared as asked.',
        'This agent has no tool called "not_a_tool_name".',
        'The ERP did not accept the request (Application_DialogException).',
      ]),
    );
  });
});
