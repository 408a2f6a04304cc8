import { workflowCodes } from '../business/index.ts';
import { sqlText } from '../permissions/index.ts';
import { userSetup, workflow } from '../tables/index.ts';
import { computed, row, type Field } from './field.ts';

/** The workflow that asks for a purchase document's approval, by its type. */
const codeOfDocument = `(CASE ${row}."documentType" ${Object.entries(workflowCodes.Purchase)
  .map(([type, code]) => `WHEN '${type}' THEN '${code}'`)
  .join(' ')} ELSE '' END)`;

const isSufficient = `(u."userId" = u."approverId" OR u."unlimitedPurchaseApproval" = 1 OR (u."purchaseAmountApprovalLimit" <> 0 AND ${row}."amount" <= u."purchaseAmountApprovalLimit"))`;

/**
 * Whether the reader would have to send a purchase document for approval instead of releasing it: its workflow is enabled
 * and her limit does not suffice (approval-check.ts decides by the same rule when she does).
 */
export const releaseNeedsApproval: Field = computed(
  'Edm.Boolean',
  ({ company, userId }) =>
    `(EXISTS (SELECT 1 FROM "${workflow.sqlName}" w WHERE w."company" = ${company} AND w."code" <> '' AND w."code" = ${codeOfDocument} AND w."enabled" = 1)
      AND NOT EXISTS (SELECT 1 FROM "${userSetup.sqlName}" u WHERE u."company" = ${company} AND u."userId" = ${sqlText(userId)} AND ${isSufficient}))`,
);
