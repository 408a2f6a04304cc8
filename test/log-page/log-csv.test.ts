import { expect } from 'chai';
import fc from 'fast-check';
import { toolCallLogEntrySchema } from '../../src/contracts/tool-call-log.ts';
import { SmartAgentChangeLog } from '../../entities/index.ts';
import { csvHeader, csvLines, neutralised } from '../../src/kernel/csv.ts';
import { readCsv } from '../support/read-csv.ts';
import { ApiWorld, type Answered } from '../http/api-world.ts';
import { LogRows } from './log-rows.ts';

const path = '/api/smartAgents/audit/v1.0/toolCallLogEntries';

describe('the tool-call log as CSV', () => {
  let world: ApiWorld;
  let rows: LogRows;
  beforeEach(async () => {
    world = await ApiWorld.open();
    rows = new LogRows(world);
  });
  afterEach(() => world.close());
  const csv = (query = '', user = 'NOOR'): Promise<Answered> => world.call(user, `${path}?${query}`, { headers: { accept: 'text/csv' } });

  it('has every property of the contract, in its order, and the same values as the JSON', async () => {
    await rows.add({ outcome: { message: 'He said "no",\r\nthen left; größer als 5 €' } });
    await rows.add({ outcome: null });
    const { headers, text } = await csv();
    expect(headers.get('content-type')).to.equal('text/csv; charset=utf-8; header=present');
    expect(headers.get('content-disposition')).to.equal('attachment; filename="tool-call-log-2026-03-02.csv"');
    const [header, ...lines] = readCsv(text);
    expect(header).to.deep.equal(Object.keys(toolCallLogEntrySchema.shape));
    const { json } = await world.call('NOOR', path);
    expect(lines).to.have.length(2);
    lines.forEach((line, index) =>
      header?.forEach((name, column) => {
        const value = json.value[index][name];
        const expected = value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
        expect(line[column], name).to.equal(expected);
      }),
    );
  });

  it('starts no formula in any cell, whatever a model or a customer wrote', async () => {
    const evil = ['=HYPERLINK("http://x")', '+1', '-1+cmd|calc', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n=1', '＝1', '|calc', '"=1', ' "+1', '−1'];
    for (const message of evil) await rows.add({ attempt: { tool: message, arguments: message }, outcome: { message } });
    const [header = [], ...lines] = readCsv((await csv()).text);
    expect(lines).to.have.length(evil.length);
    for (const line of lines) for (const cell of line) expect(cell).to.not.match(/^[\s"]*[=+\-@|%＝＋－＠−]/);
    const messages = lines.map((line) => line[header.indexOf('outcomeMessage')]);
    expect(messages).to.have.members(evil.map((text) => `'${text}`));
  });

  it('gives back any text by taking the apostrophe off, and touches no other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cell = neutralised(text);
        expect(cell === text ? text : cell.slice(1)).to.equal(text);
        expect(cell).to.not.match(/^[\s]*[=+\-@＝＋－＠]/);
      }),
    );
    expect(neutralised('Clara Reyes')).to.equal('Clara Reyes');
    expect(neutralised('{"a":"=1"}')).to.equal('{"a":"=1"}');
  });

  it('gives back every field as it was, whatever quotes, line breaks and characters are in it (RFC 4180)', () => {
    const properties = Object.keys(toolCallLogEntrySchema.shape);
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', "'", ' ', '\t', '東', '😀', '=') }),
    );
    const value = fc.oneof(text, fc.constant(null), fc.boolean(), fc.integer(), fc.array(fc.record({ message: text }), { maxLength: 2 }));
    const entry = fc.record(Object.fromEntries(properties.map((name) => [name, value])));
    const cellOf = (given: unknown): string => {
      if (given === null) return '';
      if (typeof given === 'number' || typeof given === 'boolean') return String(given);
      return neutralised(typeof given === 'string' ? given : JSON.stringify(given));
    };
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 3 }), (entries) => {
        const [header, ...lines] = readCsv(csvHeader(properties) + csvLines(entries, properties));
        expect(header).to.deep.equal(properties);
        expect(lines).to.deep.equal(entries.map((one) => properties.map((name) => cellOf(one[name]))));
      }),
    );
  });

  it('takes the filters of the page, without its paging', async () => {
    for (let minute = 0; minute < 1203; minute++) {
      const attemptedAt = new Date(Date.UTC(2026, 1, 1) + Math.floor(minute / 3) * 60_000).toISOString();
      await rows.add({ user: minute % 2 === 0 ? 'CLARA' : 'BEN', attempt: { attemptedAt }, outcome: null });
    }
    const whole = readCsv((await csv()).text).slice(1);
    expect(new Set(whole.map(([id]) => id)).size).to.equal(1203);
    const times = whole.map((line) => line[1] ?? '');
    expect(times).to.deep.equal([...times].sort().reverse());
    const ofBen = readCsv((await csv(`$filter=${encodeURIComponent("userName eq 'Ben Okafor'")}&$orderby=attemptedAt`)).text).slice(1);
    expect(ofBen).to.have.length(601);
    expect(ofBen.map((line) => line[1] ?? '')).to.deep.equal(ofBen.map((line) => line[1] ?? '').sort());
    const byTool = readCsv((await csv('$orderby=tool,id&$select=id')).text).slice(1);
    expect(new Set(byTool.map(([id]) => id)).size).to.equal(1203);
    expect(readCsv((await csv('$top=7&$skip=1200')).text).slice(1)).to.have.length(3);
  });

  it('is itself in the change log, without the names that were filtered by', async () => {
    await rows.add();
    await csv(`$filter=${encodeURIComponent("userName eq 'Clara Reyes' and tool eq 'read_customer'")}`);
    const entries = (await world.changeLog()).filter(({ subjectType }) => subjectType === 'export');
    for (const entry of entries) expect(entry).to.deep.include({ who: 'Noor Haddad', subjectName: 'Tool-call log (CSV)' });
    expect(entries.map(({ field, after }) => `${field}: ${after ?? ''}`)).to.have.members([
      "query: $filter=userName eq '(name)' and tool eq 'read_customer'",
      'rows: 1',
    ]);
    expect(JSON.stringify(await world.database.reader.find(SmartAgentChangeLog))).to.not.include('Clara');
  });

  it('is refused, and not written down as an export, where the query is none', async () => {
    const { status, json } = await csv('$filter=colour eq 1');
    expect([status, json.error.code]).to.deep.equal([400, 'bad_request']);
    expect(await world.changeLog()).to.deep.equal([]);
  });
});
