import { addDays, addMonths } from '../business/index.ts';
import { noSeries, noSeriesLine, purchaseContract, supportCase, vendorRestriction, type ValuesOf } from '../tables/index.ts';
import { caseTexts, contractSubjects } from './data/desks.ts';
import { chanceFrom } from './random.ts';
import type { CustomerCharacter } from './seed-customers.ts';
import { numberSeries } from './seed-number-series.ts';
import type { VendorCharacter } from './seed-vendors.ts';
import type { World } from './world.ts';

/** The people that what lies on the desks is about. */
export interface Parties {
  readonly customers: readonly CustomerCharacter[];
  readonly vendors: readonly VendorCharacter[];
}

type Contract = ValuesOf<typeof purchaseContract>;

/** Days for deciding on a renewal, the last of them being the last day to give notice. */
export const windowDays = 90;

/** By how many months each contract ends after the anchor date, how it stands then, and how long its notice is. */
const contractPlans: readonly (readonly [monthsLeft: number, status: Contract['status'], noticePeriodDays?: number])[] = [
  [2, 'Active', 30],
  [9, 'Active'],
  [3, 'In Renewal', 60],
  [14, 'Active'],
  [-1, 'Expired'],
  [5, 'Active'],
  [1, 'Active'],
  [11, 'Draft'],
  [6, 'Terminated'],
  [20, 'Active'],
];

const seedContracts = (world: World, { vendors }: Parties): void => {
  const chance = chanceFrom(`${world.plan.name} contracts`);
  const { records } = world.on(world.anchor);
  contractPlans.forEach(([monthsLeft, status, notice], at) => {
    const vendor = vendors[(at * 3) % vendors.length];
    if (vendor === undefined) return;
    const endingDate = addDays(addMonths(`${world.anchor.slice(0, 7)}-01`, monthsLeft + 1), -1);
    const noticePeriodDays = notice ?? chance.pick([30, 60, 90]);
    const renewalWindowTo = addDays(endingDate, -noticePeriodDays);
    const [category, description] = contractSubjects[vendor.kind];
    records.of(purchaseContract).insert({
      no: `CT-${10001 + at}`,
      vendorNo: vendor.no,
      description,
      category,
      businessUnit: chance.pick(['PURCH', 'SALES', 'ADM']),
      annualValue: `${chance.int(4, 60) * 1000}.00`,
      startingDate: addDays(addMonths(endingDate, -12 * chance.int(1, 3)), 1),
      endingDate,
      noticePeriodDays,
      renewalWindowFrom: addDays(renewalWindowTo, -windowDays),
      renewalWindowTo,
      autoRenew: chance.isLucky(0.5),
      status,
    });
  });
};

/** Vendors that are or were restricted: two at the anchor date, then one in the past. */
export const restrictedVendors = (vendors: readonly VendorCharacter[]): readonly VendorCharacter[] =>
  vendors.filter((one) => !one.isSlipping && one.kind !== 'SERVICE').slice(4, 7);

const seedRestrictions = (world: World, { vendors }: Parties): void => {
  const { records } = world.on(world.anchor);
  const [first, second, third] = restrictedVendors(vendors);
  const restrict = (vendor: VendorCharacter | undefined, values: Partial<ValuesOf<typeof vendorRestriction>>): void => {
    if (vendor !== undefined) records.of(vendorRestriction).insert({ vendorNo: vendor.no, ...values });
  };
  const day = (days: number): string => addDays(world.anchor, days);
  restrict(first, {
    startingDate: day(-45),
    endingDate: day(75),
    reason: 'Quality',
    description: 'Two deliveries failed inspection; order samples only.',
  });
  restrict(second, { startingDate: day(-20), reason: 'Compliance', description: 'Supplier declaration is missing.' });
  restrict(third, { startingDate: day(-200), endingDate: day(-120), reason: 'Dispute', description: 'Settled by credit memo.' });
};

const seedCases = (world: World, { customers, vendors }: Parties): void => {
  const chance = chanceFrom(`${world.plan.name} cases`);
  const { records } = world.on(world.anchor);
  records.of(noSeries).insert({ code: numberSeries.sales.caseNos, description: 'Support cases', defaultNos: true });
  caseTexts.forEach(([partyType, subject, description, status], at) => {
    const party = partyType === 'Customer' ? customers[(at * 5) % customers.length] : vendors[(at * 2) % vendors.length];
    const openedAt = `${addDays(world.anchor, -chance.int(1, 40))}T09:${String(10 + at)}:00.000Z`;
    records.of(supportCase).insert({
      no: `CASE-${10001 + at}`,
      partyType,
      partyNo: party?.no ?? '',
      subject,
      description,
      status,
      priority: chance.pick(['Low', 'Normal', 'Normal', 'High']),
      openedAt,
      closedAt: status === 'Closed' ? `${world.anchor}T07:00:00.000Z` : '',
      globalDimension1Code: partyType === 'Customer' ? (customers[(at * 5) % customers.length]?.region ?? '') : '',
    });
  });
  records.of(noSeriesLine).insert({
    seriesCode: numberSeries.sales.caseNos,
    lineNo: 10000,
    startingNo: 'CASE-10001',
    incrementByNo: 1,
    lastNoUsed: `CASE-${10000 + caseTexts.length}`,
    open: true,
  });
};

/** Contracts, vendor restrictions and cases as they lie on the desks at the anchor date. Draws on no chance of the story's. */
export const seedDesks = (world: World, parties: Parties): void => {
  seedContracts(world, parties);
  seedRestrictions(world, parties);
  seedCases(world, parties);
};
