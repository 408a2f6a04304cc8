import { customer, defaultDimension } from '../tables/index.ts';
import { addDays, nextNo } from '../business/index.ts';
import { businessNames, businessTrades, firstNames, lastNames } from './data/parties.ts';
import { placesOf, regions, streets, type Region } from './data/places.ts';
import { numberSeries } from './seed-number-series.ts';
import type { World } from './world.ts';

/** A customer as the story sees her. */
export interface CustomerCharacter {
  readonly no: string;
  readonly region: Region;
  /** Relative share of sales. */
  readonly weight: number;
  /** Days after the due date she usually pays, negative before. */
  readonly habit: number;
  readonly termDays: number;
  /** Nothing due on or after this date is paid; blank for those who pay. */
  readonly silentFrom: string;
  /** Days before the anchor date her oldest open invoice fell due, 0 for those who pay. */
  readonly silentDays: number;
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[^a-z]+/g, '');

const habitOf = (world: World): number => {
  const draw = world.chance.next();
  if (draw < 0.6) return world.chance.int(-4, 0);
  return draw < 0.88 ? world.chance.int(2, 7) : world.chance.int(10, 22);
};

const termsOf = (world: World): readonly [code: string, days: number] => {
  const draw = world.chance.next();
  if (draw < 0.62) return ['30D', 30];
  return draw < 0.85 ? ['14D', 14] : ['45D', 45];
};

const nameOf = (world: World, used: Set<string>): string => {
  for (;;) {
    const name = `${world.chance.pick(businessNames)} ${world.chance.pick(businessTrades)}`;
    if (used.has(name)) continue;
    used.add(name);
    return name;
  }
};

interface Draft {
  readonly region: Region;
  readonly silentDays: number;
  readonly hasEmail: boolean;
}

/** Regions in turn; the silent ones spread over the numbers; the third silent one in the first region gave no address for mail. */
const draftsOf = (world: World): readonly Draft[] => {
  const taken: Record<Region, number> = { NORTH: 0, SOUTH: 0, EAST: 0, WEST: 0 };
  return Array.from({ length: world.plan.customers }, (_, at): Draft => {
    const region = regions[at % regions.length] ?? 'NORTH';
    const silent = world.plan.silentSince[region];
    const isSilent = Math.floor(at / regions.length) % 3 === 1 && taken[region] < silent.length;
    const place = taken[region];
    if (isSilent) taken[region] = place + 1;
    return { region, silentDays: isSilent ? (silent[place] ?? 0) : 0, hasEmail: !(isSilent && region === 'NORTH' && place === 2) };
  });
};

/** Makes the customers with their default dimension; answers what the story needs to know of them. */
export const seedCustomers = (world: World): readonly CustomerCharacter[] => {
  const ctx = world.on(world.start);
  const used = new Set<string>();
  return draftsOf(world).map(({ region, silentDays, hasEmail }) => {
    const { chance } = world;
    const name = nameOf(world, used);
    const [city, county, postCode] = chance.pick(placesOf[region]);
    const contact = `${chance.pick(firstNames)} ${chance.pick(lastNames)}`;
    const [paymentTermsCode, termDays] = termsOf(world);
    const weight = 0.3 + chance.next() ** 3 * 4;
    const record = ctx.records.of(customer).insert({
      no: nextNo(ctx, numberSeries.sales.customerNos, world.start),
      name,
      address: `${chance.int(1, 140)} ${chance.pick(streets)}`,
      city,
      county,
      postCode,
      countryRegionCode: 'IE',
      contact,
      phoneNo: `+353 ${chance.int(1, 98)} 555 ${String(chance.int(100, 9999)).padStart(4, '0')}`,
      email: hasEmail ? `accounts@${slug(name)}.example` : '',
      homePage: `www.${slug(name)}.example`,
      vatRegistrationNo: `IE${chance.int(1000000, 9999999)}${chance.pick(['A', 'F', 'K', 'T'])}`,
      contactType: 'Company',
      territoryCode: region,
      globalDimension1Code: region,
      globalDimension2Code: 'SALES',
      salespersonCode: chance.pick(['TF', 'SD', 'RK']),
      creditLimitLcy: `${Math.round(weight * 8) * 2500 + 2500}.00`,
      customerPostingGroup: 'DOMESTIC',
      genBusPostingGroup: 'DOMESTIC',
      vatBusPostingGroup: 'DOMESTIC',
      paymentTermsCode,
      paymentMethodCode: 'BANK',
      shipmentMethodCode: 'DAP',
      locationCode: 'MAIN',
      taxLiable: true,
    });
    const own = { tableId: customer.id, no: record.no, parentId: record.systemId };
    const defaults = ctx.records.of(defaultDimension);
    defaults.insert({ ...own, dimensionCode: 'AREA', dimensionValueCode: region, valuePosting: 'Code Mandatory' });
    defaults.insert({ ...own, dimensionCode: 'DEPARTMENT', dimensionValueCode: 'SALES' });
    const habit = habitOf(world);
    return { no: record.no, region, weight, habit, termDays, silentDays, silentFrom: silentDays > 0 ? addDays(world.anchor, -silentDays) : '' };
  });
};
