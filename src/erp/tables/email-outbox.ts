import { code, dateTime, guid, integer, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** Mails that wait to be sent, one a row: to whom, about which document, and whose they are. */
export const emailOutbox = defineTable({
  id: 8888,
  name: 'Email Outbox',
  key: ['id'],
  indexes: [['sourceSystemId']],
  columns: {
    id: integer('Id'),
    messageId: guid('Message Id'),
    /** The subject. */
    description: text('Description', 250),
    toRecipients: text('To Recipients', 250),
    status: option('Status', [' ', 'Draft', 'Queued', 'Processing', 'Failed']),
    dateQueued: dateTime('Date Queued'),
    senderUserId: code('Sender User ID', 50),
    /** The document that the mail is about: its table, number and SystemId. */
    sourceTableId: integer('Source Table ID'),
    sourceDocumentNo: code('Source Document No.', 20),
    sourceSystemId: guid('Source System ID'),
  },
});
