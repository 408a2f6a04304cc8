import type { VendorKind } from './parties.ts';

/** A family of items: one item per variant. `cost` is what the first variant costs to buy, in EUR. */
export interface ItemFamily {
  readonly category: Exclude<VendorKind, 'SERVICE'>;
  readonly name: string;
  readonly variants: readonly string[];
  readonly cost: string;
  readonly unit: 'PCS' | 'BOX' | 'PACK' | 'ROLL';
  /** VAT product posting group. */
  readonly vat: 'VAT23' | 'VAT13';
}

const family = (
  category: ItemFamily['category'],
  [name, cost, unit]: readonly [string, string, ItemFamily['unit']],
  variants: readonly string[],
  vat: ItemFamily['vat'] = 'VAT23',
): ItemFamily => ({ category, name, variants, cost, unit, vat });

/** Everything the demo company sells. */
export const catalogue: readonly ItemFamily[] = [
  family('FURNITURE', ['Desk', '148.00', 'PCS'], ['120 cm oak', '160 cm oak', '120 cm white', '160 cm white', 'height adjustable']),
  family('FURNITURE', ['Office Chair', '86.50', 'PCS'], ['mesh', 'fabric', 'leather', 'counter height']),
  family('FURNITURE', ['Filing Cabinet', '94.00', 'PCS'], ['2 drawers', '3 drawers', '4 drawers']),
  family('FURNITURE', ['Meeting Table', '232.00', 'PCS'], ['180 cm', '240 cm', 'round 120 cm']),
  family('FURNITURE', ['Shelving Unit', '61.20', 'PCS'], ['3 shelves', '5 shelves', 'heavy duty']),
  family('FURNITURE', ['Coat Stand', '27.90', 'PCS'], ['steel', 'beech']),
  family('FURNITURE', ['Whiteboard', '36.80', 'PCS'], ['90x60', '120x90', '180x120']),
  family('FURNITURE', ['Monitor Arm', '31.40', 'PCS'], ['single', 'double']),
  family('TOOLS', ['Cordless Drill', '78.40', 'PCS'], ['12 V', '18 V', '18 V brushless']),
  family('TOOLS', ['Claw Hammer', '9.80', 'PCS'], ['16 oz', '20 oz']),
  family('TOOLS', ['Screwdriver Set', '14.60', 'PCS'], ['6 pieces', '12 pieces', 'insulated']),
  family('TOOLS', ['Hand Saw', '11.25', 'PCS'], ['fine', 'coarse', 'flush cut']),
  family('TOOLS', ['Socket Set', '42.30', 'PCS'], ['1/4 inch', '1/2 inch']),
  family('TOOLS', ['Spirit Level', '13.90', 'PCS'], ['40 cm', '60 cm', '120 cm']),
  family('TOOLS', ['Drill Bit Set', '18.75', 'PACK'], ['wood', 'metal', 'masonry']),
  family('TOOLS', ['Tape Measure', '4.95', 'PCS'], ['5 m', '8 m']),
  family('TOOLS', ['Utility Knife', '3.85', 'PCS'], ['fixed', 'retractable']),
  family('SAFETY', ['Safety Glasses', '3.70', 'PCS'], ['clear', 'tinted']),
  family('SAFETY', ['Dust Masks', '9.90', 'BOX'], ['FFP2', 'FFP3']),
  family('SAFETY', ['Safety Helmet', '7.60', 'PCS'], ['white', 'yellow', 'vented']),
  family('SAFETY', ['Work Gloves', '2.35', 'PCS'], ['size 8', 'size 9', 'size 10', 'cut resistant']),
  family('SAFETY', ['Safety Boots', '38.90', 'PCS'], ['size 40', 'size 42', 'size 44', 'size 46']),
  family('SAFETY', ['Hi-Vis Vest', '3.10', 'PCS'], ['M', 'L', 'XL']),
  family('SAFETY', ['Ear Defenders', '8.95', 'PCS'], ['standard', 'electronic']),
  family('SAFETY', ['First Aid Kit', '17.40', 'PCS'], ['10 persons', '20 persons', '50 persons'], 'VAT13'),
  family('PACKAGING', ['Cardboard Box', '0.62', 'PCS'], ['small', 'medium', 'large', 'double wall']),
  family('PACKAGING', ['Packing Tape', '1.45', 'ROLL'], ['clear', 'brown', 'fragile']),
  family('PACKAGING', ['Bubble Wrap', '12.80', 'ROLL'], ['50 cm', '100 cm']),
  family('PACKAGING', ['Stretch Film', '6.90', 'ROLL'], ['clear', 'black']),
  family('PACKAGING', ['Padded Envelope', '0.38', 'PCS'], ['A5', 'A4', 'A3']),
  family('PACKAGING', ['Strapping', '21.60', 'ROLL'], ['12 mm', '16 mm']),
  family('PAPER', ['Sticky Notes', '2.75', 'PACK'], ['yellow', 'mixed']),
  family('CLEANING', ['Descaler', '4.40', 'PCS'], ['1 l', '5 l']),
  family('PACKAGING', ['Pallet', '8.50', 'PCS'], ['EUR', 'half']),
  family('ELECTRICAL', ['LED Panel', '24.60', 'PCS'], ['60x60 neutral', '60x60 warm', '120x30 neutral']),
  family('ELECTRICAL', ['LED Bulb', '2.15', 'PCS'], ['E27 8 W', 'E27 12 W', 'GU10 5 W', 'E14 5 W']),
  family('ELECTRICAL', ['Extension Lead', '9.30', 'PCS'], ['3 m', '5 m', '10 m reel']),
  family('ELECTRICAL', ['Cable', '34.00', 'ROLL'], ['1.5 mm 100 m', '2.5 mm 100 m']),
  family('ELECTRICAL', ['Desk Lamp', '19.80', 'PCS'], ['black', 'white']),
  family('ELECTRICAL', ['Heater', '32.50', 'PCS'], ['convector 2 kW', 'fan 2 kW']),
  family('PAPER', ['Copy Paper A4', '3.05', 'PACK'], ['80 g', '90 g', 'recycled']),
  family('PAPER', ['Copy Paper A3', '6.40', 'PACK'], ['80 g', '90 g']),
  family('PAPER', ['Lever Arch File', '1.55', 'PCS'], ['black', 'blue', 'red']),
  family('PAPER', ['Notebook', '1.90', 'PCS'], ['A5 ruled', 'A4 ruled', 'A4 squared']),
  family('PAPER', ['Toner Cartridge', '41.70', 'PCS'], ['black', 'cyan', 'magenta', 'yellow']),
  family('PAPER', ['Ballpoint Pen', '4.80', 'BOX'], ['blue', 'black']),
  family('CLEANING', ['Floor Cleaner', '5.60', 'PCS'], ['1 l', '5 l']),
  family('CLEANING', ['Hand Soap', '2.20', 'PCS'], ['500 ml', '5 l refill']),
  family('CLEANING', ['Paper Towels', '14.20', 'BOX'], ['2 ply', '3 ply']),
  family('CLEANING', ['Refuse Sacks', '6.10', 'ROLL'], ['60 l', '120 l']),
  family('CLEANING', ['Mop Set', '16.90', 'PCS'], ['standard', 'professional']),
  family('FIXINGS', ['Wood Screws', '4.25', 'BOX'], ['4x40', '4x50', '5x60', '5x80', '6x100']),
  family('FIXINGS', ['Hex Bolts M8', '7.80', 'BOX'], ['30 mm', '50 mm', '80 mm']),
  family('FIXINGS', ['Wall Plugs', '3.40', 'BOX'], ['6 mm', '8 mm', '10 mm']),
  family('FIXINGS', ['Washers', '2.90', 'BOX'], ['M6', 'M8', 'M10']),
  family('FIXINGS', ['Masonry Nails', '3.75', 'BOX'], ['40 mm', '60 mm']),
  family('FIXINGS', ['Anchor Bolts', '11.60', 'BOX'], ['M10', 'M12']),
  family('FIXINGS', ['Angle Brackets', '9.10', 'BOX'], ['50 mm', '90 mm']),
];
