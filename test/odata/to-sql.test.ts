import Database from 'better-sqlite3';
import { expect } from 'chai';
import fc from 'fast-check';
import { filterToSql, ODataError, orderToSql, pageToSql, parseFilter } from '../../src/odata/index.ts';
import type { SqlColumns } from '../../src/odata/index.ts';

const columns: SqlColumns = new Map([
  ['number', { sql: '"no"', type: 'string', storedText: (text: string) => text.toUpperCase() }],
  ['name', { sql: '"name"', type: 'string' }],
  ['note', { sql: '"note"', type: 'string', isNullable: true }],
  ['amount', { sql: '"amount"', type: 'decimal', scale: 2 }],
  ['rating', { sql: '"rating"', type: 'decimal', scale: 0, isNullable: true }],
  ['open', { sql: '"open"', type: 'boolean' }],
  ['dueDate', { sql: '"due"', type: 'date' }],
  ['changedAt', { sql: '"changed"', type: 'dateTime' }],
  ['id', { sql: '"id"', type: 'guid' }],
  [
    'status',
    { sql: '"status"', type: 'string', isUnordered: true, storedText: (text: string) => (text === 'Draft' || text === 'Open' ? text : undefined) },
  ],
] as const);

const guids = ['7d1f6a52-3c0b-4a5e-9b1d-2f8c40a1e001', '7d1f6a52-3c0b-4a5e-9b1d-2f8c40a1e002'];

describe('a filter as SQLite SQL', () => {
  const db = new Database(':memory:');
  before(() => {
    db.exec(
      'CREATE TABLE t (no TEXT, name TEXT, note TEXT, amount INTEGER, rating INTEGER, open INTEGER, due TEXT, changed TEXT, id TEXT, status TEXT)',
    );
    const insert = db.prepare('INSERT INTO t VALUES (?,?,?,?,?,?,?,?,?,?)');
    insert.run('A1', 'Ash 100%', null, 1050, null, 1, '2024-01-31', '2024-01-31T10:00:00.000Z', guids[0], 'Draft');
    insert.run('B2', 'birch_x', 'old', -1050, 3, 0, '2024-12-01', '2024-12-01T00:00:00.001Z', guids[1], 'Open');
    insert.run('C3', "O'Cedar ö", '', 9_007_199_254_740_991, 5, 1, '2025-12-31', '2025-12-31T23:59:59.999Z', guids[1], 'Open');
  });
  after(() => db.close());

  const found = (text: string): string => {
    const { sql, parameters } = filterToSql(parseFilter(text), { columns, dialect: 'sqlite' });
    const rows = db
      .prepare(`SELECT no FROM t WHERE ${sql} ORDER BY no`)
      .pluck()
      .all(...parameters) as string[];
    return rows.join(' ');
  };

  const cases: readonly (readonly [string, string])[] = [
    ["number eq 'a1'", 'A1'],
    ["number ne 'A1'", 'B2 C3'],
    ["name eq 'O''Cedar ö'", 'C3'],
    ["contains(name,'100%')", 'A1'],
    ["contains(name,'_')", 'B2'],
    ["contains(name,'')", 'A1 B2 C3'],
    ["startswith(name,'birch_')", 'B2'],
    ["startswith(name,'Birch')", ''],
    ["startswith(tolower(name),'ash')", 'A1'],
    ["endswith(name,'ö')", 'C3'],
    ["endswith(toupper(name),'_X')", 'B2'],
    ['amount eq 10.5', 'A1'],
    ['amount eq 10.500', 'A1'],
    ['amount eq 10.505', ''],
    ['amount ne 10.505', 'A1 B2 C3'],
    ['amount gt 10.4999999999999999999', 'A1 C3'],
    ['amount gt 10.50', 'C3'],
    ['amount ge 10.501', 'C3'],
    ['amount lt 10.501', 'A1 B2'],
    ['amount le -10.5', 'B2'],
    ['amount lt -10.499', 'B2'],
    ['amount le -10.501', ''],
    ['amount eq 90071992547409.91', 'C3'],
    ['amount eq 90071992547409.92', ''],
    ['amount lt 99999999999999999999999999', 'A1 B2 C3'],
    ['amount gt -99999999999999999999999999', 'A1 B2 C3'],
    ['amount in (10.5,-10.50,1.005)', 'A1 B2'],
    ['rating eq null', 'A1'],
    ['rating ne null', 'B2 C3'],
    ['rating gt 3', 'C3'],
    ['not (rating gt 3)', 'A1 B2'],
    ['rating ne 3', 'A1 C3'],
    ['rating in (null,5)', 'A1 C3'],
    ['not (rating in (5))', 'A1 B2'],
    ["note eq 'old'", 'B2'],
    ["not contains(note,'ol')", 'A1 C3'],
    ['name eq null', ''],
    ['name ne null', 'A1 B2 C3'],
    ['name gt null', ''],
    ['open eq true', 'A1 C3'],
    ['dueDate lt 2024-12-01', 'A1'],
    ['year(dueDate) eq 2024 and month(dueDate) ge 12', 'B2'],
    ['year(changedAt) gt 2024', 'C3'],
    ['year(dueDate) lt 2024.5', 'A1 B2'],
    ['changedAt gt 2024-12-01T01:00:00+01:00', 'B2 C3'],
    ['changedAt gt 2024-12-01T00:00:00.0019Z', 'C3'],
    [`id eq ${guids[0]?.toUpperCase() ?? ''}`, 'A1'],
    ["status eq 'Open'", 'B2 C3'],
    ["status in ('Draft','Open') and not (open eq true)", 'B2'],
  ];
  for (const [text, rows] of cases) {
    it(`finds ${rows || 'nothing'} for ${text}`, () => {
      expect(found(text)).to.equal(rows);
    });
  }

  for (const [text, message] of [
    ['nothing eq 1', /property named 'nothing'/],
    ["amount eq '5'", /decimal field cannot be compared with a string/],
    ['name eq 5', /string field/],
    ['dueDate eq 2024-01-01T00:00:00Z', /date field/],
    ['changedAt eq 2024-01-01', /date-time field/],
    ["id eq 'x'", /guid field/],
    ['open eq 1', /boolean field/],
    ["status eq 'Gone'", /'Gone' is not a value/],
    ["status gt 'Draft'", /without an order/],
    ["contains(amount,'5')", /text field/],
    ["tolower(amount) eq '5'", /text field/],
    ['year(name) eq 5', /date field/],
  ] as const) {
    it(`refuses ${text}`, () => {
      expect(() => found(text)).to.throw(ODataError, message);
    });
  }

  it('agrees with exact arithmetic on every decimal and operator', () => {
    const operators = {
      eq: (d: bigint) => d === 0n,
      ne: (d: bigint) => d !== 0n,
      gt: (d: bigint) => d > 0n,
      ge: (d: bigint) => d >= 0n,
      lt: (d: bigint) => d < 0n,
      le: (d: bigint) => d <= 0n,
    };
    const operator = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le');
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), operator, fc.integer({ min: -30_000, max: 30_000 }), (cents, word, tenThousandths) => {
        const literal = `${tenThousandths < 0 ? '-' : ''}${Math.trunc(Math.abs(tenThousandths) / 10_000)}.${String(Math.abs(tenThousandths) % 10_000).padStart(4, '0')}`;
        const { sql, parameters } = filterToSql(parseFilter(`amount ${word} ${literal}`), { columns, dialect: 'sqlite' });
        const answer = db
          .prepare(`SELECT ${sql} FROM (SELECT ${cents} AS amount)`)
          .pluck()
          .get(...parameters);
        expect(answer === 1).to.equal(operators[word](BigInt(cents) * 100n - BigInt(tenThousandths)));
      }),
    );
  });

  it('keeps SQLite below its depth limit for the longest filter there can be', () => {
    const text = Array.from({ length: 490 }, (_, at) => `amount eq ${at}.5`).join(' or ');
    expect(found(text)).to.equal('A1');
  });

  it('orders by the asked-for fields and then by what makes a row unique', () => {
    expect(
      orderToSql(
        [
          { field: 'name', direction: 'desc' },
          { field: 'id', direction: 'asc' },
        ],
        columns,
        ['id'],
      ),
    ).to.equal('"name" DESC, "id"');
  });
});

describe('a filter as SQL Server SQL', () => {
  it('numbers its parameters after those before it and says their types', () => {
    const { sql, parameters } = filterToSql(parseFilter(`amount ge 10.505 and id eq ${guids[0] ?? ''} and dueDate lt 2024-01-01`), {
      columns,
      dialect: 'mssql',
      firstParameter: 2,
    });
    expect(sql).to.equal('("amount" >= CAST(@2 AS decimal(38, 10)) AND ("id" = CAST(@3 AS uniqueidentifier) AND "due" < CAST(@4 AS date)))');
    expect(parameters).to.deep.equal(['10.505', guids[0], '2024-01-01']);
  });

  it('escapes the wildcards of LIKE', () => {
    const { sql, parameters } = filterToSql(parseFilter("contains(name,'50%_[x]\\')"), { columns, dialect: 'mssql' });
    expect(sql).to.equal('"name" LIKE @0');
    expect(parameters).to.deep.equal(['%50[%][_][[]x]\\%']);
  });

  it('pages with OFFSET and FETCH', () => {
    expect(pageToSql({ skip: 20, take: 10 }, 'mssql', 3)).to.deep.equal({ sql: 'OFFSET @3 ROWS FETCH NEXT @4 ROWS ONLY', parameters: [20, 10] });
  });
});
