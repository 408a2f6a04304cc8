import { amount, code, date, dateTime, integer, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** Renewals of contracts: drafted, then submitted once, and by that the contract has its new term. */
export const purchaseContractRenewal = defineTable({
  id: 50104,
  name: 'Purchase Contract Renewal',
  key: ['no'],
  indexes: [['contractNo', 'status'], ['externalReference']],
  columns: {
    no: code('No.', 20),
    contractNo: code('Contract No.', 20),
    vendorNo: code('Vendor No.', 20),
    category: code('Category', 20),
    businessUnit: code('Business Unit', 20),
    currentAnnualValue: amount('Current Annual Value'),
    currentEndingDate: date('Current Ending Date'),
    proposedAnnualValue: amount('Proposed Annual Value'),
    proposedEndingDate: date('Proposed Ending Date'),
    proposedNoticePeriodDays: integer('Proposed Notice Period Days'),
    reason: text('Reason', 250),
    status: option('Status', ['Draft', 'Submitted', 'Cancelled']),
    createdByUserId: code('Created By User ID', 50),
    submittedByUserId: code('Submitted By User ID', 50),
    submittedAt: dateTime('Submitted At'),
    agentLabel: text('Agent Label', 250),
    externalReference: text('External Reference', 100),
  },
});
