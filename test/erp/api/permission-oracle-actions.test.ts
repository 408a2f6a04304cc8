import { expect } from 'chai';
import fc from 'fast-check';
import { entitySets } from '../../../src/erp/api/index.ts';
import type { BoundAction } from '../../../src/erp/api/bound-action.ts';
import type { EntitySet } from '../../../src/erp/api/entity-set.ts';
import { tables } from '../../../src/erp/tables/index.ts';
import { InProcessErp, inProcessOid } from './in-process-erp.ts';
import { askForApproval } from './oracle/ask-for-approval.ts';
import { Draw } from './oracle/draw.ts';
import { addressOf, keyOf, Samples } from './oracle/drawn-requests.ts';
import type { Entity } from './oracle/drawn-requests.ts';
import { assignmentsOn } from './oracle/generated-permissions.ts';
import { OracleWorld } from './oracle/oracle-world.ts';
import { levels } from './oracle/permission-oracle.ts';
import type { OracleAssignment, OracleLine, OracleRight } from './oracle/permission-oracle.ts';

const user = 3;
const offered = entitySets.all.flatMap((set) => Object.entries(set.actions).map(([name, action]) => ({ set, name, action })));

const writable = [...new Set(offered.flatMap(({ set, action }) => [...set.sources, ...action.touches].map(({ table }) => table)))];

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

interface Write {
  readonly id: number;
  readonly right: OracleRight;
  readonly tableName: string;
}

const writeFrom = (at: string): Write => {
  const [id, right] = at.split(' ');
  return { id: Number(id), right: right as OracleRight, tableName: tables.find((one) => one.id === Number(id))?.name ?? '' };
};

const isAskedFor = ({ right, tableName }: Write): boolean => !keptForAll.has(tableName) && !keptForAll.has(`${tableName} ${right}`);

const bodyOf = ({ parameters = {} }: BoundAction): string => ('vendorInvoiceNumber' in parameters ? '{"vendorInvoiceNumber":"ORACLE-1"}' : '');

/** Every table's data read directly and written through codeunits, and one codeunit; without one right on one table. */
const allBut = (codeunitId: number, without?: { readonly id: number; readonly right: OracleRight }): OracleAssignment => ({
  roleId: 'ORACLE-0',
  company: '',
  lines: [
    ...tables.map(({ id }) => {
      const open = line('Table Data', id, levels.indirect, levels.yes);
      return id === without?.id ? { ...open, rights: { ...open.rights, [without.right]: levels.blank } } : open;
    }),
    line('Codeunit', codeunitId, levels.yes),
  ],
});

describe('permissions to act, judged by an oracle that knows Business Central’s rules and not our code', function () {
  this.timeout(300_000);
  let erp: InProcessErp;
  let world: OracleWorld;
  let samples: Samples;
  let companies: readonly string[];
  before(() => {
    erp = new InProcessErp();
    askForApproval(erp);
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

  /** All data through codeunits and the action's codeunit, but for one table or the codeunit; or whatever comes. */
  const drawSets = (draw: Draw, at: (typeof offered)[number]): OracleAssignment[] => {
    const { set, action } = at;
    const shown = set.sources.flatMap(({ table, header }) => [table, header?.table].filter((one) => one !== undefined));
    const touched = action.touches.map(({ table }) => table);
    const about = [...new Set([...shown, ...touched, ...Object.values(set.fields).flatMap(({ reads }) => reads)])];
    if (draw.tenths(2)) return assignmentsOn(draw, world, { tables: about, companies });
    const without = draw.tenths(9) ? [draw.oneOf(draw.tenths(2) ? about : writable)] : [];
    const { lines, ...whole } = allBut(action.codeunit.id);
    const isGiven = ({ objectType, objectId }: OracleLine): boolean => objectType !== 'Table Data' || !without.some(({ id }) => id === objectId);
    return [{ ...whole, lines: draw.tenths(1) ? lines.slice(0, -1) : lines.filter(isGiven) }];
  };

  const urlOf = (set: EntitySet, entity: Entity | undefined, action: string): string =>
    `${addressOf(erp, set)}(${keyOf(set, entity)})/Microsoft.NAV.${action}`;

  it('does nothing unless the codeunit may be run, the record is seen, and all it writes is open at least indirectly', () => {
    const done = new Map<string, number>();
    const everWritten = new Set<string>();
    let refused = 0;
    fc.assert(
      fc.property(fc.gen(), (generate) => {
        const draw = Draw.by(generate);
        const at = draw.oneOf(offered);
        const { set, name, action } = at;
        const status = draw.anyOf([...new Set(samples.of(set).map((one) => String(one['status'])))]);
        const entity = draw.anyOf(samples.of(set).filter((one) => String(one['status']) === status));
        const found = entity && world.find(keyOf(set, entity));
        const oracle = world.assign(drawSets(draw, at));
        erp.db.exec('BEGIN; DELETE FROM "Written"');
        try {
          const url = urlOf(set, entity, name);
          const answer = erp.answer(user, 'POST', url, bodyOf(action));
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
            const { id, right, tableName } = writeFrom(one);
            if (!isAskedFor({ id, right, tableName })) continue;
            const isOpen = oracle.permits({ object: { type: 'Table Data', id }, right, atLeast: levels.indirect });
            expect(isOpen, `${url} writes ${tableName} ${right}`).to.equal(true);
          }
        } finally {
          erp.db.exec('ROLLBACK');
        }
      }),
      { numRuns: 500, endOnFailure: true },
    );
    expect([done.size > 8, refused > 100, everWritten.size > 15], JSON.stringify([...done, refused, ...everWritten])).to.deep.equal([
      true,
      true,
      true,
    ]);
  });

  const rolledBack = <T>(work: () => T): T => {
    erp.db.exec('BEGIN; DELETE FROM "Written"');
    try {
      return work();
    } finally {
      erp.db.exec('ROLLBACK');
    }
  };

  it('does none of what it can do as soon as a single right on a table that it writes is missing', () => {
    const done: string[] = [];
    for (const { set, name, action } of offered) {
      const send = (entity: Entity): number => erp.answer(user, 'POST', urlOf(set, entity, name), bodyOf(action)).status;
      world.assign([allBut(action.codeunit.id)]);
      const writes = (entity: Entity): readonly string[] =>
        rolledBack(() => (send(entity) < 300 ? (erp.db.prepare('SELECT DISTINCT "at" FROM "Written"').pluck().all() as string[]) : []));
      const tried = samples.of(set).map((entity) => ({ entity, written: writes(entity) }));
      const { entity, written } = tried.reduce((most, one) => (one.written.length > most.written.length ? one : most), tried[0]!);
      if (written.length === 0) continue;
      done.push(`${set.name} ${name}`);
      for (const { id, right, tableName } of written.map(writeFrom).filter(isAskedFor)) {
        world.assign([allBut(action.codeunit.id, { id, right })]);
        expect(
          rolledBack(() => send(entity)),
          `${set.name} ${name} without ${right} on ${tableName}`,
        ).to.equal(403);
      }
    }
    expect(done).to.include('contractRenewals submit');
    expect(done.length, done.join()).to.be.above(18);
  });
});
