import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { expect } from 'chai';
import { feedPageSchema, feedRecordSchema, type FeedRecord } from '../../src/contracts/log-feed.ts';
import { problemSchema } from '../../src/contracts/problem.ts';
import { FeedWorld } from './feed-world.ts';

const minuteOf = (minute: number): string => new Date(Date.UTC(2026, 2, 1, 10, minute)).toISOString();

describe('the tool-call log feed', () => {
  let world: FeedWorld;
  before(async () => {
    world = await FeedWorld.open();
    for (let minute = 0; minute < 6; minute++) {
      const finishedAt = new Date(Date.parse(minuteOf(minute)) + 1000).toISOString();
      const attempt = { attemptedAt: minuteOf(minute), tool: `tool_${minute}` };
      await world.rows.add({ user: minute % 2 === 0 ? 'CLARA' : 'BEN', attempt, outcome: minute === 5 ? null : { finishedAt } });
      await world.rows.sequence();
    }
    await world.decide('CLARA', minuteOf(6));
    await world.rows.sequence();
    // Another organisation's rows have positions of their own.
    await world.rows.add({ user: 'PAUL' });
    await world.rows.sequence();
  });
  after(() => world.close());
  const positions = (records: readonly FeedRecord[]): number[] => records.map(({ position }) => position);
  const upTo = (length: number, from = 1): number[] => Array.from({ length }, (_, index) => from + index);

  it('gives attempts, outcomes and decisions in position order, each whole and in the words of the contract', async () => {
    const { status, json, headers } = await world.ask();
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.equal('application/json; charset=utf-8');
    const page = feedPageSchema.parse(json);
    expect([page.hasMore, page.nextPosition]).to.deep.equal([false, 12]);
    expect(positions(page.records)).to.deep.equal(upTo(12));
    expect(page.records.map(({ recordType }) => recordType).join(' ')).to.equal(`${'attempt outcome '.repeat(5)}attempt decision`);
    const [attempt, outcome] = page.records;
    expect(attempt).to.deep.include({ tool: 'tool_0', userName: 'Clara Reyes', executionReference: 'EX-CLARA', at: minuteOf(0), agentVersion: 1 });
    expect(outcome).to.deep.include({ attemptId: attempt?.id, tool: 'tool_0', outcome: 'ok', credits: '0.0120', mayBePartial: false });
    expect(page.records.at(-1)).to.deep.include({ decision: 'confirm', userName: 'Clara Reyes', agentName: attempt?.agentName });
  });

  it('goes on behind a position, by the cursor that each page gives, until there is no more', async () => {
    const walked: number[] = [];
    let [after, hasMore] = [0, true];
    while (hasMore) {
      const { json } = await world.ask(`after=${after}&limit=5`);
      expect(json.records.length).to.be.at.most(5);
      walked.push(...positions(json.records));
      [after, hasMore] = [json.nextPosition, json.hasMore];
    }
    expect(walked).to.deep.equal(upTo(12));
  });

  it('leaves the cursor where it is at the head and beyond it', async () => {
    for (const after of [12, 13, 5_000_000]) {
      expect((await world.ask(`after=${after}`)).json).to.deep.equal({ records: [], hasMore: false, nextPosition: after });
    }
  });

  it('filters by time what it shows, and moves the cursor past the rest', async () => {
    const { json } = await world.ask(`after=0&limit=6&from=${minuteOf(1)}&to=${minuteOf(2)}`);
    expect([positions(json.records), json.nextPosition, json.hasMore]).to.deep.equal([[3, 4], 6, true]);
    const nothing = await world.ask(`after=0&limit=2&from=${minuteOf(5)}`);
    expect(nothing.json).to.deep.equal({ records: [], hasMore: true, nextPosition: 2 });
    const offset = encodeURIComponent('2026-03-01T12:05:00+02:00');
    expect(positions((await world.ask(`from=${offset}`)).json.records)).to.deep.equal([11, 12]);
  });

  it('gives one record a line as NDJSON, with the cursor in the headers', async () => {
    const { text, headers } = await world.ask('after=2&limit=4', { accept: 'application/x-ndjson' });
    expect(headers.get('content-type')).to.equal('application/x-ndjson; charset=utf-8');
    expect(text.endsWith('\n')).to.equal(true);
    const records = text
      .trimEnd()
      .split('\n')
      .map((line) => feedRecordSchema.parse(JSON.parse(line)));
    expect(positions(records)).to.deep.equal([3, 4, 5, 6]);
    expect([headers.get('smart-agents-next-position'), headers.get('smart-agents-has-more')]).to.deep.equal(['6', 'true']);
    expect(headers.get('link')).to.equal('<http://smart-agents.test/api/smartAgents/audit/v1.0/toolCallLogFeed?after=6&limit=4>; rel="next"');
    expect((await world.ask('after=12', { accept: 'application/x-ndjson' })).text).to.equal('');
  });

  it('answers 304 as long as there is nothing new behind the cursor', async () => {
    const first = await world.ask('after=10');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).to.match(/^W\/"10-12-[0-9a-f]{24}"$/);
    const same = await world.ask('after=10', { 'if-none-match': `"other", ${etag}` });
    expect([same.status, same.text, same.headers.get('etag')]).to.deep.equal([304, '', etag]);
    for (const [query, headers] of [
      ['after=9', {}],
      ['after=10&format=ocsf', {}],
      ['after=10', { accept: 'application/x-ndjson' }],
    ] as const)
      expect((await world.ask(query, { ...headers, 'if-none-match': etag })).status, query).to.equal(200);
  });

  it('is compressed where the client takes gzip, and the same text', async () => {
    const { port } = new URL(world.api.url);
    const raw = await new Promise<{ encoding: string | undefined; bytes: Buffer }>((resolve, reject) => {
      const options = { port, path: '/api/smartAgents/audit/v1.0/toolCallLogFeed', headers: { 'accept-encoding': 'gzip', 'x-test-user': 'SIEM' } };
      request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ encoding: response.headers['content-encoding'], bytes: Buffer.concat(chunks) }));
      })
        .on('error', reject)
        .end();
    });
    expect(raw.encoding).to.equal('gzip');
    expect(gunzipSync(raw.bytes).toString('utf8')).to.equal((await world.ask('', { 'accept-encoding': 'identity' })).text);
  });

  const refused: readonly string[] = [
    ...['limit=0', 'limit=10001', 'limit=ten', 'limit=1e3', 'limit=-1', 'after=-1', 'after=1.5', 'after=99999999999999999', 'after='],
    ...['from=yesterday', 'to=2026-03-01', 'format=xml', 'position=3', 'after=1&after=2'],
  ];
  for (const query of refused) {
    it(`refuses ${query}`, async () => {
      const { status, json } = await world.ask(query);
      expect(status).to.equal(400);
      expect(problemSchema.parse(json).code).to.be.oneOf(['bad_request', 'unknown_field']);
    });
  }

  it('answers 429 with the seconds to wait, reader by reader', async () => {
    const { clock } = world.api.parts;
    clock.advance(60_000);
    const asked = await Promise.all(Array.from({ length: 61 }, () => world.api.call('SIEM', '/api/smartAgents/audit/v1.0/toolCallLogFeed?after=12')));
    const refused = asked.filter(({ status }) => status !== 200);
    expect(refused.map(({ status, headers, json }) => [status, headers.get('retry-after'), json.code])).to.deep.equal([
      [429, '1', 'too_many_requests'],
    ]);
    expect((await world.api.call('NOOR', '/api/smartAgents/audit/v1.0/toolCallLogFeed?after=12')).status).to.equal(200);
    clock.advance(1000);
    expect((await world.api.call('SIEM', '/api/smartAgents/audit/v1.0/toolCallLogFeed?after=12')).status).to.equal(200);
  });
});

describe('a feed whose oldest records were removed', () => {
  let world: FeedWorld;
  before(async () => {
    world = await FeedWorld.open();
    const old = { attemptedAt: '2015-01-01T00:00:00.000Z' };
    for (let each = 0; each < 3; each++) await world.rows.add({ attempt: old, outcome: { finishedAt: old.attemptedAt } });
    await world.rows.sequence();
    for (let each = 0; each < 2; each++) await world.rows.add();
    await world.rows.sequence();
    await world.api.database.transaction(async (manager) => {
      await manager.query(`DELETE FROM "SmartAgentToolCallOutcome" WHERE "finishedAt" < '2016'`);
      await manager.query(`DELETE FROM "SmartAgentToolCallLog" WHERE "attemptedAt" < '2016'`);
    });
  });
  after(() => world.close());

  it('answers 410 to a cursor that is older than what is kept, with the first position there is', async () => {
    for (const after of [0, 3, 5]) {
      const { status, json, headers } = await world.ask(`after=${after}`);
      expect(status).to.equal(410);
      expect(headers.get('content-type')).to.include('application/problem+json');
      expect(problemSchema.parse(json)).to.include({ code: 'gone', firstPosition: 7, remedy: 'Go on with after=6.' });
    }
    const { json } = await world.ask('after=6');
    expect([json.records[0].position, json.nextPosition]).to.deep.equal([7, 10]);
  });

  it('begins at the first record there is where no cursor is given', async () => {
    expect((await world.records('limit=1')).map(({ position }) => position)).to.deep.equal([7]);
  });
});

describe('who reads the feed', () => {
  let world: FeedWorld;
  before(async () => {
    world = await FeedWorld.open();
    await world.rows.add();
    await world.rows.sequence();
  });
  after(() => world.close());

  it('is in the change log: at the hour’s first request, and with its rows and requests when the hour is over', async () => {
    const note = (entry: { subjectType: string; subjectName: string; field: string; after: string | null }) =>
      [entry.subjectType, entry.subjectName, entry.field, entry.after].join(' | ');
    for (let poll = 0; poll < 3; poll++) await world.ask(`after=${poll}`);
    await world.ask('after=0&format=ocsf');
    expect((await world.api.changeLog()).map(note)).to.deep.equal([
      'reading | Tool-call log (feed) | query | format=ocsf',
      'reading | Tool-call log (feed) | query | everything',
    ]);
    world.api.parts.clock.advance(60 * 60_000);
    await world.ask('after=2');
    expect((await world.api.changeLog()).map(note)).to.have.members([
      'reading | Tool-call log (feed) | query | everything',
      'reading | Tool-call log (feed) | rows | 2 in 1 requests since 2026-03-02T08:00Z',
      'reading | Tool-call log (feed) | rows | 3 in 3 requests since 2026-03-02T08:00Z',
      'reading | Tool-call log (feed) | query | format=ocsf',
      'reading | Tool-call log (feed) | query | everything',
    ]);
  });

  it('is not answered where it cannot be written down', async () => {
    await world.api.database.transaction((manager) =>
      manager.query(`CREATE TRIGGER "refuse" BEFORE INSERT ON "SmartAgentChangeLog" BEGIN SELECT RAISE(ABORT, 'full'); END`),
    );
    const { status, text } = await world.ask('after=1&from=2026-01-01T00:00:00Z');
    expect(status).to.equal(500);
    expect(text).to.not.include('records');
  });
});
