import { expect } from 'chai';
import fc from 'fast-check';
import { entitySets } from '../../../src/erp/api/index.ts';
import { tables } from '../../../src/erp/tables/index.ts';
import { InProcessErp, inProcessOid } from './in-process-erp.ts';
import type { InProcessAnswer, InProcessRequest } from './in-process-erp.ts';
import { Draw } from './oracle/draw.ts';
import { addressOf, Samples } from './oracle/drawn-requests.ts';
import { hostileRead, hostileWrite } from './oracle/hostility.ts';
import type { HostileGround } from './oracle/hostility.ts';
import { OracleWorld } from './oracle/oracle-world.ts';
import { levels } from './oracle/permission-oracle.ts';
import type { OracleAssignment, StoredRow } from './oracle/permission-oracle.ts';

/** Together 100,000 requests: valid ones of every entity set there is, with things done to them. */
const reads = 75_000;
const writes = 25_000;

/** No request may keep the thread longer, on however slow a machine. */
const mostMillis = 5_000;

/** By which columns a record is one region's. */
const regionColumns = ['territoryCode', 'shortcutDimension1Code', 'globalDimension1Code', 'initialEntryGlobalDim1'];

/** Tables that the clerk of a region may read whole. */
const codes = [
  'Payment Terms',
  'Payment Method',
  'Shipment Method',
  'Currency',
  'Territory',
  'Location',
  'Unit of Measure',
  'Item Category',
  'Dimension',
];

/** May read the codes, and of every table that knows regions the records of NORTH. */
const clerkOfNorth = (): OracleAssignment => ({
  roleId: 'ORACLE-NORTH',
  company: '',
  lines: tables.flatMap((table) => {
    const column = regionColumns.find((name) => name in table.columns);
    if (column === undefined && !codes.includes(table.name)) return [];
    const filter =
      column === undefined
        ? undefined
        : {
            text: `${table.columns[column]?.caption ?? ''}=NORTH`,
            columns: [column],
            shows: (row: StoredRow) => row[column] === 'NORTH',
          };
    const rights = { R: levels.yes, I: levels.blank, M: levels.blank, D: levels.blank, X: levels.blank };
    return [{ isExclude: false, objectType: 'Table Data' as const, objectId: table.id, rights, filter }];
  }),
});

describe('the ERP API under hostile requests', function () {
  this.timeout(600_000);
  let erp: InProcessErp;
  let ground: HostileGround;
  let allowed: ReadonlySet<string>;
  before(() => {
    erp = new InProcessErp();
    ground = { erp, samples: new Samples(erp), sets: entitySets.all, as: [0, 0, 1, 2] };
    const company = erp.db.prepare('SELECT "name" FROM "Company"').pluck().get() as string;
    const world = new OracleWorld(erp.db, { userSecurityId: inProcessOid(0), company });
    const oracle = world.assign([clerkOfNorth()]);
    const own = entitySets.all.filter((set) => set.sources.some(({ isCallersOwn }) => isCallersOwn === true));
    const seen = [...world.rows].flatMap(([table, rows]) => rows.filter((row) => world.mayRead(oracle, { table, row })));
    allowed = new Set([
      ...seen.map((row) => String(row['systemId'])),
      ...own.flatMap((set) => (JSON.parse(erp.answer(0, 'GET', addressOf(erp, set)).body) as { value: { id: string }[] }).value.map(({ id }) => id)),
    ]);
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

  it('writes and actions: never fail inside, never hang, and let a clerk who may only read change nothing', () => {
    let done = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const request = hostileWrite(Draw.from(seed), ground);
        erp.db.exec('BEGIN');
        try {
          const answer = send(request);
          if (answer.status >= 300) return;
          done += 1;
          if (request.as === 0) expect.fail(`${told(request)} was done`);
        } finally {
          erp.db.exec('ROLLBACK');
        }
      }),
      { numRuns: writes },
    );
    expect(done, 'writes done').to.be.above(writes / 50);
  });
});
