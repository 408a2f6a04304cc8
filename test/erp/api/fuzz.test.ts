import { expect } from 'chai';
import fc from 'fast-check';
import { entitySets } from '../../../src/erp/api/index.ts';
import { InProcessErp, inProcessOid } from './in-process-erp.ts';
import type { InProcessAnswer, InProcessRequest } from './in-process-erp.ts';
import { demoAssignments } from './oracle/demo-assignments.ts';
import { Draw } from './oracle/draw.ts';
import { Samples } from './oracle/drawn-requests.ts';
import { hostileRead, hostileWrite } from './oracle/hostility.ts';
import type { HostileGround } from './oracle/hostility.ts';
import { OracleWorld } from './oracle/oracle-world.ts';
import { PermissionOracle } from './oracle/permission-oracle.ts';

/** Together 100,000 requests: valid ones of every entity set there is, with things done to them. */
/** The nightly run takes 100,000 (`PROPERTY_RUNS`). */
const requests = Number(process.env['PROPERTY_RUNS'] ?? 30_000);
const reads = Math.ceil(requests * 0.75);
const writes = requests - reads;

/** No request may keep the thread longer, on however slow a machine. */
const mostMillis = 5_000;

describe('the ERP API under hostile requests', function () {
  this.timeout(600_000);
  let erp: InProcessErp;
  let ground: HostileGround;
  let allowed: ReadonlySet<string>;
  before(() => {
    erp = new InProcessErp();
    ground = { erp, samples: new Samples(erp), sets: entitySets.all, as: [0, 0, 1, 2] };
    const own = (JSON.parse(erp.answer(0, 'GET', `smartAgents/erp/v1.0/${erp.company}/effectivePermissions`).body) as { value: { id: string }[] })
      .value;
    const world = new OracleWorld(erp.db, { userSecurityId: inProcessOid(0), company: '' });
    const oracle = new PermissionOracle(demoAssignments('ar-clerk'), '');
    const readable = [...world.rows].flatMap(([table, rows]) => rows.map((row) => ({ table, row }))).filter((found) => world.mayRead(oracle, found));
    allowed = new Set([...readable.map(({ row }) => String(row['systemId'])), ...own.map(({ id }) => id)]);
    const customers = erp.db.prepare('SELECT count(*) FROM "Customer"').pluck().get() as number;
    const hers = readable.filter(({ table }) => table.name === 'Customer').length;
    expect([hers > 0, hers < customers, readable.some(({ table }) => table.name === 'Vendor')]).to.deep.equal([true, true, false]);
  });

  const told = ({ as, method, url, body, headers }: InProcessRequest): string => `${as} ${method} ${url} ${body ?? ''} ${JSON.stringify(headers)}`;

  const send = (request: InProcessRequest): InProcessAnswer => {
    const start = process.hrtime.bigint();
    const answer = erp.send(request);
    if (answer.status >= 500) expect.fail(`${told(request)}: ${String((answer.thrown as Error | undefined)?.stack)}`);
    if (Number(process.hrtime.bigint() - start) / 1e6 > mostMillis) expect.fail(`${told(request)} took too long`);
    return answer;
  };

  const checkRows = (request: InProcessRequest, answer: InProcessAnswer): void => {
    if (request.as !== 0 || answer.status >= 300) return;
    for (const [, tag = ''] of answer.body.matchAll(/"@odata\.etag":"W\/\\"([^\\]+)\\""/g)) {
      const [id = ''] = Buffer.from(tag, 'base64').toString('utf8').split(';');
      if (!allowed.has(id)) expect.fail(`${told(request)} shows ${id}`);
    }
  };

  it('reads: never fails inside, never hangs, and shows a clerk no row outside her region', () => {
    const statuses = new Map<number, number>();
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const request = hostileRead(Draw.from(seed), ground);
        const answer = send(request);
        checkRows(request, answer);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      }),
      { numRuns: reads },
    );
    for (const status of [200, 400, 403, 404, 405]) {
      expect(statuses.get(status) ?? 0, `${status}: the requests are understood often enough to mean something`).to.be.above(reads / 1_000);
    }
    expect(statuses.get(200) ?? 0).to.be.above(reads / 10);
  });

  it('writes and actions: never fail inside, never hang, and tell a clerk of no row outside her region', () => {
    const before = erp.db.prepare('SELECT count(*) FROM "GLEntry"').pluck().get();
    let done = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const request = hostileWrite(Draw.from(seed), ground);
        erp.db.exec('BEGIN');
        try {
          const answer = send(request);
          if (answer.status < 300) done += 1;
        } finally {
          erp.db.exec('ROLLBACK');
        }
      }),
      { numRuns: writes },
    );
    expect(done, 'writes done').to.be.above(writes / 50);
    expect(erp.db.prepare('SELECT count(*) FROM "GLEntry"').pluck().get()).to.equal(before);
  });
});
