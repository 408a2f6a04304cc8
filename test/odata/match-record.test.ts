import Database from 'better-sqlite3';
import { expect } from 'chai';
import fc from 'fast-check';
import { filterToSql, matchRecord, parseFilter, type SqlColumns } from '../../src/odata/index.ts';

const columns: SqlColumns = new Map([
  ['name', { sql: '"name"', type: 'string' }],
  ['amount', { sql: '"amount"', type: 'decimal', scale: 2 }],
  ['open', { sql: '"open"', type: 'boolean' }],
  ['dueDate', { sql: '"due"', type: 'date' }],
] as const);

const names = ['Ash', 'ash', 'Birch', ''] as const;
const amounts = ['-1.50', '0.00', '1.50', '10.00'] as const;
const dates = ['2024-01-31', '2024-12-01', '2025-12-31'] as const;

const comparison = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le');
const text = fc.constantFrom(...names).map((name) => `'${name}'`);
const leaf = fc.oneof(
  fc.tuple(fc.constantFrom('name', 'tolower(name)', 'toupper(name)'), comparison, text).map((parts) => parts.join(' ')),
  fc.tuple(comparison, fc.constantFrom(...amounts)).map(([operator, amount]) => `amount ${operator} ${amount}`),
  fc.tuple(fc.constantFrom('eq', 'ne'), fc.boolean()).map(([operator, value]) => `open ${operator} ${value}`),
  fc.tuple(comparison, fc.constantFrom(...dates)).map(([operator, date]) => `dueDate ${operator} ${date}`),
  fc
    .tuple(fc.constantFrom('year', 'month'), comparison, fc.constantFrom(1, 12, 2024))
    .map(([part, operator, value]) => `${part}(dueDate) ${operator} ${value}`),
  fc
    .tuple(fc.constantFrom('contains', 'startswith', 'endswith'), fc.constantFrom("'s'", "'B'", "''"))
    .map(([match, part]) => `${match}(name,${part})`),
  fc.constant(`name in ('Ash','Birch')`),
);
const filter = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((parts) => `(${parts.join(' and ')})`),
    leaf.map((part) => `not (${part})`),
  ),
})).tree;

describe('a filter on a record that is at hand', () => {
  it('holds exactly where SQLite finds the same record', () => {
    const db = new Database(':memory:');
    db.exec('CREATE TABLE t (name TEXT, amount INTEGER, open INTEGER, due TEXT)');
    const record = fc.record({
      ...{ name: fc.constantFrom(...names), amount: fc.constantFrom(...amounts), open: fc.boolean(), dueDate: fc.constantFrom(...dates) },
    });
    fc.assert(
      fc.property(filter, record, (words, row) => {
        const parsed = parseFilter(words);
        db.exec('DELETE FROM t');
        db.prepare('INSERT INTO t VALUES (?,?,?,?)').run(row.name, Math.round(Number(row.amount) * 100), row.open ? 1 : 0, row.dueDate);
        const { sql, parameters } = filterToSql(parsed, { columns, dialect: 'sqlite' });
        const isFound = db.prepare(`SELECT 1 FROM t WHERE ${sql}`).get(...parameters) !== undefined;
        expect(matchRecord(parsed, row), words).to.equal(isFound);
      }),
      { numRuns: 2_000 },
    );
    db.close();
  });

  const record = { name: 'Ash', amount: '1.50', quantity: 2, open: true, note: null, id: '7D1F6A52-3C0B-4A5E-9B1D-2F8C40A1E001' };
  const cases: readonly (readonly [string, boolean | null])[] = [
    ["name eq 'Ash'", true],
    ['quantity ge 2', true],
    ['note eq null', true],
    ['name eq null', false],
    ['id eq 7d1f6a52-3c0b-4a5e-9b1d-2f8c40a1e001', true],
    ["category eq 'GOODS'", null],
    ["not (category eq 'GOODS')", null],
    ["category eq 'GOODS' and name eq 'Birch'", false],
    ["category eq 'GOODS' and name eq 'Ash'", null],
    ["name eq 'Birch' or name eq 'Ash'", true],
    ["category eq 'A' or category eq 'B'", null],
    ["category in ('A','B')", null],
    ["note eq 'x'", null],
    ['name eq 1', null],
    ['open eq true', true],
    ['name eq true', null],
    ["amount eq '1.50'", true],
    ["quantity eq 'two'", null],
    ["contains(quantity,'2')", null],
    ["tolower(quantity) eq '2'", null],
  ];
  for (const [words, verdict] of cases) {
    it(`${words} ${verdict === null ? 'cannot be told' : verdict ? 'holds' : 'does not hold'}`, () => {
      expect(matchRecord(parseFilter(words), record)).to.equal(verdict);
    });
  }
});
