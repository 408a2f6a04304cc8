import Database from 'better-sqlite3';
import { systemClock } from '../../../src/kernel/clock.ts';
import { randomIds } from '../../../src/kernel/ids.ts';
import { createIdempotencyTable, entitySets, erpErrorFrom, ErpTenant, handleRequest } from '../../../src/erp/api/index.ts';
import { seedDemoCompany } from '../../../src/erp/demo/index.ts';

/** A tenant in memory whose requests are answered in the test's own thread, for tests that need very many. */
export class InProcessErp {
  readonly db: Database.Database;
  readonly tenant: ErpTenant;
  readonly company: string;

  constructor() {
    const db = new Database(':memory:');
    this.db = db;
    const users = ['ar-clerk', 'finance-manager', 'owner'].map((erpRole, at) => ({
      oid: `00000000-0000-4000-8000-00000000000${at}`,
      userName: erpRole.toUpperCase(),
      displayName: erpRole,
      email: `${erpRole}@example.test`,
      erpRole,
    }));
    seedDemoCompany(db, { demo: 'small', anchorDate: '2026-11-20', users });
    createIdempotencyTable(db);
    this.tenant = new ErpTenant({ db, clock: systemClock, ids: randomIds });
    const [company] = this.tenant.companiesOf({ userSecurityId: users[2]?.oid ?? '', userName: '' });
    this.company = `companies(${company?.systemId ?? ''})`;
  }

  /** Answers a request of the AR clerk (0), the finance manager (1) or the owner (2): status and body, errors included. */
  answer(user: 0 | 1 | 2, method: string, url: string, body = ''): { readonly status: number; readonly body: string; readonly thrown?: unknown } {
    const [path = '', ...query] = url.split('?');
    const found = this.tenant.userByObjectId(`00000000-0000-4000-8000-00000000000${user}`);
    if (found === undefined) throw new Error('The user is missing');
    const caller = { tenant: this.tenant, user: found, client: '' };
    try {
      return handleRequest(entitySets, {
        method,
        path,
        query: query.join('?'),
        headers: { 'if-match': '*' },
        body,
        origin: 'http://erp.test',
        caller,
      });
    } catch (thrown) {
      const error = erpErrorFrom(thrown);
      return { status: error.status, body: error.message, thrown };
    }
  }
}
