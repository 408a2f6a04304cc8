import { AppError } from '../../../kernel/errors.ts';
import { changePurchaseContract } from '../../business/index.ts';
import { purchaseContract, vendor } from '../../tables/index.ts';
import { columnValues } from '../column-values.ts';
import { localCurrencyCode } from '../currency-code.ts';
import { defineEntitySet } from '../entity-set.ts';
import { blank, columnsOf, readOnly, visibleRelated, withSql } from '../field.ts';

const at = columnsOf(purchaseContract);

/** Fields that can be changed, by their columns. */
const changeable = {
  description: 'description',
  annualValue: 'annualValue',
  endingDate: 'endingDate',
  noticePeriodDays: 'noticePeriodDays',
  renewalWindowFrom: 'renewalWindowFrom',
  renewalWindowTo: 'renewalWindowTo',
  autoRenew: 'autoRenew',
  status: 'status',
} as const;

/**
 * Contracts with vendors: what for, for which business unit, worth how much a year, for which term, and when a
 * renewal has to be decided. `isRenewalDue` is true while the window is open on the work date.
 */
export const purchaseContracts = defineEntitySet({
  route: 'smartAgents/erp/v1.0',
  name: 'purchaseContracts',
  entity: 'purchaseContract',
  caption: 'Purchase Contract',
  fields: {
    id: readOnly(at('systemId')),
    number: readOnly(at('no')),
    vendorNumber: readOnly(at('vendorNo')),
    vendorName: visibleRelated(vendor, 'name', { no: 'vendorNo' }),
    description: at('description'),
    category: readOnly(at('category')),
    businessUnit: readOnly(at('businessUnit')),
    annualValue: at('annualValue'),
    currencyCode: localCurrencyCode,
    startingDate: readOnly(at('startingDate')),
    endingDate: at('endingDate'),
    noticePeriodDays: at('noticePeriodDays'),
    renewalWindowFrom: at('renewalWindowFrom'),
    renewalWindowTo: at('renewalWindowTo'),
    isRenewalDue: withSql(
      blank('Edm.Boolean'),
      ({ workDate }) => `(r."status" IN ('Active', 'In Renewal') AND '${workDate}' BETWEEN r."renewalWindowFrom" AND r."renewalWindowTo")`,
    ),
    autoRenew: at('autoRenew'),
    status: at('status'),
    ownerUserId: readOnly(at('ownerUserId')),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['number'],
  sources: [{ table: purchaseContract }],
  writes: {
    table: purchaseContract,
    accepts: Object.keys(changeable),
    modify: (erp, systemId, body) => {
      const record = erp.records.of(purchaseContract).bySystemId(systemId);
      if (record === undefined) throw new AppError('not_found', 'The Purchase Contract does not exist.');
      changePurchaseContract(erp, record, columnValues(changeable, body.values));
    },
  },
});
