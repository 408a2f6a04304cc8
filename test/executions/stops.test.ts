import { expect } from 'chai';
import { stopsReportSchema } from '../../src/contracts/reports.ts';
import { ApiWorld } from '../http/api-world.ts';
import { LogRows } from '../log-page/log-rows.ts';

describe('the report where runs stop', () => {
  let world: ApiWorld;
  before(async () => {
    world = await ApiWorld.open();
    await new LogRows(world).add({
      user: 'BEN',
      attempt: { decision: 'refuse', layer: 'autonomy', rule: 'read-only' },
      outcome: { outcome: 'refused' },
    });
  });
  after(() => world.close());

  const report = async (user: string, query = '') => (await world.call(user, `/api/v1/reports/stops${query}`)).json;

  it('is for those who oversee the tenant, and tells of nobody else’s', async () => {
    for (const user of ['ADELE', 'NOOR', 'SUPPORT']) {
      const { refusals } = stopsReportSchema.parse(await report(user));
      expect(refusals, user).to.deep.equal([
        { layer: 'autonomy', rule: 'read-only', count: 1, agents: ['Month-end statements'], tools: ['read_customer'] },
      ]);
    }
    expect((await report('PAUL')).refusals).to.deep.equal([]);
    expect((await report('MARTA')).status).to.equal(403);
  });

  it('is about the days that were asked for', async () => {
    expect((await report('NOOR', '?from=2026-03-01&to=2026-03-01')).refusals).to.have.length(1);
    expect((await report('NOOR', '?from=2026-03-02')).refusals).to.deep.equal([]);
    expect((await report('NOOR', '?from=2026-03-02&to=2026-03-01')).code).to.equal('bad_request');
    expect((await report('NOOR', '?since=2026-03-02')).code).to.equal('unknown_field');
  });
});
