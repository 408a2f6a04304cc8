import Database from 'better-sqlite3';
import { systemClock } from '../../../src/kernel/clock.ts';
import { randomIds } from '../../../src/kernel/ids.ts';
import { createIdempotencyTable, entitySets, erpErrorFrom, ErpTenant, handleRequest } from '../../../src/erp/api/index.ts';
import { seedDemoCompany } from '../../../src/erp/demo/index.ts';

const roles = ['ar-clerk', 'finance-manager', 'owner', 'auditor'] as const;

/** Whose request it is: the AR clerk (0), the finance manager (1), the owner (2), the auditor, who may do next to nothing (3). */
export type InProcessUser = 0 | 1 | 2 | 3;

/** Status, headers and body of an answer, and what was thrown where it is an error. */
export interface InProcessAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly thrown?: unknown;
}

/** A request as a test sends it. */
export interface InProcessRequest {
  readonly as: InProcessUser;
  readonly method: string;
  readonly url: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The object id of a user at the identity provider, which is her security id here too. */
export const inProcessOid = (user: InProcessUser): string => `00000000-0000-4000-8000-00000000000${user}`;

let seeded: Buffer | undefined;

/** A database in memory with the demo company as it was seeded once. */
const seededDatabase = (): Database.Database => {
  if (seeded !== undefined) return new Database(seeded);
  const db = new Database(':memory:');
  const users = roles.map((erpRole, at) => ({
    oid: inProcessOid(at as InProcessUser),
    userName: erpRole.toUpperCase(),
    displayName: erpRole,
    email: `${erpRole}@example.test`,
    erpRole,
  }));
  seedDemoCompany(db, { demo: 'small', anchorDate: '2026-11-20', users });
  createIdempotencyTable(db);
  seeded = db.serialize();
  return db;
};

/** A tenant in memory whose requests are answered in the test's own thread, for tests that need very many. */
export class InProcessErp {
  readonly db: Database.Database;
  readonly tenant: ErpTenant;
  readonly company: string;

  constructor() {
    const db = seededDatabase();
    this.db = db;
    this.tenant = new ErpTenant({ db, clock: systemClock, ids: randomIds });
    const [company] = this.tenant.companiesOf({ userSecurityId: inProcessOid(2), userName: '' });
    this.company = `companies(${company?.systemId ?? ''})`;
  }

  /** Answers a request whose `If-Match`, unless it says otherwise, takes any version. */
  answer(user: InProcessUser, method: string, url: string, body = ''): InProcessAnswer {
    return this.send({ as: user, method, url, body, headers: { 'if-match': '*' } });
  }

  /** Answers a request with exactly these headers; errors are answers too. */
  send({ as, method, url, body = '', headers = {} }: InProcessRequest): InProcessAnswer {
    const [path = '', ...query] = url.split('?');
    const found = this.tenant.userByObjectId(inProcessOid(as));
    if (found === undefined) throw new Error('The user is missing');
    const caller = { tenant: this.tenant, user: found, client: '' };
    try {
      return handleRequest(entitySets, { method, path, query: query.join('?'), headers, body, origin: 'http://erp.test', caller });
    } catch (thrown) {
      const error = erpErrorFrom(thrown);
      return { status: error.status, headers: {}, body: error.message, thrown };
    }
  }
}
