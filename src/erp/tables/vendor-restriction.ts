import { code, date, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** Periods in which a vendor may only be used with care, and why. */
export const vendorRestriction = defineTable({
  id: 50101,
  name: 'Vendor Restriction',
  key: ['vendorNo', 'startingDate'],
  columns: {
    vendorNo: code('Vendor No.', 20),
    startingDate: date('Starting Date'),
    endingDate: date('Ending Date'),
    reason: option('Reason', [' ', 'Compliance', 'Quality', 'Financial', 'Dispute']),
    description: text('Description', 250),
  },
});
