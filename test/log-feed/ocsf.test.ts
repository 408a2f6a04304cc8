import { expect } from 'chai';
import { outcomes } from '../../src/contracts/tool-call-log.ts';
import { FeedWorld } from './feed-world.ts';
import { ocsfFaults } from './ocsf-rules.ts';

type Fields = Readonly<Record<string, unknown>>;
interface Event extends Fields {
  readonly metadata: Fields;
  readonly api: Fields;
  readonly unmapped?: Fields;
}

describe('the feed as OCSF events', () => {
  let world: FeedWorld;
  let events: readonly Event[];
  before(async () => {
    world = await FeedWorld.open();
    const operations = ['create', 'read', 'modify', 'delete', 'action', 'unknown'];
    for (const operation of operations) await world.rows.add({ attempt: { operation }, outcome: null });
    await world.rows.add({ attempt: { decision: 'refuse', layer: 'tool-config', rule: 'tool-off', sessionId: null, basis: '[]' }, outcome: null });
    for (const outcome of outcomes.filter((one) => one !== 'open')) await world.rows.add({ user: 'BEN', outcome: { outcome } });
    await world.rows.add({ outcome: { outcome: 'denied', layer: 'erp', message: 'Sorry, no rights.', durationMs: 340 } });
    await world.decide('MARTA', '2026-03-01T10:00:02.000Z');
    await world.rows.sequence();
    events = (await world.ask('format=ocsf')).json.records;
  });
  after(() => world.close());

  it('are valid events of class 6003 by the published schema, every one of them', () => {
    expect(events.length).to.equal(7 + (outcomes.length - 1) * 2 + 2 + 1);
    for (const event of events) expect(ocsfFaults(event), JSON.stringify(event)).to.deep.equal([]);
  });

  it('say by their activity what the tool does, and by their status what came of it', () => {
    const of = (recordType: string) => events.filter(({ metadata }) => metadata['event_code'] === recordType);
    expect(
      of('attempt')
        .slice(0, 6)
        .map(({ type_uid }) => type_uid),
    ).to.deep.equal([600301, 600302, 600303, 600304, 600399, 600300]);
    const refused = of('attempt')[6];
    expect(refused).to.deep.include({ status_id: 2, severity_id: 2, status_detail: 'tool-config/tool-off' });
    const statuses = Object.fromEntries(of('outcome').map(({ unmapped, status_id }) => [unmapped?.['outcome'], status_id] as const));
    expect(statuses).to.deep.equal({
      ...{ ok: 1, prepared: 1, committed: 1, replayed: 1, unknown: 0 },
      ...{ refused: 2, denied: 2, failed: 2, timeout: 2, cancelled: 2, rejected: 2, expired: 2, moved: 2 },
    });
    expect(of('outcome').at(-1)).to.deep.include({ message: 'Sorry, no rights.', duration: 340, status_detail: 'erp/denied' });
    expect(of('decision')[0]).to.deep.include({ activity_name: 'Decision', type_uid: 600399 });
    expect(of('decision')[0]?.api['operation']).to.equal('approval.confirm');
  });

  it('name user, agent, company and execution where OCSF looks for them, and lose nothing', async () => {
    const [event] = events;
    const [record] = await world.records('limit=1');
    expect(event?.['actor']).to.deep.include({
      user: { uid: record?.userId, name: 'Clara Reyes', type_id: 1, type: 'User' },
      app_uid: record?.agentId,
    });
    expect(event?.['resources']).to.deep.equal([{ uid: record?.companyId, name: record?.companyName, type: 'Company' }]);
    expect(event?.metadata).to.deep.include({ version: '1.6.0', uid: record?.id, sequence: 1, correlation_uid: 'EX-CLARA' });
    expect(event?.metadata['product']).to.deep.equal({ name: 'Smart Agents', vendor_name: 'Smart Agents', version: '1.2.3' });
    expect(event?.['time']).to.equal(Date.parse(record?.at ?? ''));
    const text = JSON.stringify(event);
    for (const value of Object.values(record ?? {})) if (typeof value === 'string') expect(text).to.include(JSON.stringify(value).slice(1, -1));
  });

  it('come one a line as NDJSON too', async () => {
    const { text } = await world.ask('format=ocsf', { accept: 'application/x-ndjson' });
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Event),
    ).to.deep.equal(events);
  });
});

describe('the rules the events are held against', () => {
  it('find what breaks them', () => {
    const valid: Event = {
      ...{ activity_id: 2, category_uid: 6, class_uid: 6003, type_uid: 600302, severity_id: 1, time: 1_772_352_000_000 },
      ...{ actor: { app_name: 'a' }, api: { operation: 'read' }, src_endpoint: { svc_name: 's' } },
      metadata: { version: '1.6.0', product: { name: 'p' } },
    };
    expect(ocsfFaults(valid)).to.deep.equal([]);
    const broken: readonly Event[] = [
      { ...valid, type_uid: 600301 },
      { ...valid, time: '2026-03-01' },
      { ...valid, time: 1_772_352_000 },
      { ...valid, activity_id: 5, type_uid: 600305 },
      { ...valid, activity_id: 99, type_uid: 600399 },
      { ...valid, severity: 'High' },
      { ...valid, actor: {} },
      { ...valid, api: {} },
      { ...valid, colour: 'red' },
      { ...valid, message: null },
      { ...valid, metadata: { version: '1.6.0' } },
    ];
    for (const one of broken) expect(ocsfFaults(one), JSON.stringify(one)).to.not.deep.equal([]);
  });
});
