import { generateKeyPairSync } from 'node:crypto';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import fc from 'fast-check';
import { openRawReader, type RawReader } from '../../src/adapters/database/raw-reader.ts';
import { LogRows, type RowSource } from '../../src/audit-verify/log-rows.ts';
import { LogVerification, type LogVerdict } from '../../src/audit-verify/verify-log.ts';
import { linkHash, type ChainLink } from '../../src/domain/log-chain.ts';
import { createLogSigner } from '../../src/features/audit/index.ts';
import { newTenant } from '../database/contract-host.ts';
import { LogWorld } from './log-world.ts';

type Row = Record<string, string | number | null>;

const recordTables = ['SmartAgentToolCallLog', 'SmartAgentToolCallOutcome', 'SmartAgentApprovalDecision'] as const;
const tables = [...recordTables, 'SmartAgentLogChain', 'SmartAgentLogHead', 'SmartAgentLogSeal'] as const;
type Table = (typeof tables)[number];

/** What somebody may do who owns the database and has taken the triggers away; `pick` chooses rows and columns. */
interface Tampering {
  readonly kind: 'change' | 'delete' | 'swap' | 'insert' | 'rehash' | 'cut' | 'sign-anew';
  readonly table: Table;
  readonly pick: readonly [number, number, number];
  readonly value: string | number | null;
}

const anyTampering: fc.Arbitrary<Tampering> = fc.record({
  kind: fc.constantFrom('change', 'change', 'change', 'delete', 'swap', 'insert', 'rehash', 'cut', 'sign-anew'),
  table: fc.constantFrom(...tables),
  pick: fc.tuple(fc.nat(10_000), fc.nat(10_000), fc.nat(10_000)),
  value: fc.oneof(fc.string(), fc.integer({ min: -2, max: 50 }), fc.constant(null), fc.constantFrom('2026-03-01', 'f'.repeat(64), 'outcome')),
});

describe('a log that its database’s owner tampers with', function () {
  this.timeout(240_000);
  let world: LogWorld;
  let db: Database.Database;
  let reader: RawReader;
  let rows: LogRows;
  const tenants = [newTenant(), newTenant()] as const;

  before(async () => {
    world = await LogWorld.open(3);
    for (const tenantId of tenants) await world.setUp(tenantId);
    const sequencer = world.sequencer();
    for (let days = 0; days < 3; days += 1) {
      for (let batch = 0; batch < 3; batch += 1) {
        for (const tenantId of tenants) if (days !== 1 || tenantId === tenants[0]) await world.log(tenantId, 2);
        await sequencer.drain();
      }
      world.pass(1);
    }
    await world.log(tenants[0]);
    await sequencer.drain();
    db = new Database(world.file);
    for (const name of db.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).pluck().all() as string[])
      db.exec(`DROP TRIGGER "${name}"`);
    reader = await openRawReader(`sqlite:${world.file}`);
    const source: RowSource = {
      rows: async (sql, values) => db.prepare(sql).raw(true).all(values) as unknown[][],
      columns: (entity) => reader.columns(entity),
    };
    rows = new LogRows(source);
  });
  after(async () => {
    db.close();
    await reader.close();
    await world.close();
  });

  const verify = (witnessFile = world.witnessFile): Promise<LogVerdict> => new LogVerification({ rows, by: world.by, witnessFile }).run();
  const dump = (): string =>
    JSON.stringify(
      tables.map((table) =>
        (db.prepare(`SELECT * FROM "${table}"`).raw(true).all() as unknown[][]).map((row) => row.map((value) => [typeof value, value])).sort(),
      ),
    );
  /** Does something to the database, which has no triggers any more, looks, and takes it back. */
  const tampered = async <Result>(work: () => void, look: () => Promise<Result>): Promise<Result> => {
    db.exec('BEGIN');
    try {
      work();
      return await look();
    } finally {
      db.exec('ROLLBACK');
    }
  };
  const rowsOf = (table: Table): (Row & { readonly rowid: number })[] =>
    db.prepare(`SELECT rowid, * FROM "${table}" ORDER BY rowid`).all() as (Row & { rowid: number })[];
  const chosen = <Item>(items: readonly Item[], pick: number): Item => {
    const item = items[pick % items.length];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  };
  const columnsOf = (row: Row): readonly string[] => Object.keys(row).filter((column) => column !== 'rowid');
  const set = (table: Table, rowid: number, values: Row): void => {
    const names = Object.keys(values);
    const assignments = names.map((name) => `"${name}" = ?`).join(', ');
    db.prepare(`UPDATE "${table}" SET ${assignments} WHERE rowid = ?`).run(...Object.values(values), rowid);
  };
  const insert = (table: Table, row: Row): void => {
    const names = columnsOf(row);
    const sql = `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    db.prepare(sql).run(...names.map((name) => row[name]));
  };
  /** The chain from a position on, made anew over what its links say now. */
  const rehash = (tenantId: string, position: number): void => {
    const links = db
      .prepare(`SELECT rowid, * FROM SmartAgentLogChain WHERE tenantId = ? AND position >= ? ORDER BY position`)
      .all(tenantId, position) as (ChainLink & { readonly rowid: number })[];
    let previousHash = links[0]?.previousHash ?? '';
    for (const link of links) {
      const hash = linkHash({ ...link, previousHash });
      set('SmartAgentLogChain', link.rowid, { previousHash, hash });
      previousHash = hash;
    }
  };
  const own = createLogSigner(generateKeyPairSync('ed25519').privateKey);

  const tamper = ({ kind, table, pick, value }: Tampering): void => {
    const all = rowsOf(table);
    const row = chosen(all, pick[0]);
    const other = chosen(all, pick[1]);
    const column = chosen(columnsOf(row), pick[2]);
    const links = rowsOf('SmartAgentLogChain');
    const link = chosen(links, pick[0]);
    switch (kind) {
      case 'change':
        return set(table, row.rowid, { [column]: value });
      case 'delete':
        return void db.prepare(`DELETE FROM "${table}" WHERE rowid = ?`).run(row.rowid);
      case 'swap': {
        const keyed = columnsOf(row).find((name) => ['id', 'position', 'day'].includes(name)) ?? 'id';
        set(table, row.rowid, { [keyed]: '~' });
        set(table, other.rowid, { [keyed]: row[keyed] ?? null });
        return set(table, row.rowid, { [keyed]: other[keyed] ?? null });
      }
      case 'insert': {
        const fresh: Row = { id: newTenant(), attemptId: newTenant(), recordId: newTenant(), position: pick[1] - 5000, day: '2031-01-01' };
        return insert(table, {
          ...row,
          ...Object.fromEntries(columnsOf(row).flatMap((name) => (name in fresh ? [[name, fresh[name] ?? null]] : []))),
        });
      }
      case 'rehash':
        set('SmartAgentLogChain', link.rowid, { recordHash: 'e'.repeat(64) });
        return rehash(String(link['tenantId']), Number(link['position']));
      case 'cut': {
        const from = Number(link['position']);
        const tenantId = String(link['tenantId']);
        const after = `tenantId = ? AND position >= ?`;
        for (const name of recordTables)
          db.prepare(`DELETE FROM "${name}" WHERE id IN (SELECT recordId FROM SmartAgentLogChain WHERE ${after})`).run(tenantId, from);
        for (const name of ['SmartAgentLogChain', 'SmartAgentLogHead']) db.prepare(`DELETE FROM "${name}" WHERE ${after}`).run(tenantId, from);
        return void db.prepare(`DELETE FROM SmartAgentLogSeal WHERE tenantId = ? AND lastPosition >= ?`).run(tenantId, from);
      }
      case 'sign-anew': {
        set('SmartAgentLogChain', link.rowid, { recordHash: 'e'.repeat(64) });
        rehash(String(link['tenantId']), Number(link['position']));
        for (const head of rowsOf('SmartAgentLogHead')) {
          const [tenantId, position, signedAt] = [String(head['tenantId']), Number(head['position']), String(head['signedAt'])];
          const hash = db
            .prepare(`SELECT hash FROM SmartAgentLogChain WHERE tenantId = ? AND position = ?`)
            .pluck()
            .get(tenantId, position) as string;
          set('SmartAgentLogHead', head.rowid, { ...own.sign({ tenantId, position, hash, signedAt }) });
        }
      }
    }
  };

  it('is whole before', async () => {
    const verdict = await verify();
    expect(verdict.tenants.map(({ finding }) => finding)).to.deep.equal([null, null]);
    expect(verdict).to.deep.include({ ok: true, positions: 57 + 36, strangeWitnessLines: [] });
  });

  it('is found out, whatever was changed, deleted, swapped, inserted, hashed anew or cut off', async () => {
    const before = dump();
    const kinds = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(anyTampering, async (tampering) => {
        const { isOther, verdict } = await tampered(
          () => {
            try {
              tamper(tampering);
            } catch (error) {
              // A key that is taken, a null where none may be: the tables themselves refuse it.
              if (!(error instanceof Database.SqliteError)) throw error;
            }
          },
          async () => ({ isOther: dump() !== before, verdict: await verify() }),
        );
        if (isOther) kinds.set(tampering.kind, (kinds.get(tampering.kind) ?? 0) + 1);
        expect(verdict.ok, JSON.stringify(verdict.tenants)).to.equal(!isOther);
      }),
      { numRuns: 250 },
    );
    expect([...kinds.keys()].sort()).to.deep.equal(['change', 'cut', 'delete', 'insert', 'rehash', 'sign-anew', 'swap']);
  });

  it('is named at the very position where a record is not as it was logged', async () => {
    for (const [table, type] of [
      [recordTables[0], 'attempt'],
      [recordTables[1], 'outcome'],
      [recordTables[2], 'decision'],
    ] as const) {
      const link = chosen(
        rowsOf('SmartAgentLogChain').filter(({ recordType }) => recordType === type),
        4,
      );
      for (const sql of [
        `UPDATE "${table}" SET executionId = 'x' WHERE id = ?`,
        `UPDATE "${table}" SET records = 9 WHERE id = ?`,
        `DELETE FROM "${table}" WHERE id = ?`,
      ]) {
        if (type === 'outcome' ? sql.includes('executionId') : sql.includes('records')) continue;
        const verdict = await tampered(
          () => void db.prepare(sql).run(link['recordId']),
          () => verify(),
        );
        const found = verdict.tenants.find(({ tenantId }) => tenantId === link['tenantId'])?.finding;
        expect(found?.position).to.equal(link['position']);
        expect(found?.what).to.match(new RegExp(`^the ${type} (does not have the content|is missing)`));
      }
    }
  });

  it('is found out without a witness too, as long as its end is there', async () => {
    const head = chosen(rowsOf('SmartAgentLogHead'), 1);
    const verdict = await tampered(
      () => void db.prepare(`DELETE FROM SmartAgentLogHead WHERE rowid = ?`).run(head.rowid),
      () => verify('/nowhere'),
    );
    expect(verdict.witnessLines).to.equal(null);
    expect(verdict.tenants.find(({ tenantId }) => tenantId === head['tenantId'])?.finding?.what).to.match(
      /counts other heads|does not end in the head/,
    );
  });
});
