import { systemClock } from '../../../../src/kernel/clock.ts';
import { randomIds } from '../../../../src/kernel/ids.ts';
import { entitySets } from '../../../../src/erp/api/index.ts';
import { approvalEntry, CompanyRecords, userSetup, workflow } from '../../../../src/erp/tables/index.ts';
import type { RowOf } from '../../../../src/erp/tables/index.ts';
import type { InProcessErp } from '../in-process-erp.ts';
import { addressOf } from './drawn-requests.ts';

/**
 * Lets the finance manager send every other draft for approval to the auditor, who decides it; the owner administers
 * approvals, so that she sees the requests too. From then on nothing needs approval: the other drafts can be posted.
 */
export const askForApproval = (erp: InProcessErp): void => {
  const records = new CompanyRecords(erp.db, { company: 1, clock: systemClock, ids: randomIds });
  const setups = records.of(userSetup);
  const give = (userId: string, values: Partial<RowOf<typeof userSetup>>): void => {
    const known = setups.get(userId);
    if (known === undefined) setups.insert({ userId, ...values });
    else setups.update(known, values);
  };
  give('AUDITOR', { unlimitedPurchaseApproval: true, unlimitedSalesApproval: true });
  give('FINANCE-MANAGER', { unlimitedPurchaseApproval: false, unlimitedSalesApproval: false, approverId: 'AUDITOR' });
  give('OWNER', { approvalAdministrator: true });
  const switchAll = (enabled: boolean): void => {
    for (const one of records.of(workflow).find({})) records.of(workflow).update(one, { enabled });
  };
  switchAll(true);
  const url = addressOf(erp, entitySets.require('approvalRequests'));
  for (const table of ['PurchaseHeader', 'SalesHeader']) {
    const open = erp.db.prepare(`SELECT "systemId" FROM "${table}" WHERE "status" = 'Open'`).pluck().all() as string[];
    for (const documentId of open.filter((_, at) => at % 2 === 0)) erp.answer(1, 'POST', url, JSON.stringify({ documentId }));
  }
  switchAll(false);
  if (records.of(approvalEntry).find({ approverId: 'AUDITOR' }).length < 3) throw new Error('There is too little to approve');
};
