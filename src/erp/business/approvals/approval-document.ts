import { purchaseHeader, purchaseLine, salesHeader, salesLine, workflow, type RowOf, type Table } from '../../tables/index.ts';
import { testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';

/** An unposted document that an approval can be asked for: a row of Sales Header or of Purchase Header. */
export type ApprovalDocument = RowOf<typeof purchaseHeader> | RowOf<typeof salesHeader>;

type Status = ApprovalDocument['status'];

/** A sales document has a sell-to customer, a purchase document a buy-from vendor. */
const isSales = (document: ApprovalDocument): document is RowOf<typeof salesHeader> => 'sellToCustomerNo' in document;

/** The codes of Business Central's approval workflow templates, by document. */
export const workflowCodes = {
  Sales: { Quote: 'MS-SQAPW', Order: 'MS-SOAPW', Invoice: 'MS-SIAPW', 'Credit Memo': 'MS-SCMAPW', 'Blanket Order': '', 'Return Order': '' },
  Purchase: { Quote: '', Order: 'MS-POAPW', Invoice: 'MS-PIAPW', 'Credit Memo': 'MS-PCMAPW', 'Blanket Order': '', 'Return Order': '' },
} as const satisfies Record<'Sales' | 'Purchase', Record<ApprovalDocument['documentType'], string>>;

/** Whether it is sold or bought: which limits of the User Setup count. */
export const sideOf = (document: ApprovalDocument): 'Sales' | 'Purchase' => (isSales(document) ? 'Sales' : 'Purchase');

/** The table the document is in. */
export const headerTableOf = (document: ApprovalDocument): Table => (isSales(document) ? salesHeader : purchaseHeader);

/** The code of the workflow that asks for the document's approval, blank if there is none that is enabled. */
export const enabledWorkflowOf = (ctx: ErpContext, document: ApprovalDocument): string => {
  const code = workflowCodes[sideOf(document)][document.documentType];
  return code !== '' && ctx.setup.find(workflow, code)?.enabled === true ? code : '';
};

/** The salesperson or purchaser on the document. */
export const personCodeOf = (document: ApprovalDocument): string => (isSales(document) ? document.salespersonCode : document.purchaserCode);

/** True if the document has any line. */
export const hasLines = (ctx: ErpContext, document: ApprovalDocument): boolean => {
  const { documentType, no } = document;
  const table = isSales(document) ? salesLine : purchaseLine;
  return ctx.records
    .of(table)
    .find({ documentType, documentNo: no })
    .some((line) => line.type !== ' ');
};

/** Throws in Business Central's words unless the document has that status. */
export const requireStatus = (document: ApprovalDocument, status: Status): void =>
  testField({ table: headerTableOf(document), record: document, field: 'status' }, status);

/** Moves the document to a status. */
export const setStatus = (ctx: ErpContext, document: ApprovalDocument, status: Status): void => {
  if (isSales(document)) ctx.records.of(salesHeader).update(document, { status });
  else ctx.records.of(purchaseHeader).update(document, { status });
};
