import { z } from 'zod';
import type { ProposalPreview } from '../../../contracts/approvals.ts';
import { money } from '../../../kernel/money.ts';
import { formatAmount, plainDecimal } from '../format-amount.ts';
import { odata } from '../odata-filter.ts';
import type { ErpReader, ErpRecord } from '../ports/erp-reader.ts';
import { decimalOf, flagOf, optionOf, partsOf, textOf } from '../record-fields.ts';
import type { NotPrepared } from '../tool.ts';

/** A purchase order to be released, or sent for the ERP's approval: what is sent, and what was decided on. */
export const releaseDraftSchema = z.strictObject({
  documentId: z.string(),
  orderNumber: z.string(),
  vendorNumber: z.string(),
  vendorName: z.string(),
  amount: z.string(),
  currencyCode: z.string(),
  lines: z.array(z.array(z.string())),
  /** It is above the user's own limit in the ERP, so that releasing it is for an approver there. */
  needsApproval: z.boolean(),
});
/** A purchase order to be released. */
export type ReleaseDraft = z.infer<typeof releaseDraftSchema>;

/** What an unposted document says of itself. */
export const documentFields = [
  ...['id', 'documentType', 'number', 'status', 'vendorNumber', 'vendorName', 'amount', 'currencyCode', 'approvalRequired'],
] as const;
const lineFields = ['id', 'lineType', 'lineObjectNumber', 'description', 'quantity', 'directUnitCost'];

const notPrepared = (message: string, remedy: string): NotPrepared => ({ kind: 'not_prepared', message, remedy });

const findOrder = async (erp: ErpReader, orderNumber: string): Promise<ErpRecord | undefined> => {
  const filter = odata.and(odata.isOption('documentType', 'Order'), odata.equals('number', orderNumber))!;
  return (await erp.list('purchaseDocuments', { filter, select: documentFields, top: 1 })).records[0];
};

const linesOf = async (erp: ErpReader, id: string): Promise<string[][] | null> => {
  const order = await erp.get('purchaseOrders', id, { select: ['id', 'number'], expand: `purchaseOrderLines($select=${lineFields.join(',')})` });
  if (order === null) return null;
  return partsOf(order, 'purchaseOrderLines')
    .filter((line) => optionOf(line, 'lineType') !== 'Comment')
    .map((line) => {
      const quantity = decimalOf(line, 'quantity');
      const cost = decimalOf(line, 'directUnitCost');
      const figures = [plainDecimal(quantity), plainDecimal(cost, 2), formatAmount(money(quantity.times(cost)))];
      return [textOf(line, 'lineObjectNumber'), textOf(line, 'description'), ...figures];
    });
};

/** The release of an order as it is now, or why there can be none. */
export const prepareRelease = async (erp: ErpReader, orderNumber: string): Promise<ReleaseDraft | NotPrepared> => {
  const order = await findOrder(erp, orderNumber);
  const lines = order && (await linesOf(erp, textOf(order, 'id')));
  if (!order || !lines) {
    return notPrepared(`There is no purchase order ${orderNumber}, or none that you may see.`, 'Look the number up with read_purchase_orders.');
  }
  const status = optionOf(order, 'status');
  if (status === 'Pending Approval') {
    return notPrepared(`Purchase order ${orderNumber} waits for an approval in the ERP already.`, 'Wait for it, or take it back in the ERP.');
  }
  if (status !== 'Open') return notPrepared(`Purchase order ${orderNumber} is ${status} already.`, 'Reopen it in the ERP, if it is to be changed.');
  if (lines.length === 0) return notPrepared(`Purchase order ${orderNumber} has no lines.`, 'Add lines to it in the ERP, then ask again.');
  return {
    documentId: textOf(order, 'id'),
    orderNumber,
    vendorNumber: textOf(order, 'vendorNumber'),
    vendorName: textOf(order, 'vendorName'),
    amount: money(decimalOf(order, 'amount')),
    currencyCode: textOf(order, 'currencyCode'),
    lines,
    needsApproval: flagOf(order, 'approvalRequired'),
  };
};

/** What the order's status becomes. */
export const statusAfter = ({ needsApproval }: Pick<ReleaseDraft, 'needsApproval'>): string => (needsApproval ? 'Pending Approval' : 'Released');

/** What a person sees before it is released; `comment` goes with a request for approval. */
export const previewRelease = (draft: ReleaseDraft, comment: string): ProposalPreview => {
  const { orderNumber, vendorNumber, vendorName, needsApproval } = draft;
  const total = formatAmount(draft.amount, draft.currencyCode);
  const fact = (label: string, value: string) => ({ label, before: value, after: value });
  return {
    title: `${needsApproval ? 'Send purchase order' : 'Release purchase order'} ${orderNumber} with ${vendorName} (${vendorNumber})${needsApproval ? ' for approval' : ''}`,
    summary: needsApproval
      ? `The order over ${total} without tax is above your own limit in the ERP, so it goes to your approver there. It is released when she approves it.`
      : `Releases the order over ${total} without tax in the ERP: it can be sent to the vendor and received from then on.`,
    fields: [
      { label: 'Status', before: 'Open', after: statusAfter(draft) },
      fact('Vendor', `${vendorNumber} ${vendorName}`),
      fact('Total without tax', total),
      ...(needsApproval ? [{ label: 'Comment to the approver', before: null, after: comment }] : []),
    ],
    table: {
      columns: [
        { label: 'Number', align: 'start' },
        { label: 'Description', align: 'start' },
        { label: 'Quantity', align: 'end' },
        { label: 'Unit cost', align: 'end' },
        { label: 'Amount', align: 'end' },
      ],
      rows: draft.lines,
    },
    text: null,
    attachments: [],
  };
};
