import type { Database } from 'better-sqlite3';
import { createErpContext, type ErpContext } from '../../../src/erp/business/index.ts';
import { CompanyRecords } from '../../../src/erp/tables/index.ts';
import { ManualClock } from '../../../src/kernel/clock.ts';
import { randomIds } from '../../../src/kernel/ids.ts';
import { anchorDate, demoDatabase } from './demo-database.ts';

/** A small seeded company to work in, thrown away afterwards. */
export interface Workplace {
  readonly db: Database;
  /** Runs an operation as the server does: a context of its own, one transaction, rolled back if it throws. Another user may be named. */
  readonly work: <T>(operation: (ctx: ErpContext) => T, as?: string) => T;
}

/** A fresh copy of the small demo company, worked in by its owner on the anchor date. */
export const workplace = (userName = 'OWNER'): Workplace => {
  const db = demoDatabase('small');
  const records = new CompanyRecords(db, { company: 1, clock: new ManualClock(`${anchorDate}T12:00:00Z`), ids: randomIds });
  return {
    db,
    work: (operation, as = userName) => db.transaction(() => operation(createErpContext({ records, userName: as, workDate: anchorDate })))(),
  };
};
