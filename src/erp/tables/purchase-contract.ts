import { amount, code, date, flag, integer, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** Contracts with vendors and their renewal windows. */
export const purchaseContract = defineTable({
  id: 50100,
  name: 'Purchase Contract',
  key: ['no'],
  indexes: [['vendorNo'], ['endingDate']],
  columns: {
    no: code('No.', 20),
    vendorNo: code('Vendor No.', 20),
    description: text('Description', 100),
    category: code('Category', 20),
    businessUnit: code('Business Unit', 20),
    annualValue: amount('Annual Value'),
    startingDate: date('Starting Date'),
    endingDate: date('Ending Date'),
    noticePeriodDays: integer('Notice Period Days'),
    renewalWindowFrom: date('Renewal Window From'),
    renewalWindowTo: date('Renewal Window To'),
    autoRenew: flag('Auto Renew'),
    status: option('Status', ['Draft', 'Active', 'In Renewal', 'Terminated', 'Expired']),
    ownerUserId: code('Owner User ID', 20),
  },
});
