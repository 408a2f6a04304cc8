import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import type { ToolCallLogEntry } from '../../src/contracts/tool-call-log.ts';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { SignedInClient, type Conversation } from '../../src/demo/signed-in-client.ts';
import { ProgramProcess } from '../support/program-process.ts';
import { dataOf, lastProposal } from '../support/program-world.ts';
import { copySeededErp } from '../support/seeded-erp.ts';

const logPath = '/api/smartAgents/audit/v1.0/toolCallLogEntries';

describe('a contract that is renewed in the program, with the offline model', function () {
  this.timeout(300_000);
  let folder: string;
  let program: ProgramProcess;
  let ben: SignedInClient;
  let conversation: Conversation;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smart-agents-contracts-'));
    await copySeededErp(folder);
    program = await ProgramProcess.start({ dataDir: folder });
    ben = await SignedInClient.signIn(program.url, 'ben@alderfinch.example', 'demo');
  });
  beforeEach(async () => {
    conversation = await ben.open('Contract renewals');
  });
  afterEach(() => conversation.close());
  after(async () => {
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A record of the first company as the ERP's database has it. */
  const stored = (table: string, no: string): Record<string, unknown> => {
    const db = new Database(join(folder, `erp-${alderFinchTenant}.sqlite`), { readonly: true, timeout: 5000 });
    try {
      return db.prepare(`SELECT * FROM "${table}" WHERE "company" = 1 AND "no" = ?`).get(no) as Record<string, unknown>;
    } finally {
      db.close();
    }
  };

  /** What the agent says, its parts put together. */
  const told = (from: number): string =>
    dataOf(conversation.events.slice(from), 'answer.completed')
      .map(({ text }) => text)
      .join('\n');

  /** Says something that leads to a proposal, confirms it, and waits for the agent's word on it. */
  const confirm = async (text: string): Promise<string> => {
    await conversation.say(text);
    const shown = conversation.events.length;
    const approval = lastProposal(conversation);
    const decided = await conversation.decide(approval, 'confirm');
    expect(decided.result, decided.message).to.equal('committed');
    await conversation.settled(approval.turnId, shown);
    return decided.message;
  };

  it('shows a preview of the draft and of its submission, and changes the contract at the second Confirm only', async () => {
    const before = stored('PurchaseContract', 'CT-10011');
    const drafted = await confirm('Prepare a renewal of contract CT-10011 at 12,500 a year');
    const number = /RN-\d+/.exec(drafted)?.[0] ?? '';
    expect(stored('PurchaseContract', 'CT-10011')).to.deep.equal(before);
    await confirm(`Submit renewal ${number}`);
    const preview = lastProposal(conversation).preview;
    expect(preview.fields).to.deep.include({ label: 'Annual value', before: '12,000.00 EUR', after: '12,500.00 EUR' });
    const after = stored('PurchaseContract', 'CT-10011');
    expect(after).to.include({ status: 'Active', annualValue: 1_250_000 });
    expect(String(after['endingDate']).slice(0, 4)).to.equal(String(Number(String(before['endingDate']).slice(0, 4)) + 1));
    expect(stored('PurchaseContractRenewal', number)).to.include({ status: 'Submitted', createdByUserId: 'BEN', submittedByUserId: 'BEN' });

    const noor = await SignedInClient.signIn(program.url, 'noor@alderfinch.example', 'demo');
    const query = new URLSearchParams({ $filter: `sessionId eq '${conversation.session.id}'`, $orderby: 'attemptedAt asc' });
    const { value: rows } = await noor.get<{ value: ToolCallLogEntry[] }>(`${logPath}?${query.toString()}`);
    expect(rows.map(({ tool, phase, decision, outcome }) => [tool, phase, decision, outcome])).to.deep.equal([
      ['read_contract', 'read', 'run', 'ok'],
      ['prepare_contract_renewal', 'prepare', 'ask', 'prepared'],
      ['prepare_contract_renewal', 'commit', 'run', 'committed'],
      ['submit_contract_renewal', 'prepare', 'ask', 'prepared'],
      ['submit_contract_renewal', 'commit', 'run', 'committed'],
    ]);
    expect(rows.at(-1)?.dataScope, 'the log names what was written').to.include(number);
  });

  it('tells what is near renewal and which vendor is restricted, from the ERP', async () => {
    const from = conversation.events.length;
    await conversation.say('Which contracts are near renewal?');
    expect(told(from))
      .to.include('CT-10012')
      .and.to.match(/restricted\*\*: Quality/);
  });
});
