import type { Region } from './data/places.ts';

/** How large a demo company is and how it behaves; everything in it follows from this, the seed and the anchor date. */
export interface CompanyPlan {
  readonly name: string;
  readonly displayName: string;
  readonly city: string;
  /** Length of its history in months, ending at the anchor date. */
  readonly months: number;
  readonly customers: number;
  readonly vendors: number;
  /** Take every nth item of the catalogue. */
  readonly everyNthItem: number;
  /** Average number of sales invoices on a working day. */
  readonly salesPerDay: number;
  /** Per region: how many days ago customers, one each, left off paying. */
  readonly silentSince: Readonly<Record<Region, readonly number[]>>;
  /** The vendor whose deliveries slip, if the company has one. */
  readonly slippingVendor?: string;
  readonly openingCash: string;
}

const fullCompany: CompanyPlan = {
  name: 'Alder & Finch Ltd.',
  displayName: 'Alder & Finch Supply',
  city: 'Dublin',
  months: 18,
  customers: 128,
  vendors: 46,
  everyNthItem: 1,
  salesPerDay: 2.7,
  silentSince: {
    NORTH: [4, 12, 21, 34, 48, 63, 79, 104, 151, 208],
    SOUTH: [8, 26, 55, 97],
    EAST: [6, 18, 39, 71, 128],
    WEST: [10, 31, 66],
  },
  slippingVendor: 'V-1042',
  openingCash: '650000.00',
};

const secondCompany: CompanyPlan = {
  name: 'Alder & Finch Services',
  displayName: 'Alder & Finch Services',
  city: 'Cork',
  months: 4,
  customers: 20,
  vendors: 10,
  everyNthItem: 5,
  salesPerDay: 1.2,
  silentSince: { NORTH: [15], SOUTH: [28], EAST: [], WEST: [] },
  openingCash: '120000.00',
};

const smallCompany: CompanyPlan = {
  name: 'Birch Harbour Trading',
  displayName: 'Birch Harbour Trading',
  city: 'Galway',
  months: 6,
  customers: 24,
  vendors: 12,
  everyNthItem: 4,
  salesPerDay: 1.1,
  silentSince: { NORTH: [20], SOUTH: [], EAST: [9], WEST: [44] },
  openingCash: '150000.00',
};

/** The companies of each demo tenant, the first being the main one. */
export const demoCompanies: Readonly<Record<'full' | 'small', readonly CompanyPlan[]>> = {
  full: [fullCompany, secondCompany],
  small: [smallCompany],
};
