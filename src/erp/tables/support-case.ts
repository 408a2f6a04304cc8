import { code, dateTime, option, outsiderText } from './column.ts';
import { defineTable } from './table.ts';

/** Customer and vendor cases; subject and description are what the outsider wrote. */
export const supportCase = defineTable({
  id: 50102,
  name: 'Support Case',
  key: ['no'],
  indexes: [['partyType', 'partyNo'], ['status']],
  columns: {
    no: code('No.', 20),
    partyType: option('Party Type', ['Customer', 'Vendor']),
    partyNo: code('Party No.', 20),
    subject: outsiderText('Subject', 100),
    description: outsiderText('Description', 2048),
    status: option('Status', ['Open', 'In Progress', 'Waiting', 'Resolved', 'Closed']),
    priority: option('Priority', ['Low', 'Normal', 'High']),
    openedAt: dateTime('Opened At'),
    closedAt: dateTime('Closed At'),
    assignedUserId: code('Assigned User ID', 50),
    relatedDocumentNo: code('Related Document No.', 20),
    globalDimension1Code: code('Global Dimension 1 Code', 20),
  },
});
