import type { ErpRecord } from '../../src/features/tools/index.ts';
import type { MemoryCompany } from './memory-erp.ts';
import { sampleCompany } from './sample-company.ts';

let serial = 0;

const record = (fields: Record<string, unknown>): ErpRecord => {
  serial += 1;
  return { '@odata.etag': `W/"c${serial}"`, id: `00000000-0000-4000-9000-${serial.toString(16).padStart(12, '0')}`, ...fields };
};

const contract = (
  number: string,
  [renewalWindowFrom, renewalWindowTo, endingDate]: readonly [string, string, string],
  fields: Record<string, unknown> = {},
): ErpRecord =>
  record({
    number,
    vendorNumber: 'V-1042',
    vendorName: 'Harrow Castings',
    description: 'Castings on call-off',
    category: 'GOODS',
    businessUnit: 'PURCH',
    annualValue: '12000',
    currencyCode: 'GBP',
    startingDate: '2026-01-01',
    endingDate,
    noticePeriodDays: 30,
    renewalWindowFrom,
    renewalWindowTo,
    isRenewalDue: renewalWindowFrom <= '2026-11-01' && '2026-11-01' <= renewalWindowTo,
    autoRenew: false,
    status: 'Active',
    ...fields,
  });

const renewal = (number: string, contractNumber: string, fields: Record<string, unknown> = {}): ErpRecord =>
  record({
    number,
    contractNumber,
    vendorNumber: 'V-1042',
    currentAnnualValue: '5000',
    currentEndingDate: '2027-02-28',
    proposedAnnualValue: '5500.5',
    currencyCode: 'GBP',
    proposedEndingDate: '2028-02-29',
    proposedNoticePeriodDays: 60,
    reason: 'Good service.',
    status: 'Draft',
    externalReference: '',
    ...fields,
  });

const standing = (vendorNumber: string, fields: Record<string, unknown> = {}): ErpRecord =>
  record({
    vendorNumber,
    blocked: '_x0020_',
    restricted: false,
    reason: '_x0020_',
    description: '',
    restrictedFrom: '0001-01-01',
    restrictedUntil: '0001-01-01',
    ...fields,
  });

/** What makes a vendor restricted. */
export const restricted = {
  restricted: true,
  reason: 'Quality',
  description: 'Two deliveries failed inspection.',
  restrictedFrom: '2026-09-01',
  restrictedUntil: '2027-02-03',
} as const;

/** The sample company with contracts of every standing. Today is 2026-11-01. */
export const companyWithContracts = (): MemoryCompany => ({
  ...sampleCompany(),
  purchaseContracts: [
    contract('CT-1', ['2026-10-01', '2026-12-30', '2027-01-31']),
    contract('CT-2', ['2026-09-01', '2026-11-29', '2027-02-28'], { annualValue: '5000', category: 'SERVICES', status: 'In_x0020_Renewal' }),
    contract('CT-3', ['2026-12-15', '2027-03-15', '2027-04-15']),
    contract('CT-4', ['2027-02-15', '2027-05-15', '2027-06-15']),
    contract('CT-5', ['2026-10-01', '2026-12-30', '2027-01-31'], { status: 'Draft' }),
    contract('CT-6', ['2026-07-01', '2026-09-30', '2026-12-31']),
    contract('CT-7', ['2026-10-10', '2026-12-31', '2027-01-31'], { vendorNumber: 'V-3', vendorName: 'Disputed Goods' }),
    contract('CT-8', ['2026-10-11', '2026-12-31', '2027-01-31'], { vendorNumber: 'V-2', vendorName: 'Blocked Supplies' }),
    contract('CT-9', ['2026-10-12', '2026-12-31', '2027-01-31'], { vendorNumber: 'V-99', vendorName: '' }),
  ],
  contractRenewals: [
    renewal('RN-1', 'CT-2'),
    renewal('RN-2', 'CT-1', { status: 'Cancelled' }),
    renewal('RN-3', 'CT-4', { status: 'Submitted' }),
    renewal('RN-4', 'CT-6'),
  ],
  vendorStatus: [standing('V-1042'), standing('V-2', { blocked: 'All' }), standing('V-3', { blocked: 'Payment', ...restricted })],
});
