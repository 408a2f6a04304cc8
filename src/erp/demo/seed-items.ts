import { decimal } from '../../kernel/money.ts';
import { nextNo } from '../business/index.ts';
import { item, itemVendor, purchasePrice, salesLineDiscount, salesPrice } from '../tables/index.ts';
import { catalogue, type ItemFamily } from './data/catalogue.ts';
import type { VendorCharacter } from './seed-vendors.ts';
import type { World } from './world.ts';

/** An item as the story sees it. Quantities are whole pieces. */
export interface ItemCharacter {
  readonly no: string;
  readonly vendorNo: string;
  readonly leadDays: number;
  /** Relative share of sales lines. */
  readonly weight: number;
  /** Least and most sold on a line. */
  readonly lineQuantity: readonly [least: number, most: number];
  /** Pieces sold on an average working day. */
  readonly dailyDemand: number;
  readonly reorderPoint: number;
  readonly reorderQuantity: number;
  readonly cost: string;
}

interface Draft {
  readonly family: ItemFamily;
  readonly description: string;
  readonly cost: string;
  readonly weight: number;
  readonly suppliers: readonly VendorCharacter[];
}

/** Average number of lines on a sales invoice; see simulate-sales.ts. */
const linesPerInvoice = 2.2;

const lineQuantityOf = (cost: number): readonly [number, number] => {
  if (cost < 3) return [40, 200];
  if (cost < 15) return [12, 80];
  if (cost < 60) return [4, 24];
  return cost < 120 ? [2, 10] : [1, 6];
};

const roundUp = (value: number, pack: number): number => Math.max(pack, Math.ceil(value / pack) * pack);

const suppliersFor = (world: World, vendors: readonly VendorCharacter[], draft: { kind: string; at: number }): readonly VendorCharacter[] => {
  const able = vendors.filter((one) => one.kind === draft.kind);
  const slipping = able.find((one) => one.isSlipping);
  const others = able.filter((one) => !one.isSlipping);
  if (slipping && draft.at % 3 !== 2) return [slipping, ...(others.length > 0 && world.chance.isLucky(0.5) ? [world.chance.pick(others)] : [])];
  const first = world.chance.pick(others.length > 0 ? others : vendors.filter((one) => one.kind !== 'SERVICE'));
  const second = others.length > 1 && world.chance.isLucky(0.45) ? world.chance.pick(others) : undefined;
  return second && second.no !== first.no ? [first, second] : [first];
};

const draftsOf = (world: World, vendors: readonly VendorCharacter[]): readonly Draft[] => {
  const all = catalogue.flatMap((family) => family.variants.map((variant, at) => ({ family, variant, at })));
  return all
    .filter((_, at) => at % world.plan.everyNthItem === 0)
    .map(({ family, variant, at }, place) => {
      const suppliers = suppliersFor(world, vendors, { kind: family.category, at: place });
      const cost = decimal(family.cost)
        .times(1 + at * 0.12)
        .toDecimalPlaces(2)
        .toFixed(2);
      const weight = (0.3 + world.chance.next() * 1.4) * (suppliers[0]?.isSlipping ? 3.5 : 1);
      return { family, description: `${family.name} ${variant}`, cost, weight, suppliers };
    });
};

/** Agreed prices: from the start, three per cent more each January, and at some vendors less for large quantities. */
const seedPrices = (world: World, itemNo: string, offer: { vendor: VendorCharacter; cost: string; unit: string }): void => {
  const prices = world.on(world.start).records.of(purchasePrice);
  const base = { itemNo, vendorNo: offer.vendor.no, currencyCode: '', unitOfMeasureCode: offer.unit };
  const discount = world.chance.isLucky(0.4);
  const firstYear = Number(world.start.slice(0, 4));
  const lastYear = Number(world.anchor.slice(0, 4));
  for (let year = firstYear; year <= lastYear; year++) {
    const unitCost = decimal(offer.cost)
      .times(decimal('1.03').pow(year - firstYear))
      .toDecimalPlaces(2);
    const startingDate = year === firstYear ? world.start : `${year}-01-01`;
    const endingDate = year === lastYear ? '' : `${year}-12-31`;
    prices.insert({ ...base, startingDate, endingDate, directUnitCost: unitCost.toFixed(2) });
    if (discount) prices.insert({ ...base, startingDate, endingDate, minimumQuantity: '100', directUnitCost: unitCost.times('0.95').toFixed(2) });
  }
};

const seedItem = (world: World, draft: Draft, dailyDemand: number): ItemCharacter => {
  const ctx = world.on(world.start);
  const { chance } = world;
  const [main] = draft.suppliers;
  if (!main) throw new Error(`no vendor supplies ${draft.description}`);
  const lineQuantity = lineQuantityOf(Number(draft.cost));
  const pack = lineQuantity[1] >= 80 ? 10 : lineQuantity[1] >= 24 ? 5 : 1;
  const reorderPoint = roundUp(dailyDemand * (main.leadDays + 14), pack);
  const reorderQuantity = roundUp(dailyDemand * (main.isSlipping ? 16 : 80), pack);
  const margin = 1.38 + chance.next() * 0.34;
  const no = nextNo(ctx, 'ITEM', world.start);
  ctx.records.of(item).insert({
    no,
    description: draft.description,
    type: 'Inventory',
    itemCategoryCode: draft.family.category,
    baseUnitOfMeasure: draft.family.unit,
    gtin: `539${String(chance.int(0, 99999999999)).padStart(11, '0')}`,
    unitPrice: decimal(draft.cost).times(margin.toFixed(4)).toDecimalPlaces(1).toFixed(2),
    unitCost: draft.cost,
    lastDirectCost: draft.cost,
    costingMethod: 'Average',
    vendorNo: main.no,
    leadTimeCalculation: `${main.leadDays}D`,
    reorderingPolicy: 'Fixed Reorder Qty.',
    reorderPoint: String(reorderPoint),
    reorderQuantity: String(reorderQuantity),
    genProdPostingGroup: 'RETAIL',
    vatProdPostingGroup: draft.family.vat,
    inventoryPostingGroup: 'RESALE',
  });
  draft.suppliers.forEach((supplier, at) => {
    ctx.records
      .of(itemVendor)
      .insert({ itemNo: no, vendorNo: supplier.no, vendorItemNo: `${supplier.no.slice(2)}-${no}`, leadTimeCalculation: `${supplier.leadDays}D` });
    const cost =
      at === 0
        ? draft.cost
        : decimal(draft.cost)
            .times((0.97 + chance.next() * 0.08).toFixed(4))
            .toFixed(2);
    seedPrices(world, no, { vendor: supplier, cost, unit: draft.family.unit });
  });
  return {
    no,
    vendorNo: main.no,
    leadDays: main.leadDays,
    weight: draft.weight,
    lineQuantity,
    dailyDemand,
    reorderPoint,
    reorderQuantity,
    cost: draft.cost,
  };
};

/** Makes the items with their vendors and purchase prices; answers what the story needs to know of them. */
export const seedItems = (world: World, vendors: readonly VendorCharacter[]): readonly ItemCharacter[] => {
  const drafts = draftsOf(world, vendors);
  const total = drafts.reduce((sum, one) => sum + one.weight, 0);
  const linesPerDay = world.plan.salesPerDay * linesPerInvoice;
  return drafts.map((draft) => {
    const [least, most] = lineQuantityOf(Number(draft.cost));
    return seedItem(world, draft, ((draft.weight / total) * linesPerDay * (least + most)) / 2);
  });
};

/** Agreed sales prices and discounts for some customers on some items. */
export const seedSalesPrices = (world: World, items: readonly ItemCharacter[], customerNos: readonly string[]): void => {
  const { records } = world.on(world.start);
  const { chance } = world;
  for (const one of items) {
    const card = records.of(item).require(one.no);
    if (chance.isLucky(0.12)) {
      records.of(salesPrice).insert({
        itemNo: one.no,
        salesType: 'Customer',
        salesCode: chance.pick(customerNos),
        startingDate: world.start,
        unitOfMeasureCode: card.baseUnitOfMeasure,
        unitPrice: decimal(card.unitPrice).times('0.92').toFixed(2),
      });
    }
    if (chance.isLucky(0.1)) {
      records.of(salesLineDiscount).insert({
        type: 'Item',
        code: one.no,
        salesType: 'All Customers',
        startingDate: world.start,
        minimumQuantity: '20',
        lineDiscountPercent: '5',
      });
    }
  }
};
