import { z } from 'zod';
import { isoDate } from '../../../kernel/clock.ts';
import { recordNumber } from '../argument-schemas.ts';
import { odata } from '../odata-filter.ts';
import type { ErpReader } from '../ports/erp-reader.ts';
import { optionOf, textOf } from '../record-fields.ts';
import { defineReadTool } from '../tool.ts';
import { findContract } from './contract-record.ts';
import { renewalFields, renewalOf } from './renewal-record.ts';
import { readSupplierData } from './supplier-data.ts';
import { loadStandings, restrictionText } from './vendor-standing.ts';

const args = z.strictObject({ contractNumber: recordNumber('Number of the contract, e.g. CT-10003.') });

const loadVendor = async (erp: ErpReader, vendorNumber: string) => {
  const [{ records }, standings] = await Promise.all([
    erp.list('vendors', {
      filter: odata.equals('number', vendorNumber),
      select: ['id', 'number', 'displayName', 'city', 'country', 'blocked'],
      top: 1,
    }),
    loadStandings(erp, [vendorNumber]),
  ]);
  const [vendor] = records;
  const restriction = standings.get(vendorNumber)?.restriction ?? null;
  return {
    vendorName: vendor ? textOf(vendor, 'displayName') : '',
    vendorCity: vendor ? textOf(vendor, 'city') : '',
    vendorCountry: vendor ? textOf(vendor, 'country') : '',
    vendorBlocked: vendor ? optionOf(vendor, 'blocked') : null,
    vendorRestricted: standings.has(vendorNumber) ? restriction !== null : null,
    vendorRestriction: restriction === null ? '' : restrictionText(restriction),
  };
};

const loadRenewals = async (erp: ErpReader, contractNumber: string) => {
  const { records } = await erp.list('contractRenewals', {
    filter: odata.equals('contractNumber', contractNumber),
    select: renewalFields,
    orderBy: 'number desc',
  });
  return records.map(renewalOf).map(({ number, status, proposedAnnualValue, proposedEndingDate, reason }) => ({
    number,
    status,
    proposedAnnualValue,
    proposedEndingDate,
    reason,
  }));
};

/** One contract with its vendor, how he stands, its renewals so far, and a year's business with him. */
export const readContract = defineReadTool<z.infer<typeof args>>({
  kind: 'read',
  operation: 'read',
  name: 'read_contract',
  title: 'Read a contract',
  description:
    'One purchase contract by number: value, term, renewal window, the vendor and whether he is blocked or restricted and why, its renewals so far, and what was ordered from and invoiced by the vendor in the last year. What the user may not read is null and named in notReadable.',
  args,
  subject: ({ contractNumber }) => `contract ${contractNumber}`,
  read: async ({ contractNumber }, erp, context) => {
    const contract = await findContract(erp, contractNumber);
    if (contract === undefined) return { data: { contracts: [], renewals: [], supplier: null }, line: `No contract ${contractNumber}` };
    const [vendor, renewals, supplier] = await Promise.all([
      loadVendor(erp, contract.vendorNumber),
      loadRenewals(erp, contract.number),
      readSupplierData(erp, contract.vendorNumber, isoDate(context.now)),
    ]);
    const data = { contracts: [{ ...contract, ...vendor }], renewals, supplier };
    return { data, line: `${contract.number} with ${vendor.vendorName}, ${contract.status}, until ${contract.endingDate ?? 'no date'}` };
  },
});
