import { join } from 'node:path';
import Database from 'better-sqlite3';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { createErpContext, type ApprovalEntry, type ErpContext } from '../../src/erp/business/index.ts';
import { approvalEntry, CompanyRecords } from '../../src/erp/tables/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/ids.ts';

/** Where the ERP's data is, and which company. */
export interface InErp {
  readonly folder: string;
  /** System id of the company. */
  readonly company: string;
}

/** Decides on what is asked about an order in the ERP itself, as a person there does. */
export const decideInErp = (
  { folder, company }: InErp,
  { order, as }: { readonly order: string; readonly as: string },
  decide: (erp: ErpContext, entry: ApprovalEntry) => void,
): void => {
  const db = new Database(join(folder, `erp-${alderFinchTenant}.sqlite`), { timeout: 5000 });
  try {
    const { companyNo } = db.prepare<[string], { companyNo: number }>('SELECT companyNo FROM Company WHERE systemId = ?').get(company)!;
    const records = new CompanyRecords(db, { company: companyNo, clock: systemClock, ids: randomIds });
    const erp = createErpContext({ records, userName: as, workDate: new Date().toISOString().slice(0, 10) });
    db.transaction(() => {
      const entry = records.of(approvalEntry).find({ documentNo: order, status: 'Open' })[0];
      if (!entry) throw new Error(`Nothing is asked in the ERP about ${order}`);
      decide(erp, entry);
    })();
  } finally {
    db.close();
  }
};
