import { expect } from 'chai';
import { SmartAgentChangeLog, SmartAgentEmailLog } from '../../entities/index.ts';
import { emailLogEntrySchema, type EmailLogEntry } from '../../src/contracts/email-log.ts';
import { account, ApiWorld, type Answered } from '../http/api-world.ts';
import { company, LogRows } from '../log-page/log-rows.ts';
import { readCsv } from '../support/read-csv.ts';

const path = '/api/smartAgents/audit/v1.0/emailLogEntries';

describe('the email log', () => {
  let world: ApiWorld;
  let rows: LogRows;
  const ids: Record<string, string> = {};
  before(async () => {
    world = await ApiWorld.open();
    rows = new LogRows(world);
    ids['a'] = await draft('CLARA', { to: 'ap@cannon.example', subject: 'Your account' });
    ids['b'] = await draft('CLARA', { to: '=cmd@evil.example', subject: 'Your account' });
    ids['c'] = await draft('BEN', { to: 'sales@fabrikam.example', subject: 'An order' });
    await draft('PAUL', { to: 'ap@cannon.example', subject: 'Elsewhere' });
  });
  after(() => world.close());

  async function draft(user: string, message: { to: string; subject: string }): Promise<string> {
    world.parts.clock.advance(1000);
    const { executionId, agent } = await rows.run(user);
    const shared = { tenantId: account(user).tid, subject: await world.subject(user), companyId: company.id, executionId, agentId: agent.id };
    const made = await world.parts.outboxOf(shared).createDraft({ ...message, body: 'Secret text', attachments: [] }, `${user}/${message.to}`);
    return made.emailDraftId;
  }
  const ask = (query: string, headers: Record<string, string> = {}): Promise<Answered> => world.call('NOOR', `${path}?${query}`, { headers });
  const found = async (query: string): Promise<string> => {
    const { status, json, text } = await ask(query);
    expect(status, text).to.equal(200);
    return json.value.map(({ id }: EmailLogEntry) => Object.keys(ids).find((name) => ids[name] === id) ?? '?').join('');
  };
  const statuses = async (): Promise<readonly string[]> =>
    (await ask('$orderby=draftedAt')).json.value.map(({ status }: EmailLogEntry) => status as string);

  it('has an entry for every message an agent drafted, with who, to whom and in which run, and never its text', async () => {
    const { json, text } = await ask('$orderby=draftedAt');
    const entries = json.value.map((entry: unknown) => emailLogEntrySchema.parse(entry)) as EmailLogEntry[];
    expect(entries).to.have.length(3);
    expect(entries[0]).to.deep.include({
      ...{ id: ids['a'], status: 'draft', addressee: 'ap@cannon.example', userName: 'Clara Reyes', executionReference: 'EX-CLARA' },
      ...{ companyName: company.name, agentName: 'Month-end statements', attachments: 0, draftedAt: '2026-03-02T08:00:01.000Z' },
    });
    expect(entries[0]?.subjectHash)
      .to.match(/^[0-9a-f]{64}$/)
      .and.equal(entries[1]?.subjectHash);
    expect(entries[0]?.subjectHash).to.not.equal(entries[2]?.subjectHash);
    for (const secret of ['Secret text', 'Your account', 'An order']) expect(text).to.not.include(secret);
    expect(JSON.stringify(await world.database.reader.find(SmartAgentEmailLog))).to.not.include('cannon');
  });

  const filters: readonly (readonly [string, string])[] = [
    ["addressee eq 'AP@cannon.example'", 'a'],
    ["addressee eq 'nobody@cannon.example'", ''],
    ["userName eq 'Ben Okafor'", 'c'],
    ["contains(tolower(userName),'reyes')", 'ba'],
    ["executionReference eq 'EX-BEN'", 'c'],
    ["status eq 'draft'", 'cba'],
    ["agentName eq 'Month-end statements' and userName eq 'Clara Reyes'", 'ba'],
    ['draftedAt gt 2026-03-02T08:00:02Z', 'c'],
  ];
  for (const [filter, expected] of filters) {
    it(`finds ${expected || 'nothing'} for ${filter}`, async () => {
      expect(await found(`$filter=${encodeURIComponent(filter)}`)).to.equal(expected);
    });
  }

  it('orders, skips, takes, counts and pages', async () => {
    expect(await found('$orderby=draftedAt&$skip=1&$top=1')).to.equal('b');
    const first = await ask('$count=true&$select=id', { prefer: 'odata.maxpagesize=2' });
    expect([first.json['@odata.count'], first.json.value.length]).to.deep.equal([3, 2]);
    const next = new URL(first.json['@odata.nextLink']);
    expect((await ask(next.search.slice(1))).json.value).to.deep.equal([{ id: ids['a'] }]);
  });

  for (const query of [
    '$filter=colour eq 1',
    "$filter=contains(addressee,'x')",
    '$orderby=addressee',
    '$orderby=userName',
    '$select=body',
    '$expand=agent',
  ]) {
    it(`refuses ${query}`, async () => {
      expect((await ask(query)).status).to.equal(400);
    });
  }

  it('is exported as CSV with every property, in which no cell starts a formula', async () => {
    const { text, headers } = await ask('$orderby=draftedAt', { accept: 'text/csv' });
    expect(headers.get('content-disposition')).to.equal('attachment; filename="email-log-2026-03-02.csv"');
    const [header = [], ...lines] = readCsv(text);
    expect(header).to.deep.equal(Object.keys(emailLogEntrySchema.shape));
    expect(lines.map((line) => line[header.indexOf('addressee')])).to.deep.equal([
      'ap@cannon.example',
      "'=cmd@evil.example",
      'sales@fabrikam.example',
    ]);
    for (const line of lines) for (const cell of line) expect(cell).to.not.match(/^[\s"]*[=+\-@]/);
  });

  it('has each reading and export in the change log, without the addresses that were asked for', async () => {
    await ask(`$filter=${encodeURIComponent("addressee eq 'ap@cannon.example'")}`, { accept: 'text/csv' });
    const entries = (await world.changeLog()).filter(({ subjectName }) => subjectName === 'Email log (CSV)');
    expect(entries.map(({ field, after }) => `${field}: ${after ?? ''}`)).to.include.members([
      "query: $filter=addressee eq '(text)'",
      'rows: 1',
      'rows: 3',
    ]);
    expect(JSON.stringify(await world.database.reader.find(SmartAgentChangeLog))).to.not.include('cannon');
  });

  it('follows what becomes of a draft, and outlives it', async () => {
    expect(await statuses()).to.deep.equal(['draft', 'draft', 'draft']);
    await world.call('CLARA', `/api/v1/outbox/${ids['a'] ?? ''}/message`);
    await world.call('CLARA', `/api/v1/outbox/${ids['b'] ?? ''}/discard`, { method: 'POST' });
    expect(await statuses()).to.deep.equal(['opened', 'discarded', 'draft']);
    await world.database.transaction((manager) => manager.query(`DELETE FROM "SmartAgentEmailDraft" WHERE "id" = '${ids['c'] ?? ''}'`));
    expect(await statuses()).to.deep.equal(['opened', 'discarded', 'deleted']);
    expect(await found("$filter=status eq 'deleted'")).to.equal('c');
  });
});
