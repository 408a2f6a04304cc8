import { expect } from 'chai';
import fc from 'fast-check';
import { entitySets } from '../../../src/erp/api/index.ts';
import type { EntitySet } from '../../../src/erp/api/entity-set.ts';
import { tables } from '../../../src/erp/tables/index.ts';
import type { Table } from '../../../src/erp/tables/index.ts';
import { InProcessErp, inProcessOid } from './in-process-erp.ts';
import { Draw } from './oracle/draw.ts';
import { addressOf, Samples } from './oracle/drawn-requests.ts';
import { drawWrite } from './oracle/drawn-writes.ts';
import { assignmentsOn, readingAll } from './oracle/generated-permissions.ts';
import { levels } from './oracle/permission-oracle.ts';
import type { OracleLevel, OracleRight, PermissionOracle, StoredRow } from './oracle/permission-oracle.ts';
import { OracleWorld } from './oracle/oracle-world.ts';

const user = 3;
const written = entitySets.all.filter((set) => set.writes !== undefined);

const tablesWrittenBy = (set: EntitySet): Table[] =>
  set.writes === undefined ? [] : [set.writes.table, ...(set.writes.second === undefined ? [] : [set.writes.second.table])];

const partsOf = (set: EntitySet): EntitySet[] => (set.writes?.deepInserts ?? []).map((name) => entitySets.require(set.navigations[name]?.set ?? ''));

const namedTables: readonly string[] = ['Vendor', 'Customer', 'Item', 'G/L Account', 'Purchase Contract'];

/** Which records a new one names, by what its columns are called. */
const namedIn = (row: StoredRow): readonly (readonly [table: string, no: string])[] => {
  const type = String(row['type'] ?? '');
  const partyType = String(row['partyType'] ?? row['salesType'] ?? row['accountType'] ?? '');
  const named: (readonly [string, unknown])[] = [
    ['Vendor', row['buyFromVendorNo']],
    ['Vendor', row['vendorNo']],
    ['Purchase Contract', row['contractNo']],
    ['Customer', row['sellToCustomerNo']],
    ['Item', row['itemNo'] ?? (type === 'Item' ? (row['no'] ?? row['code']) : '')],
    ['G/L Account', type === 'G/L Account' ? row['no'] : ''],
    [partyType, row['partyNo'] ?? row['salesCode'] ?? row['accountNo']],
  ];
  return named.filter(([table, no]) => namedTables.includes(table) && no !== undefined && no !== '').map(([table, no]) => [table, String(no)]);
};

/** A renewal that was drafted and cancelled, so that its contract can have a new one. */
const cancelOneRenewal = (erp: InProcessErp): void => {
  const set = addressOf(erp, entitySets.require('contractRenewals'));
  const made = erp.answer(2, 'POST', set, JSON.stringify({ contractNumber: 'CT-10011', proposedEndingDate: '2028-12-31' }));
  const { id } = JSON.parse(made.body) as { id: string };
  const { status } = erp.answer(2, 'PATCH', `${set}(${id})`, '{"status":"Cancelled"}');
  if (status !== 200) throw new Error('The renewal was not cancelled');
};

describe('permissions to write, judged by an oracle that knows Business Central’s rules and not our code', function () {
  this.timeout(300_000);
  let erp: InProcessErp;
  let world: OracleWorld;
  let samples: Samples;
  let companies: readonly string[];
  before(() => {
    erp = new InProcessErp();
    cancelOneRenewal(erp);
    const name = erp.db.prepare('SELECT "name" FROM "Company"').pluck().get() as string;
    companies = ['', name, name, 'Another Company'];
    world = new OracleWorld(erp.db, { userSecurityId: inProcessOid(user), company: name });
    samples = new Samples(erp);
  });

  const rowsOf = (table: Table): Map<string, StoredRow> =>
    new Map((erp.db.prepare(`SELECT * FROM "${table.sqlName}"`).all() as StoredRow[]).map((row) => [String(row['systemId']), row]));

  const permits = (oracle: PermissionOracle, table: Table, need: { right: OracleRight; row: StoredRow; atLeast?: OracleLevel }): boolean =>
    oracle.permits({ object: { type: 'Table Data', id: table.id }, atLeast: levels.yes, ...need });

  const expectNamedVisible = (oracle: PermissionOracle, what: string, row: StoredRow): void => {
    for (const [name, no] of namedIn(row)) {
      const table = tables.find((one) => one.name === name);
      const found = table && world.rows.get(table)?.find((one) => one['no'] === no);
      const isVisible = table !== undefined && found !== undefined && permits(oracle, table, { right: 'R', row: found, atLeast: levels.indirect });
      expect(isVisible, `${what} names ${name} ${no}, which is hidden`).to.equal(true);
    }
  };

  const judge = (
    oracle: PermissionOracle,
    what: string,
    change: { table: Table; before: StoredRow | undefined; after: StoredRow | undefined },
  ): void => {
    const { table, before, after } = change;
    const right = before === undefined ? 'I' : after === undefined ? 'D' : 'M';
    for (const row of [before, after])
      if (row !== undefined) expect(permits(oracle, table, { right, row }), `${what}: ${right} on ${table.name}`).to.equal(true);
    if (before !== undefined) expect(permits(oracle, table, { right: 'R', row: before }), `${what}: R before on ${table.name}`).to.equal(true);
    if (after !== undefined) expect(permits(oracle, table, { right: 'R', row: after }), `${what}: R after on ${table.name}`).to.equal(true);
    if (before === undefined && after !== undefined) expectNamedVisible(oracle, what, after);
  };

  it('lets nothing be made, changed or deleted that the user may not, and nothing be written about what she may not see', () => {
    const done = { POST: 0, PATCH: 0, DELETE: 0, refused: 0 };
    fc.assert(
      fc.property(fc.gen(), (generate) => {
        const draw = Draw.by(generate);
        const set = draw.oneOf(written);
        const own = [...tablesWrittenBy(set), ...partsOf(set).flatMap(tablesWrittenBy)];
        const named = tables.filter(({ name }) => namedTables.includes(name));
        const headers = set.sources.flatMap(({ header }) => header?.table ?? []);
        const read = Object.values(set.fields).flatMap(({ reads }) => reads);
        const others = [...new Set([...named, ...headers, ...read])].filter((table) => !own.includes(table));
        const sets = draw.tenths(5)
          ? [...assignmentsOn(draw, world, { tables: own, companies }), readingAll(others)]
          : assignmentsOn(draw, world, { tables: [...own, ...others], companies });
        const oracle = world.assign(sets);
        const write = drawWrite(draw, erp, { set, samples });
        const what = `${write.method} ${write.url} ${write.body}`;
        const before = new Map(own.map((table) => [table, rowsOf(table)]));
        erp.db.exec('BEGIN');
        try {
          const answer = erp.answer(user, write.method, write.url, write.body);
          expect(answer.status, `${what}: ${String((answer.thrown as Error | undefined)?.stack)}`).to.be.below(500);
          if (answer.status === 403) done.refused += 1;
          if (answer.status < 300) done[write.method] += 1;
          const direct = new Set(write.method === 'POST' ? own : tablesWrittenBy(set));
          for (const table of own) {
            const after = rowsOf(table);
            const was = before.get(table) ?? new Map<string, StoredRow>();
            for (const id of new Set([...was.keys(), ...after.keys()])) {
              const [old, now] = [was.get(id), after.get(id)];
              if (old?.['systemRowVersion'] === now?.['systemRowVersion']) continue;
              expect(answer.status, `${what} failed and changed ${table.name}`).to.be.below(300);
              if (direct.has(table)) judge(oracle, what, { table, before: old, after: now });
            }
          }
        } finally {
          erp.db.exec('ROLLBACK');
        }
      }),
      { numRuns: 900, endOnFailure: true },
    );
    expect([done.POST > 5, done.PATCH > 15, done.DELETE > 3, done.refused > 50], JSON.stringify(done)).to.deep.equal([true, true, true, true]);
  });
});
