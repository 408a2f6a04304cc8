import { performance } from 'node:perf_hooks';
import type { Database } from 'better-sqlite3';
import { entitySets, erpErrorFrom, handleRequest } from '../../src/erp/api/index.ts';
import type { Caller, ErpResponse } from '../../src/erp/api/index.ts';
import { percentile } from '../statistics.ts';
import { openDatabase, people, tenantOver } from './large-company.ts';
import { readCases, type ReadCase } from './read-cases.ts';

/** How long one thing took, in milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
}

/** One read, by one person: the whole answer against its own SQL in better-sqlite3. */
export interface ReadResult {
  readonly name: string;
  /** Role of the person who reads; the second's security filters show the region North only. */
  readonly as: string;
  /** Characters of the answer. */
  readonly size: number;
  readonly answer: Times;
  /** The same statements by hand, rows fetched and thrown away. */
  readonly raw: Times;
  /** SQLite's plan of the statement that fetches the rows. */
  readonly plan: readonly string[];
}

type Ask = (caller: Caller, one: ReadCase) => ErpResponse;

const askIn = (company: string): Ask => {
  return (caller, one) => {
    const [path = '', query = ''] = one.path.split('?');
    return handleRequest(entitySets, {
      method: 'GET',
      path: `${one.route}/companies(${company})/${path}`,
      query: encodeURI(query),
      headers: {},
      body: '',
      origin: 'http://erp.bench',
      caller,
    });
  };
};

const callerOn = (db: Database, oid: string): Caller => {
  const tenant = tenantOver(db);
  const user = tenant.userByObjectId(oid);
  if (user === undefined) throw new Error('the bench has no such user');
  return { tenant, user, client: '' };
};

/** What a request asks of the data, with its values in place; what it asks about the caller's rights is left out. */
const isAboutData = (sql: string): boolean => /^SELECT /.test(sql) && !/"(PermissionVersion|Permission|AccessControl|User|Company)"/.test(sql);

const statementsOf = (file: string, read: (db: Database) => void): readonly string[] => {
  const seen: string[] = [];
  const db = openDatabase(file, (sql) => seen.push(sql));
  read(db);
  db.close();
  return [...new Set(seen.filter(isAboutData))];
};

const timesOf = (millis: readonly number[]): Times => ({ p50: percentile(millis, 0.5), p99: percentile(millis, 0.99) });

const timed = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** Both in turn, until the time is up or they ran often enough; the first tenth warms up. */
const compare = (one: () => void, other: () => void, millis: number): readonly [Times, Times] => {
  const taken: [number[], number[]] = [[], []];
  const until = performance.now() + millis;
  for (let round = 0; round < 2_000 && (round < 30 || performance.now() < until); round++) {
    taken[0].push(timed(one));
    taken[1].push(timed(other));
  }
  const warm = Math.ceil(taken[0].length / 10);
  return [timesOf(taken[0].slice(warm)), timesOf(taken[1].slice(warm))];
};

const planOf = (db: Database, sql: string): readonly string[] =>
  (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail);

/** Measures every case, for the person who sees everything and the one who sees a part; who may not read at all is left out. */
export const measureReads = (file: string, millis: number): readonly ReadResult[] => {
  const db = openDatabase(file);
  const [owner] = people;
  const [company] = tenantOver(db).companiesOf({ userSecurityId: owner?.oid ?? '', userName: '' });
  const ask = askIn(company?.systemId ?? '');
  const results = readCases.flatMap((one) =>
    people.flatMap(({ oid, erpRole }): ReadResult[] => {
      const caller = callerOn(db, oid);
      let size = 0;
      try {
        size = ask(caller, one).body.length;
      } catch (thrown) {
        if (erpErrorFrom(thrown).status === 403) return [];
        throw thrown;
      }
      const texts = statementsOf(file, (logged) => ask(callerOn(logged, oid), one));
      const statements = texts.map((sql) => db.prepare(sql).raw());
      const byHand = (): void => statements.forEach((statement) => statement.all());
      const [answer, raw] = compare(() => void ask(caller, one), byHand, millis);
      return [{ name: one.name, as: erpRole, size, answer, raw, plan: planOf(db, texts.at(-1) ?? '') }];
    }),
  );
  db.close();
  return results;
};
