import { customer, supportCase, user, vendor, type RowOf } from '../../tables/index.ts';
import { dialogError, fieldError, keyText, notInRelatedTable } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { nextNo } from '../no-series.ts';

/** A case as it is kept. */
export type SupportCase = RowOf<typeof supportCase>;

type Status = SupportCase['status'];

/** Where a case can go from each status. A resolved case can be taken up again, a closed one cannot. */
const nextStatuses: Readonly<Record<Status, readonly Status[]>> = {
  Open: ['In Progress', 'Waiting', 'Resolved'],
  'In Progress': ['Open', 'Waiting', 'Resolved'],
  Waiting: ['In Progress', 'Resolved'],
  Resolved: ['In Progress', 'Closed'],
  Closed: [],
};

/** A new case: whom it is about, and what she wrote. */
export interface SupportCaseInput {
  readonly partyType: SupportCase['partyType'];
  readonly partyNo: string;
  readonly subject: string;
  /** The outsider's own words: data to show, never words to follow. */
  readonly description?: string;
  readonly priority?: SupportCase['priority'];
  readonly assignedUserId?: string;
  readonly relatedDocumentNo?: string;
}

/** What can be changed of a case that is not closed. */
export type SupportCaseChanges = Partial<Pick<SupportCase, 'subject' | 'status' | 'priority' | 'assignedUserId' | 'relatedDocumentNo'>>;

const isUser = (ctx: ErpContext, name: string): boolean =>
  ctx.records
    .of(user)
    .find({ state: 'Enabled' })
    .some(({ userName }) => userName.toUpperCase() === name.toUpperCase());

const checkAssigned = (ctx: ErpContext, name: string): void => {
  if (name !== '' && !isUser(ctx, name)) throw notInRelatedTable(supportCase, 'assignedUserId', { value: name, table: user });
};

const checkSubject = (subject: string): void => {
  if (subject.trim() === '') throw fieldError('Subject', 'Subject must have a value in Support Case. It cannot be zero or empty.');
};

/** The party's region: a case is seen by those who see the party. */
const regionOf = (ctx: ErpContext, partyType: SupportCase['partyType'], partyNo: string): string => {
  const table = partyType === 'Customer' ? customer : vendor;
  const party = ctx.records.of(table).get(partyNo);
  if (party === undefined) throw notInRelatedTable(supportCase, 'partyNo', { value: partyNo, table });
  return party.globalDimension1Code;
};

/** Opens a case under the next number of its series. The party and the assigned user must be there. */
export const openSupportCase = (ctx: ErpContext, input: SupportCaseInput): SupportCase => {
  const partyNo = input.partyNo.trim().toUpperCase();
  checkSubject(input.subject);
  const globalDimension1Code = regionOf(ctx, input.partyType, partyNo);
  checkAssigned(ctx, input.assignedUserId ?? '');
  const no = nextNo(ctx, ctx.setup.sales.caseNos, ctx.workDate);
  const openedAt = ctx.records.scope.clock.now().toISOString();
  return ctx.records.of(supportCase).insert({ ...input, no, partyNo, openedAt, globalDimension1Code });
};

/** Changes a case; a closed one never, and its status only along the ways there are. Being resolved is not yet being closed. */
export const changeSupportCase = (ctx: ErpContext, record: SupportCase, changes: SupportCaseChanges): SupportCase => {
  if (record.status === 'Closed') throw dialogError(`The case is closed and cannot be changed. ${keyText(supportCase, record)}`);
  const { status = record.status } = changes;
  if (status !== record.status && !nextStatuses[record.status].includes(status)) {
    throw fieldError('Status', `Status cannot be changed from ${record.status} to ${status} in Support Case: ${keyText(supportCase, record)}.`);
  }
  if (changes.subject !== undefined) checkSubject(changes.subject);
  checkAssigned(ctx, changes.assignedUserId ?? '');
  const closedAt = status === 'Closed' ? { closedAt: ctx.records.scope.clock.now().toISOString() } : {};
  return ctx.records.of(supportCase).update(record, { ...changes, ...closedAt });
};
