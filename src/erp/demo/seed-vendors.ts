import { nextNo } from '../business/index.ts';
import { defaultDimension, vendor } from '../tables/index.ts';
import { firstNames, lastNames, vendorNames, type VendorKind } from './data/parties.ts';
import { placesOf, regions, streets } from './data/places.ts';
import { numberSeries } from './seed-number-series.ts';
import type { World } from './world.ts';

/** A vendor as the story sees him. */
export interface VendorCharacter {
  readonly no: string;
  readonly kind: VendorKind;
  readonly leadDays: number;
  readonly isSlipping: boolean;
}

const foreignPlaces: Readonly<Record<string, readonly [city: string, postCode: string]>> = {
  DE: ['Solingen', '42651'],
  NL: ['Eindhoven', '5611'],
  FR: ['Lille', '59000'],
  DK: ['Aarhus', '8000'],
  ES: ['Valencia', '46001'],
};

/** How many days an order takes by kind of goods. */
const leadDaysOf: Readonly<Record<VendorKind, number>> = {
  FURNITURE: 21,
  TOOLS: 14,
  SAFETY: 12,
  PACKAGING: 7,
  ELECTRICAL: 14,
  PAPER: 7,
  CLEANING: 9,
  FIXINGS: 14,
  SERVICE: 0,
};

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z]+/g, '');

const addressOf = (world: World, country: string): { city: string; county: string; postCode: string } => {
  const foreign = foreignPlaces[country];
  if (foreign) return { city: foreign[0], county: '', postCode: foreign[1] };
  const [city, county, postCode] = world.chance.pick(placesOf[world.chance.pick(regions)]);
  return { city, county, postCode };
};

/** Vendors of every kind where the company is small; the first ones and all where it is large. */
const vendorsFor = (world: World): typeof vendorNames => {
  const { vendors } = world.plan;
  if (vendors >= vendorNames.length) return vendorNames;
  const services = vendorNames.filter(([, kind]) => kind === 'SERVICE').slice(0, 2);
  return [...vendorNames.filter(([, kind]) => kind !== 'SERVICE').slice(0, vendors - 2), ...services];
};

/** Makes the vendors; answers what the story needs to know of them. */
export const seedVendors = (world: World): readonly VendorCharacter[] => {
  const ctx = world.on(world.start);
  return vendorsFor(world).map(([name, kind, country]) => {
    const { chance } = world;
    const isForeign = country !== 'IE';
    const no = nextNo(ctx, numberSeries.purchases.vendorNos, world.start);
    const isSlipping = no === world.plan.slippingVendor;
    const leadDays = isSlipping ? 28 : leadDaysOf[kind] + (isForeign ? 7 : 0);
    const record = ctx.records.of(vendor).insert({
      ...addressOf(world, country),
      no,
      name,
      address: `${chance.int(1, 90)} ${chance.pick(streets)}`,
      countryRegionCode: country,
      contact: `${chance.pick(firstNames)} ${chance.pick(lastNames)}`,
      phoneNo: `+353 ${chance.int(1, 98)} 555 ${String(chance.int(100, 9999)).padStart(4, '0')}`,
      email: `orders@${slug(name)}.example`,
      homePage: `www.${slug(name)}.example`,
      vatRegistrationNo: `${country}${chance.int(100000000, 999999999)}`,
      globalDimension2Code: 'PURCH',
      purchaserCode: 'BO',
      vendorPostingGroup: isForeign ? 'EU' : 'DOMESTIC',
      genBusPostingGroup: isForeign ? 'EU' : 'DOMESTIC',
      vatBusPostingGroup: isForeign ? 'EU' : 'DOMESTIC',
      paymentTermsCode: kind === 'SERVICE' ? '14D' : '30D',
      paymentMethodCode: 'BANK',
      shipmentMethodCode: isForeign ? 'EXW' : 'DAP',
      locationCode: 'MAIN',
      ourAccountNo: String(chance.int(20000, 79999)),
      leadTimeCalculation: leadDays > 0 ? `${leadDays}D` : '',
      taxLiable: true,
    });
    ctx.records
      .of(defaultDimension)
      .insert({ tableId: vendor.id, no, dimensionCode: 'DEPARTMENT', dimensionValueCode: 'PURCH', parentId: record.systemId });
    return { no, kind, leadDays, isSlipping };
  });
};
