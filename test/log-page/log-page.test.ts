import { expect } from 'chai';
import { SmartAgentDataSubject } from '../../entities/index.ts';
import { toolCallLogEntrySchema, type ToolCallLogEntry } from '../../src/contracts/tool-call-log.ts';
import { ApiWorld, type Answered } from '../http/api-world.ts';
import { company, LogRows, scopeOf } from './log-rows.ts';

const path = '/api/smartAgents/audit/v1.0/toolCallLogEntries';

describe('the tool-call log page', () => {
  let world: ApiWorld;
  let rows: LogRows;
  const ids: Record<string, string> = {};
  before(async () => {
    world = await ApiWorld.open();
    rows = new LogRows(world);
    ids['a'] = await rows.add({
      attempt: { attemptedAt: '2026-03-01T10:00:00.000Z' },
      outcome: { dataScope: scopeOf('customers', ['C-10010', 'C-10020']), records: 2, credits: '0.0120' },
    });
    ids['b'] = await rows.add({
      user: 'BEN',
      attempt: { attemptedAt: '2026-03-01T11:00:00.000Z', tool: 'read_vendor', arguments: '{"vendorNumber":"V-1042"}' },
      outcome: {
        outcome: 'denied',
        layer: 'erp',
        message: 'Sorry, the current permissions prevented the action.',
        credits: '1.5000',
        mayBePartial: true,
        records: 0,
      },
    });
    ids['c'] = await rows.add({
      user: 'BEN',
      attempt: {
        ...{
          attemptedAt: '2026-03-01T12:00:00.000Z',
          tool: 'create_purchase_order_draft',
          phase: 'commit',
          operation: 'create',
          decision: 'run',
          layer: 'approval',
        },
        ...{ rule: 'confirmed', approvalId: '00000000-0000-4000-8000-00000000ab01', approverSubjectId: (await world.subject('MARTA')).id },
      },
      outcome: {
        outcome: 'committed',
        credits: '0.0000',
        durationMs: 340,
        records: 1,
        dataScope: scopeOf('vendors', ['V-1042'], { count: 312, digest: 'd'.repeat(64), filter: "number eq 'V'" }),
      },
    });
    ids['d'] = await rows.add({
      attempt: { attemptedAt: '2026-03-01T13:00:00.000Z', decision: 'refuse', layer: 'tool-config', rule: 'tool-off' },
      outcome: null,
    });
    await rows.sequence();
    ids['e'] = await rows.add({
      attempt: { attemptedAt: '2026-03-01T14:00:00.000Z' },
      outcome: { credits: '10.0000', durationMs: 5000, dataScope: scopeOf('customers', ['C-10010']) },
    });
  });
  after(() => world.close());

  const ask = (query: string, user = 'NOOR', headers: Record<string, string> = {}): Promise<Answered> =>
    world.call(user, `${path}?${query}`, { headers });
  const nameOf = (id: string): string => Object.keys(ids).find((name) => ids[name] === id) ?? '?';
  const found = async (query: string): Promise<string> => {
    const { status, json, text } = await ask(query);
    expect(status, text).to.equal(200);
    return json.value.map(({ id }: { id: string }) => nameOf(id)).join('');
  };
  const filtered = (filter: string, more = ''): Promise<string> => found(`$filter=${encodeURIComponent(filter)}${more}`);

  it('serves one entity for each attempt with its outcome, whole and in the words of the contract', async () => {
    const { json, headers } = await ask('');
    expect(headers.get('odata-version')).to.equal('4.0');
    expect(json['@odata.context']).to.equal('http://smart-agents.test/api/smartAgents/audit/v1.0/$metadata#toolCallLogEntries');
    const entries = json.value.map((entry: unknown) => toolCallLogEntrySchema.parse(entry)) as ToolCallLogEntry[];
    expect(entries.map(({ id }) => nameOf(id)).join('')).to.equal('edcba');
    const [, open, commit] = entries;
    expect(commit).to.deep.include({
      ...{ userName: 'Ben Okafor', approverName: 'Marta Lindqvist', agentName: 'Month-end statements', agentVersion: 1, companyName: company.name },
      ...{
        executionReference: 'EX-BEN',
        phase: 'commit',
        outcome: 'committed',
        outcomeAt: '2026-03-01T10:00:01.000Z',
        credits: '0.0000',
        durationMs: 340,
      },
      dataScope: `vendors: V-1042 and 311 more (where number eq 'V'; SHA-256 ${'d'.repeat(64)})`,
    });
    expect(commit?.basis[0]).to.include({ rule: 'reads-run' });
    expect(open).to.deep.include({ outcome: 'open', outcomeAt: null, credits: null, records: null, mayBePartial: null, dataScope: null });
    expect(entries[4]).to.include({ dataScope: 'customers: C-10010, C-10020', mayBePartial: false });
  });

  it('tells each record’s position in the chain, once it has one', async () => {
    const { json } = await ask('$orderby=attemptedAt');
    const positions = json.value.map(({ position }: ToolCallLogEntry) => position) as (number | null)[];
    expect(positions[4]).to.equal(null);
    expect(new Set(positions.slice(0, 4)).size).to.equal(4);
    for (const position of positions.slice(0, 4)) expect(position).to.be.greaterThan(0);
  });

  const filters: readonly (readonly [string, string])[] = [
    ["userName eq 'Clara Reyes'", 'eda'],
    ["userName ne 'Clara Reyes'", 'cb'],
    ["userName in ('Ben Okafor','Nobody')", 'cb'],
    ["contains(tolower(userName),'reyes')", 'eda'],
    ["startswith(userName,'Ben')", 'cb'],
    ["userName eq 'Somebody Else'", ''],
    ["not (userName eq 'Somebody Else')", 'edcba'],
    ["approverName eq 'Marta Lindqvist'", 'c'],
    ["approverName ne 'Marta Lindqvist'", 'edba'],
    ['approverName eq null', 'edba'],
    ['approverName ne null', 'c'],
    ["approverName in (null,'Marta Lindqvist')", 'edcba'],
    ["tool eq 'read_vendor' or tool eq 'create_purchase_order_draft'", 'cb'],
    ["(tool eq 'read_vendor' or tool eq 'read_customer') and userName eq 'Ben Okafor'", 'b'],
    ["outcome eq 'open'", 'd'],
    ["outcome in ('denied','committed')", 'cb'],
    ["decision eq 'refuse' and layer eq 'tool-config'", 'd'],
    ["executionReference eq 'EX-BEN'", 'cb'],
    ["companyName eq 'Alder & Finch Ltd.'", 'edcba'],
    ["agentName eq 'Month-end statements'", 'edcba'],
    ['agentVersion gt 1', ''],
    ['attemptedAt ge 2026-03-01T12:00:00Z', 'edc'],
    ['attemptedAt lt 2026-03-01T12:00:00+01:00', 'a'],
    ['attemptedAt le 2026-03-01T12:00:00+01:00', 'ba'],
    ['credits gt 0.012', 'eb'],
    ['credits ge 0.012', 'eba'],
    ['credits eq 0.0120', 'a'],
    ['credits lt 1.5', 'ca'],
    ['durationMs ge 340', 'ec'],
    ['records eq null', 'd'],
    ['mayBePartial eq true', 'b'],
    ['position eq null', 'e'],
    ["contains(dataScope,'C-10010')", 'ea'],
    ["contains(dataScope,'vendors')", 'c'],
    ['dataScope ne null', 'eca'],
    ["document eq 'C-10010'", 'ea'],
    ["document eq 'C-10010' and document eq 'C-10020'", 'a'],
    ["document eq 'V-1042' and userName eq 'Ben Okafor'", 'c'],
    ["document eq 'C-100'", ''],
    ["contains(outcomeMessage,'permissions')", 'b'],
    ["contains(arguments,'V-1042')", 'b'],
    ['approvalId eq 00000000-0000-4000-8000-00000000ab01', 'c'],
    ["approvalId eq '00000000-0000-4000-8000-00000000ab01'", 'c'],
  ];
  for (const [filter, expected] of filters) {
    it(`finds ${expected || 'nothing'} for ${filter}`, async () => {
      expect(await filtered(filter)).to.equal(expected);
    });
  }

  it('finds a record by its id, written as text or as a GUID', async () => {
    expect(await filtered(`id eq '${ids['b'] ?? ''}'`)).to.equal('b');
    expect(await filtered(`id eq ${ids['b'] ?? ''}`)).to.equal('b');
  });

  it('orders, skips, takes and counts', async () => {
    expect(await found('$orderby=tool,attemptedAt desc')).to.equal('cedab');
    expect(await found('$orderby=credits desc&$top=2')).to.equal('eb');
    expect(await found('$skip=1&$top=2')).to.equal('dc');
    const { json } = await ask(`$count=true&$top=1&$filter=${encodeURIComponent("userName eq 'Clara Reyes'")}`);
    expect([json['@odata.count'], json.value.length, json['@odata.nextLink']]).to.deep.equal([3, 1, undefined]);
    expect((await ask('$top=0&$count=true')).json).to.deep.include({ '@odata.count': 5, value: [] });
  });

  it('serves only the properties that are selected', async () => {
    const { json } = await ask('$select=tool,userName&$top=1');
    expect(json.value).to.deep.equal([{ tool: 'read_customer', userName: 'Clara Reyes' }]);
  });

  it('pages by nextLink without a gap or a double, while new rows arrive', async () => {
    const walked: string[] = [];
    let next: string | undefined = `${path}?$filter=${encodeURIComponent("userName ne 'Nobody'")}&$top=4`;
    while (next !== undefined) {
      const { json }: Answered = await world.call('NOOR', next.replace('http://smart-agents.test', ''), {
        headers: { prefer: 'odata.maxpagesize=1' },
      });
      walked.push(...json.value.map(({ id }: { id: string }) => nameOf(id)));
      if (walked.length === 2) ids['late'] = await rows.add({ attempt: { attemptedAt: '2026-03-01T15:00:00.000Z' } });
      next = json['@odata.nextLink'];
    }
    expect(walked.join('')).to.equal('edcb');
    expect(await found('$top=1')).to.equal('late');
  });

  const refused: readonly (readonly [string, RegExp])[] = [
    ['$filter=colour eq 1', /property named 'colour'/],
    ['$filter=tool eq 5', /string field/],
    ['$filter=userName gt %27A%27', /cannot be used on userName/],
    ['$filter=userName eq 5', /number constant/],
    ['$filter=dataScope eq %27x%27', /only contains/],
    ['$filter=%23user eq %27x%27', /./],
    ['$select=colour', /property named 'colour'/],
    ['$orderby=colour', /property named 'colour'/],
    ['$orderby=userName', /cannot be ordered by 'userName'/],
    ['$filter=tool eq %27a%27 or phase eq %27b%27', /OR across different fields/],
    ['$filter=not (document eq %27a%27)', /beside other conditions/],
    ['$filter=contains(document,%27a%27)', /beside other conditions/],
    ['$orderby=document', /property named 'document'/],
    ['$expand=agent', /nothing to expand/],
    ['$format=xml', /not supported/],
    ['$skiptoken=abc', /skiptoken/],
    ['limit=5', /not supported/],
  ];
  for (const [query, message] of refused) {
    it(`refuses ${decodeURIComponent(query)} in OData’s shape`, async () => {
      const { status, json } = await ask(query);
      expect(status).to.equal(400);
      expect(Object.keys(json)).to.deep.equal(['error']);
      expect(json.error.code).to.equal('bad_request');
      expect(json.error.message).to.match(message);
    });
  }

  it('shows nothing to another tenant, whatever it asks for', async () => {
    expect((await ask('$count=true', 'PAUL')).json).to.deep.include({ value: [], '@odata.count': 0 });
    expect((await ask(`$filter=${encodeURIComponent("userName eq 'Clara Reyes'")}`, 'PAUL')).json.value).to.deep.equal([]);
    expect((await world.call('PAUL', path, { headers: { accept: 'text/csv' } })).text.trim().split('\r\n')).to.have.length(1);
  });

  it('is open to admins, auditors, support and the SIEM', async () => {
    for (const user of ['ADELE', 'NOOR', 'SUPPORT', 'SIEM']) expect((await ask('$top=1', user)).status).to.equal(200);
    for (const user of ['CLARA', 'MARTA', 'NOROLE']) expect((await ask('$top=1', user)).json.error.code).to.equal('forbidden');
  });

  it('names a person who was erased as erased, and still finds her rows', async () => {
    const other = await ApiWorld.open();
    try {
      const theirs = new LogRows(other);
      const { id } = await other.subject('TOM');
      await theirs.add({ user: 'TOM' });
      await other.database.transaction((manager) =>
        manager.update(SmartAgentDataSubject, { id }, { sealedKey: null, sealedProfile: null, lookup: id }),
      );
      const { json } = await other.call('NOOR', `${path}?$filter=${encodeURIComponent("userName eq 'Erased person'")}`);
      expect(json.value).to.have.length(1);
      expect(json.value[0].userName).to.equal('Erased person');
    } finally {
      await other.close();
    }
  });
});
