import { checkApprovalForPosting } from '../approvals/index.ts';
import type { ErpContext } from '../context.ts';
import type { SalesHeader } from './sales-totals.ts';

/**
 * Throws unless a sales document may be shipped, posted, made into another or released for it: the one place where
 * that is asked. A document that waits for its approver may not. The credit limit is not asked here: Business Central
 * warns of it on its pages only (codeunit 312, Cust-Check Cr. Limit) and refuses nothing; whoever wants it to stop
 * documents approves by limit type Credit Limits.
 */
export const checkSalesPostable = (ctx: ErpContext, header: SalesHeader): void => checkApprovalForPosting(ctx, header);
