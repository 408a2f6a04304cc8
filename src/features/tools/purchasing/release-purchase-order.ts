import { z } from 'zod';
import { recordNumber } from '../argument-schemas.ts';
import { odata } from '../odata-filter.ts';
import type { ErpReader, ErpRecord } from '../ports/erp-reader.ts';
import { optionOf, textOf } from '../record-fields.ts';
import { defineWriteTool, type Committed, type Reconciled } from '../tool.ts';
import { carriesEffect, effectComment } from './effect-comment.ts';
import { prepareRelease, previewRelease, type ReleaseDraft } from './release-draft.ts';

const args = z.strictObject({ orderNumber: recordNumber('Number of the purchase order to release, e.g. PO-10645.') });

const dataOf = ({ orderNumber, amount, currencyCode }: ReleaseDraft) => ({ orderNumber, amount, currencyCode });

const released = (draft: ReleaseDraft): Committed => ({
  data: { ...dataOf(draft), status: 'Released' },
  line: `Purchase order ${draft.orderNumber} released`,
});

/** A request that nobody had to decide on released the order at once. */
const sent = (draft: ReleaseDraft, request: ErpRecord): Committed => {
  if (optionOf(request, 'status') === 'Approved') return released(draft);
  const { documentId, orderNumber } = draft;
  return {
    data: { ...dataOf(draft), status: 'Pending Approval', waitingFor: textOf(request, 'approverName') },
    line: `Purchase order ${orderNumber} sent for approval in the ERP`,
    handedOver: {
      ...{ documentSet: 'purchaseDocuments', documentId, documentNumber: orderNumber, documentName: `Purchase order ${orderNumber}` },
      ...{ requestId: textOf(request, 'id'), approverName: textOf(request, 'approverName') },
    },
  };
};

const requestFields = ['id', 'status', 'approverName', 'comment'];

const reconciled = async (draft: ReleaseDraft, erp: ErpReader, effectKey: string): Promise<Reconciled> => {
  const order = await erp.get('purchaseDocuments', draft.documentId, { select: ['id', 'status'] });
  if (order === null) return { kind: 'unknown' };
  if (!draft.needsApproval) return optionOf(order, 'status') === 'Released' ? { kind: 'done', committed: released(draft) } : { kind: 'not_done' };
  const filter = odata.and(odata.isOption('documentType', 'Purchase Order'), odata.equals('documentNumber', draft.orderNumber))!;
  const { records, truncated } = await erp.list('approvalRequests', { filter, select: requestFields, orderBy: 'entryNumber desc' });
  const request = records.find((one) => carriesEffect(textOf(one, 'comment'), effectKey) && optionOf(one, 'status') !== 'Created');
  if (request) return { kind: 'done', committed: sent(draft, records.find((one) => optionOf(one, 'status') === 'Open') ?? request) };
  // An approver's own words take the place of the comment: then nobody can tell whose request it was.
  return { kind: truncated || optionOf(order, 'status') !== 'Open' ? 'unknown' : 'not_done' };
};

/** Releases an open purchase order in the ERP, or, above the user's own limit there, sends it for the ERP's approval. */
export const releasePurchaseOrder = defineWriteTool<z.infer<typeof args>, ReleaseDraft>({
  kind: 'write',
  operation: 'action',
  commitment: 'binding',
  name: 'release_purchase_order',
  title: 'Release a purchase order',
  description:
    'Releases one open purchase order, so that it can be sent to the vendor and received. Above the user’s own approval limit in the ERP it is sent to her approver there instead, and stays pending until she decides; what she decides is told later.',
  args,
  subject: ({ orderNumber }) => `purchase order ${orderNumber}`,
  prepare: async ({ orderNumber }, erp, context) => {
    const draft = await prepareRelease(erp, orderNumber);
    if ('kind' in draft) return draft;
    const amount = { value: draft.amount, currency: draft.currencyCode };
    return { kind: 'prepared', draft, preview: previewRelease(draft, effectComment(context)), amount };
  },
  commit: async (draft, { erp }, context) => {
    if (draft.needsApproval) {
      const body = { documentId: draft.documentId, comment: effectComment(context) };
      return sent(draft, await erp.create('approvalRequests', body, context.effectKey));
    }
    await erp.act('purchaseDocuments', { id: draft.documentId, name: 'release', number: draft.orderNumber }, context.effectKey);
    return released(draft);
  },
  reconcile: (draft, { erp }, { effectKey }) => reconciled(draft, erp, effectKey),
});
