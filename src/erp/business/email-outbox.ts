import { emailOutbox, type Table } from '../tables/index.ts';
import { dialogError } from './business-error.ts';
import type { ErpContext } from './context.ts';

/** A document that is mailed. */
export interface MailedDocument {
  readonly table: Table;
  readonly record: { readonly systemId: string; readonly no: string };
  readonly subject: string;
  /** As the error names it: `invoice`. */
  readonly kind: string;
  /** The document's own address, else the customer's; blank if neither has one. */
  readonly address: string;
}

/**
 * Puts a mail with the document into the Email Outbox (table 8888), queued in the user's name: this ERP has no mail
 * server, and what is kept is what Business Central keeps until its queue sends. Without an address it throws.
 */
export const queueEmail = (ctx: ErpContext, document: MailedDocument): void => {
  const { table, record, subject, kind, address } = document;
  if (address === '') {
    throw dialogError(`The send-to email is empty. Specify email either for the customer or for the ${kind} in email preview.`);
  }
  const { clock, ids } = ctx.records.scope;
  const mails = ctx.records.of(emailOutbox);
  mails.add({
    id: mails.max('id') + 1,
    messageId: ids.next(),
    description: subject,
    toRecipients: address,
    status: 'Queued',
    dateQueued: clock.now().toISOString(),
    senderUserId: ctx.userName,
    sourceTableId: table.id,
    sourceDocumentNo: record.no,
    sourceSystemId: record.systemId,
  });
};
