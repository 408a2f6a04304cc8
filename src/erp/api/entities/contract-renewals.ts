import { AppError } from '../../../kernel/errors.ts';
import { changeContractRenewal, deleteContractRenewal, draftContractRenewal, submitContractRenewal } from '../../business/index.ts';
import type { ContractRenewal, ErpContext } from '../../business/index.ts';
import { purchaseContractRenewal, vendor } from '../../tables/index.ts';
import { columnValues } from '../column-values.ts';
import { contractRenewing } from '../contract-routines.ts';
import { localCurrencyCode } from '../currency-code.ts';
import { defineEntitySet } from '../entity-set.ts';
import { columnsOf, readOnly, visibleRelated } from '../field.ts';

const at = columnsOf(purchaseContractRenewal);

const changeable = {
  proposedAnnualValue: 'proposedAnnualValue',
  proposedEndingDate: 'proposedEndingDate',
  proposedNoticePeriodDays: 'proposedNoticePeriodDays',
  reason: 'reason',
  status: 'status',
} as const satisfies Record<string, keyof ContractRenewal>;

const givenOnce = { contractNumber: 'contractNo', agentLabel: 'agentLabel', externalReference: 'externalReference' } as const;

const stored = (erp: ErpContext, systemId: string): ContractRenewal => {
  const record = erp.records.of(purchaseContractRenewal).bySystemId(systemId);
  if (record === undefined) throw new AppError('not_found', 'The Purchase Contract Renewal does not exist.');
  return record;
};

/** Renewals of purchase contracts: drafts, which change nothing, and those submitted, by which the contract has its new term. */
export const contractRenewals = defineEntitySet({
  route: 'smartAgents/erp/v1.0',
  name: 'contractRenewals',
  entity: 'contractRenewal',
  caption: 'Purchase Contract Renewal',
  fields: {
    id: readOnly(at('systemId')),
    number: readOnly(at('no')),
    contractNumber: at('contractNo'),
    vendorNumber: readOnly(at('vendorNo')),
    vendorName: visibleRelated(vendor, 'name', { no: 'vendorNo' }),
    category: readOnly(at('category')),
    businessUnit: readOnly(at('businessUnit')),
    currentAnnualValue: readOnly(at('currentAnnualValue')),
    currentEndingDate: readOnly(at('currentEndingDate')),
    proposedAnnualValue: at('proposedAnnualValue'),
    currencyCode: localCurrencyCode,
    proposedEndingDate: at('proposedEndingDate'),
    proposedNoticePeriodDays: at('proposedNoticePeriodDays'),
    reason: at('reason'),
    status: at('status'),
    createdByUserId: readOnly(at('createdByUserId')),
    submittedByUserId: readOnly(at('submittedByUserId')),
    submittedAt: readOnly(at('submittedAt')),
    agentLabel: at('agentLabel'),
    externalReference: at('externalReference'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['number'],
  sources: [{ table: purchaseContractRenewal }],
  writes: {
    table: purchaseContractRenewal,
    accepts: Object.keys(changeable),
    acceptsOnInsert: Object.keys(givenOnce),
    insert: (erp, body) => {
      if ('status' in body.values) throw new AppError('unprocessable', 'A new renewal is a draft: its status cannot be given.');
      return draftContractRenewal(erp, { contractNo: '', ...columnValues({ ...changeable, ...givenOnce }, body.values) }).systemId;
    },
    modify: (erp, systemId, body) => void changeContractRenewal(erp, stored(erp, systemId), columnValues(changeable, body.values)),
    remove: (erp, systemId) => deleteContractRenewal(erp, stored(erp, systemId)),
  },
  actions: {
    submit: {
      ...contractRenewing,
      run: (erp, systemId) => {
        submitContractRenewal(erp, stored(erp, systemId));
        return undefined;
      },
    },
  },
});
