import { addDays, addMonths } from '../business/index.ts';
import { noSeries, noSeriesLine, purchaseContract, purchaseContractRenewal } from '../tables/index.ts';
import { contractSubjects } from './data/desks.ts';
import { numberSeries } from './seed-number-series.ts';
import { restrictedVendors, windowDays } from './seed-desks.ts';
import type { DemoUser } from './seed-users.ts';
import type { VendorCharacter } from './seed-vendors.ts';
import type { World } from './world.ts';

/** Who drafts renewals and who submits them, by their names in the ERP. */
interface Desk {
  readonly buyer: string;
  readonly approver: string;
}

/** A contract whose renewal is to be decided at the anchor date, and with which of the vendors it is. */
interface OpenContract {
  readonly no: string;
  readonly annualValue: string;
  readonly vendor: VendorCharacter | undefined;
}

/**
 * One contract for each way that a renewal can go, where an agent may renew goods and services up to 20,000 a year with
 * vendors that are not restricted: within these limits, with a restricted vendor, above the amount, of another category.
 * The last has a draft lying on the buyer's desk.
 */
const openContracts = (vendors: readonly VendorCharacter[]): readonly OpenContract[] => {
  const restricted = restrictedVendors(vendors).slice(0, 2);
  const free = (category: string): readonly VendorCharacter[] =>
    vendors.filter((one) => !one.isSlipping && !restricted.includes(one) && contractSubjects[one.kind][0] === category);
  const goods = free('GOODS');
  return [
    { no: 'CT-10011', annualValue: '12000.00', vendor: goods[1] },
    { no: 'CT-10012', annualValue: '9000.00', vendor: restricted[0] },
    { no: 'CT-10013', annualValue: '32000.00', vendor: goods[2] },
    { no: 'CT-10014', annualValue: '8000.00', vendor: free('FACILITIES')[0] },
    { no: 'CT-10015', annualValue: '6000.00', vendor: free('SERVICES')[0] },
  ];
};

const noticePeriodDays = 30;

const seedOpenContracts = (world: World, vendors: readonly VendorCharacter[], { buyer }: Desk): void => {
  const { records } = world.on(world.anchor);
  const endingDate = addDays(addMonths(`${world.anchor.slice(0, 7)}-01`, 3), -1);
  const renewalWindowTo = addDays(endingDate, -noticePeriodDays);
  for (const { no, annualValue, vendor } of openContracts(vendors)) {
    if (vendor === undefined) continue;
    const [category, description] = contractSubjects[vendor.kind];
    records.of(purchaseContract).insert({
      no,
      vendorNo: vendor.no,
      description,
      category,
      businessUnit: 'PURCH',
      annualValue,
      startingDate: addDays(addMonths(endingDate, -12), 1),
      endingDate,
      noticePeriodDays,
      renewalWindowFrom: addDays(renewalWindowTo, -windowDays),
      renewalWindowTo,
      status: 'Active',
      ownerUserId: buyer,
    });
  }
};

/** The renewal by which a contract got the term it has, and a draft that is still to be submitted. */
const seedDocuments = (world: World, { buyer, approver }: Desk): void => {
  const { records } = world.on(world.anchor);
  const renewals = records.of(purchaseContractRenewal);
  const contract = (no: string) => {
    const {
      vendorNo,
      category,
      businessUnit,
      annualValue,
      endingDate,
      noticePeriodDays: notice,
      startingDate,
    } = records.of(purchaseContract).require(no);
    const same = { contractNo: no, vendorNo, category, businessUnit, proposedNoticePeriodDays: notice, createdByUserId: buyer };
    return { same, annualValue, endingDate, startingDate };
  };
  const renewed = contract('CT-10002');
  renewals.insert({
    ...renewed.same,
    no: 'RN-10001',
    currentAnnualValue: renewed.annualValue,
    currentEndingDate: addDays(renewed.startingDate, -1),
    proposedAnnualValue: renewed.annualValue,
    proposedEndingDate: renewed.endingDate,
    reason: 'Same terms for another term.',
    status: 'Submitted',
    submittedByUserId: approver,
    submittedAt: `${addDays(renewed.startingDate, -40)}T10:00:00.000Z`,
  });
  const open = contract('CT-10015');
  renewals.insert({
    ...open.same,
    no: 'RN-10002',
    currentAnnualValue: open.annualValue,
    currentEndingDate: open.endingDate,
    proposedAnnualValue: open.annualValue,
    proposedEndingDate: addMonths(open.endingDate, 12),
    reason: 'We go on with this service for another year.',
  });
};

/** Contracts about to be renewed and their renewals. Comes after all else, so that nothing before it is different for it. */
export const seedRenewals = (world: World, vendors: readonly VendorCharacter[], users: readonly DemoUser[]): void => {
  const { records } = world.on(world.anchor);
  const named = (role: string): string =>
    users.find(({ erpRole }) => erpRole === role)?.userName ?? users.find(({ erpRole }) => erpRole === 'owner')?.userName ?? '';
  const desk = { buyer: named('buyer'), approver: named('finance-manager') };
  seedOpenContracts(world, vendors, desk);
  seedDocuments(world, desk);
  const { contractRenewalNos: seriesCode } = numberSeries.purchases;
  records.of(noSeries).insert({ code: seriesCode, description: 'Contract renewals', defaultNos: true });
  records.of(noSeriesLine).insert({ seriesCode, lineNo: 10000, startingNo: 'RN-10001', incrementByNo: 1, lastNoUsed: 'RN-10002', open: true });
};
