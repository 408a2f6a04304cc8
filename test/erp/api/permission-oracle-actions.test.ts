import { expect } from 'chai';
import fc from 'fast-check';
import { entitySets } from '../../../src/erp/api/index.ts';
import { tables } from '../../../src/erp/tables/index.ts';
import { InProcessErp, inProcessOid } from './in-process-erp.ts';
import { Draw } from './oracle/draw.ts';
import { addressOf, keyOf, Samples } from './oracle/drawn-requests.ts';
import { assignmentsOn } from './oracle/generated-permissions.ts';
import { OracleWorld } from './oracle/oracle-world.ts';
import { levels } from './oracle/permission-oracle.ts';
import type { OracleAssignment, OracleLine, OracleRight } from './oracle/permission-oracle.ts';

const user = 3;
const offered = entitySets.all.flatMap((set) => Object.entries(set.actions).map(([name, action]) => ({ set, name, action })));

/** Numbers, cost and sets of dimension values are kept by the system for whoever posts, as Business Central's own codeunits do. */
const keptForAll: ReadonlySet<string> = new Set(['No. Series Line', 'Dimension Set Entry', 'Item M']);

const events = { INSERT: 'I', UPDATE: 'M', DELETE: 'D' } as const;

/** A line as an action needs them: data through codeunits, what the page shows directly. */
const line = (objectType: OracleLine['objectType'], objectId: number, level: 0 | 1 | 2, read = level): OracleLine => ({
  isExclude: false,
  objectType,
  objectId,
  rights: { R: read, I: level, M: level, D: level, X: objectType === 'Codeunit' ? level : levels.blank },
  filter: undefined,
});

describe('permissions to act, judged by an oracle that knows Business Central’s rules and not our code', function () {
  this.timeout(300_000);
  let erp: InProcessErp;
  let world: OracleWorld;
  let samples: Samples;
  let companies: readonly string[];
  before(() => {
    erp = new InProcessErp();
    const name = erp.db.prepare('SELECT "name" FROM "Company"').pluck().get() as string;
    companies = ['', name, name, 'Another Company'];
    world = new OracleWorld(erp.db, { userSecurityId: inProcessOid(user), company: name });
    samples = new Samples(erp);
    erp.db.exec('CREATE TEMP TABLE "Written" ("at" TEXT NOT NULL)');
    for (const { id, sqlName } of tables.filter((one) => world.rows.has(one))) {
      for (const [event, right] of Object.entries(events)) {
        erp.db.exec(
          `CREATE TEMP TRIGGER "${sqlName}_${event}" AFTER ${event} ON main."${sqlName}" BEGIN INSERT INTO "Written" VALUES ('${id} ${right}'); END`,
        );
      }
    }
  });

  /** All data through codeunits and every codeunit, but for a few of each; or whatever comes. */
  const drawSets = (draw: Draw, at: (typeof offered)[number]): OracleAssignment[] => {
    const { set, action } = at;
    const shown = set.sources.flatMap(({ table, header }) => [table, header?.table].filter((one) => one !== undefined));
    const touched = action.touches.map(({ table }) => table);
    const about = [...new Set([...shown, ...touched, ...Object.values(set.fields).flatMap(({ reads }) => reads)])];
    if (draw.tenths(2)) return assignmentsOn(draw, world, { tables: about, companies });
    const without = draw.tenths(5) ? draw.some(about, 1) : draw.tenths(3) ? draw.some(tables, 1) : [];
    const mayRun = !draw.tenths(2);
    const lines = tables.filter((table) => !without.includes(table)).map((table) => line('Table Data', table.id, levels.indirect, levels.yes));
    return [{ roleId: 'ORACLE-0', company: '', lines: mayRun ? [...lines, line('Codeunit', action.codeunit.id, levels.yes)] : lines }];
  };

  it('does nothing unless the codeunit may be run, the record is seen, and all it writes is open at least indirectly', () => {
    const done = new Map<string, number>();
    const everWritten = new Set<string>();
    let refused = 0;
    fc.assert(
      fc.property(fc.gen(), (generate) => {
        const draw = Draw.by(generate);
        const at = draw.oneOf(offered);
        const { set, name, action } = at;
        const entity = draw.anyOf(samples.of(set));
        const found = entity && world.find(keyOf(set, entity));
        const sets = drawSets(draw, at);
        erp.db.exec('BEGIN; DELETE FROM "Written"');
        try {
          const oracle = world.assign(sets);
          erp.db.exec('DELETE FROM "Written"');
          const body = 'vendorInvoiceNumber' in (action.parameters ?? {}) ? '{"vendorInvoiceNumber":"ORACLE-1"}' : '';
          const url = `${addressOf(erp, set)}(${keyOf(set, entity)})/Microsoft.NAV.${name}`;
          const answer = erp.answer(user, 'POST', url, body);
          const written = erp.db.prepare('SELECT DISTINCT "at" FROM "Written"').pluck().all() as string[];
          expect(answer.status, `${url}: ${String((answer.thrown as Error | undefined)?.stack)}`).to.be.below(500);
          if (answer.status === 403) refused += 1;
          if (answer.status >= 300) {
            expect(written, `${url} failed and wrote`).to.deep.equal([]);
            return;
          }
          done.set(`${set.name} ${name}`, (done.get(`${set.name} ${name}`) ?? 0) + 1);
          const mayRun = oracle.permits({ object: { type: 'Codeunit', id: action.codeunit.id }, right: 'X', atLeast: levels.indirect });
          expect(mayRun, `${url} runs ${action.codeunit.name}`).to.equal(true);
          expect(found !== undefined && world.mayShow(oracle, { set: set.name, found, entity: entity ?? {} }), `${url} on a hidden record`).to.equal(
            true,
          );
          for (const one of written) {
            everWritten.add(one);
            const [id, right] = [Number(one.split(' ')[0]), one.split(' ')[1] as OracleRight];
            const table = tables.find((other) => other.id === id);
            if (keptForAll.has(table?.name ?? '') || keptForAll.has(`${table?.name ?? ''} ${right}`)) continue;
            const isOpen = oracle.permits({ object: { type: 'Table Data', id }, right, atLeast: levels.indirect });
            expect(isOpen, `${url} writes ${table?.name ?? one} ${right}`).to.equal(true);
          }
        } finally {
          erp.db.exec('ROLLBACK');
        }
      }),
      { numRuns: 600, endOnFailure: true },
    );
    expect([done.size > 8, refused > 100, everWritten.size > 15], JSON.stringify([...done, refused, ...everWritten])).to.deep.equal([
      true,
      true,
      true,
    ]);
  });
});
