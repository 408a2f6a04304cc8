import { expect } from 'chai';
import { ErpError, type ErpReader } from '../../src/features/tools/index.ts';
import type { PortFactory } from '../../src/features/gateway/index.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { refusingWriter } from '../support/refusing-writer.ts';
import { thenSay } from '../support/scripted-model.ts';
import { memoryErp } from '../tools/memory-erp.ts';
import { sampleCompany } from '../tools/sample-company.ts';

const customer = { displayName: 'Anna Schmidt', email: 'anna.schmidt@private.example' };

/** The tables that say who may do what; they name people by their id at the identity provider, and go with the agent. */
const configuration = ['SmartAgent', 'SmartAgentExecuteGrant'];

const ports = (): PortFactory => {
  const company = sampleCompany();
  const customers = company.customers!.map((record) => (record['number'] === 'C-2' ? { ...record, ...customer } : record));
  const erp = memoryErp({ ...company, customers });
  const reader: ErpReader = {
    ...erp,
    list: (set, query) =>
      set === 'items' ? Promise.reject(new ErpError('invalid', `The contact <${customer.email}> is not valid.`)) : erp.list(set, query),
  };
  return {
    reader: () => reader,
    effects: () => ({ erp: refusingWriter, outbox: { createDraft: () => Promise.resolve({ emailDraftId: 'draft' }) } }),
    reconciling: () => ({ erp: reader, outbox: { findDraft: () => Promise.resolve(null) } }),
  };
};

describe('personal data', () => {
  let world: ChatWorld;
  before(async () => {
    const calls = [
      { name: 'read_customer', args: { search: customer.displayName } },
      { name: 'read_items', args: {} },
      { name: 'draft_email', args: { customerNumber: 'C-2' } },
    ];
    world = await ChatWorld.open({ script: thenSay({ calls }, { text: `${customer.displayName} gets an email.` }), ports: ports() });
    await world.say(await world.session(), `Write to ${customer.displayName}.`);
    const [proposal] = await world.core.deciding.pending(world.caller);
    expect(proposal?.preview.text).to.include(customer.displayName);
    const end = await world.core.deciding.decide(world.caller, { approvalId: proposal!.id, version: 1, decision: 'confirm' });
    expect(end.result).to.equal('committed');
    await world.turnEnd(proposal!.turnId, ['turn.completed']);
  });
  after(() => world.close());

  /** Every value of every row, by table. */
  const stored = async (): Promise<ReadonlyMap<string, string>> => {
    const tables = world.database.reader.dataSource.entityMetadatas.map(({ tableName }) => tableName);
    return new Map(await Promise.all(tables.map(async (table) => [table, JSON.stringify(await world.sql(`SELECT * FROM "${table}"`))] as const)));
  };

  it('of a customer is nowhere in the clear: no name, no address, no words looked for', async () => {
    for (const [table, rows] of await stored()) {
      expect(rows.toLowerCase(), table).not.to.match(/schmidt|anna\.|private\.example/);
    }
  });

  it('of a user is nowhere in the clear, her id at the identity provider included, so that an erased pseudonym leads nowhere', async () => {
    const { oid, displayName, email } = world.seeded.person;
    for (const [table, rows] of await stored()) {
      for (const text of [displayName, email]) expect(rows, table).not.to.include(text);
      if (!configuration.includes(table)) expect(rows, table).not.to.include(oid);
    }
  });

  it('leaves the log useful: which record was written to, and how it was found', async () => {
    const outcomes = await world.sql<{ outcome: string; message: string | null; dataScope: string | null }>(
      'SELECT outcome, message, dataScope FROM SmartAgentToolCallOutcome',
    );
    expect(outcomes.find(({ outcome }) => outcome === 'committed')?.dataScope).to.include('"label":"C-2"');
    expect(outcomes.find(({ outcome }) => outcome === 'failed')?.message).to.equal('The ERP did not accept the request.');
    const scopes = outcomes.map(({ dataScope }) => dataScope ?? '').join('');
    expect(scopes).to.include("contains(tolower(displayName),'***')").and.to.include('"label":"C-2"');
  });
});
