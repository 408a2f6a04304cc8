import Database from 'better-sqlite3';
import { expect } from 'chai';
import fc from 'fast-check';
import { EffectiveRights } from '../../../src/erp/permissions/index.ts';
import { parseSecurityFilter } from '../../../src/erp/permissions/security-filter.ts';
import { securityFilterSql } from '../../../src/erp/permissions/security-filter-sql.ts';
import { customer } from '../../../src/erp/tables/index.ts';
import { tableStatements } from '../../../src/erp/tables/schema.ts';

describe('security filters', () => {
  const db = new Database(':memory:');
  before(() => {
    for (const statement of tableStatements(customer)) db.exec(statement);
    const columns = db.prepare(`SELECT name, type FROM pragma_table_info('Customer')`).all() as { name: string; type: string }[];
    const insert = (values: Record<string, string | number>): void => {
      const row = columns.map(({ name, type }) => values[name] ?? (type === 'INTEGER' ? 0 : ''));
      db.prepare(`INSERT INTO "Customer" VALUES (${columns.map(() => '?').join(',')})`).run(...row);
    };
    insert({ no: 'C1', systemId: '1', territoryCode: 'NORTH', name: 'Ash & Co', city: 'Leeds', creditLimitLcy: 100_00, blocked: ' ', taxLiable: 1 });
    insert({ no: 'C2', systemId: '2', territoryCode: 'SOUTH', name: "O'Brien (UK)", city: 'York', creditLimitLcy: 200_50, blocked: 'All' });
    insert({ no: 'C3', systemId: '3', territoryCode: '', name: 'ashes', city: 'leeds', creditLimitLcy: 300_00, blocked: 'Ship' });
  });
  after(() => db.close());

  const shown = (...filters: string[]): string =>
    (
      db
        .prepare(`SELECT r."no" FROM "Customer" r WHERE ${securityFilterSql(customer, 'r', filters)} ORDER BY 1`)
        .pluck()
        .all() as string[]
    ).join(' ');

  const cases: readonly (readonly [string, string])[] = [
    ['Territory Code=NORTH', 'C1'],
    ['Territory Code=FILTER(NORTH)', 'C1'],
    ['territory code=north', 'C1'],
    ['Territory Code=NORTH|SOUTH', 'C1 C2'],
    ['Territory Code=FILTER(NORTH|SOUTH),Credit Limit (LCY)=>150', 'C2'],
    ['Territory Code=<>NORTH', 'C2 C3'],
    ["Territory Code=''", 'C3'],
    ["Territory Code=<>''", 'C1 C2'],
    ["Territory Code=<>''&<>SOUTH", 'C1'],
    ['Territory Code=(NORTH|SOUTH)&<>SOUTH', 'C1'],
    ['Territory Code=N*', 'C1'],
    ['Territory Code=?OUTH', 'C2'],
    ['Name=ash*', 'C3'],
    ['Name=@ash*', 'C1 C3'],
    ["Name='O''Brien (UK)'", 'C2'],
    ["Name='Ash & Co'", 'C1'],
    ['Credit Limit (LCY)=100..200.5', 'C1 C2'],
    ['Credit Limit (LCY)=..100', 'C1'],
    ['Credit Limit (LCY)=200.51..', 'C3'],
    ['Credit Limit (LCY)=100|300', 'C1 C3'],
    ['Blocked=All', 'C2'],
    ['Tax Liable=Yes', 'C1'],
    ['Tax Liable=false', 'C2 C3'],
    ['No.=C2..', 'C2 C3'],
  ];
  for (const [filter, rows] of cases) {
    it(`show ${rows} for ${filter}`, () => {
      expect(shown(filter)).to.equal(rows);
    });
  }

  it('of several sets show what any of them shows', () => {
    expect(shown('Territory Code=NORTH', 'Credit Limit (LCY)=>250')).to.equal('C1 C3');
  });

  for (const broken of [
    '',
    'NORTH',
    'Nothing=1',
    'Territory Code=',
    "Territory Code='NORTH",
    'Territory Code=(NORTH',
    'Territory Code=FILTER(NORTH',
    'Credit Limit (LCY)=abc',
    'Credit Limit (LCY)=1*',
    'Tax Liable=Perhaps',
    'Territory Code=NORTH)',
    'Territory Code=A|',
    `Territory Code=${'('.repeat(50)}A`,
    'Credit Limit (LCY)=1.001',
    'SystemCreatedAt=x*',
  ]) {
    it(`show nothing when they are not understood: ${broken.slice(0, 30) || '(blank)'}`, () => {
      expect(shown(broken)).to.equal('');
    });
  }

  it('never reach the SQL as anything but a value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(() => shown(`Territory Code='${text.replaceAll("'", "''")}'`)).not.to.throw();
        expect(() => shown(`Name=${text}`)).not.to.throw();
        expect(() => shown(text)).not.to.throw();
      }),
      { numRuns: 1000 },
    );
  });

  it('throw nothing but a SyntaxError while they are read', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('A', '=', '|', '&', '(', ')', "'", '.', '<', '>', '*', ',', ' ', '@') }), (text) => {
        try {
          parseSecurityFilter(text);
        } catch (thrown) {
          expect(thrown).to.be.instanceOf(SyntaxError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('open no row of a table without a right', () => {
    const rights = new EffectiveRights([]);
    expect(rights.rowCondition(customer, 'r')).to.equal('(1 = 0)');
    expect(rights.rowCondition(customer, 'r'), 'remembered').to.equal('(1 = 0)');
    expect(() => rights.requireTable(customer, 'delete')).to.throw('(TableData 18 Customer Delete: Base Application)');
    expect(() => rights.requireObject({ type: 'Codeunit', id: 90 }, 'Purch.-Post')).to.throw('(Codeunit 90 Purch.-Post Execute: Base Application)');
  });
});
