import { idOf } from './ids.ts';

type Cell = string | number | boolean;
type Row = Record<string, Cell | Row[]>;

const textOf = (row: Row, field: string): string => {
  const cell = row[field];
  return cell === undefined || Array.isArray(cell) ? '' : String(cell);
};

const names = [
  'Hollin Garden Centre',
  'Marsh & Daughter Ironmongers',
  'Northgate Tools',
  'Pell Timber Yard',
  'Quayside Chandlers',
  'Redfern Builders Merchants',
  'Stonecrop Nurseries',
  'Tideway Boatyard',
  'Upland Fencing',
  'Vale Roofing',
  'Wren Hardware',
  'Yarrow Landscapes',
  "O'Hara Hardware & Paint",
];
const cities = ['Leeds', 'York', 'Durham', 'Carlisle', 'Whitby', 'Hexham'];
const makers = [
  'Brightwater Fixings',
  'Calder Steel',
  'Dunmore Coatings',
  'Elm Street Plastics',
  'Fenwick Tools',
  'Grange Timber',
  'Harrow Fasteners',
  'Ironbridge Castings',
];
const goods = [
  'Hinge, brass 75 mm',
  'Screws, 5 x 60, box of 200',
  'Fence post, oak 2.4 m',
  'Varnish, clear 2.5 l',
  'Gate latch, galvanised',
  'Roof batten 25 x 50',
  'Cable ties, 300 mm',
  'Bolt M12 x 100',
  'Sandpaper, assorted',
  'Trowel, pointing',
];

const pick = <Value>(list: readonly Value[], index: number): Value => list[index % list.length] as Value;
const day = (offset: number) => new Date(Date.UTC(2026, 10, 3) - offset * 86_400_000).toISOString().slice(0, 10);

const party = (index: number, name: string): Row => ({
  displayName: name,
  addressLine1: `${index + 3} Mill Lane`,
  city: pick(cities, index),
  country: 'GB',
  postalCode: `LS${(index % 9) + 1} 4QT`,
  phoneNumber: `+44 113 496 0${String(100 + index)}`,
  email: `accounts@${
    name
      .split(' ')[0]
      ?.toLowerCase()
      .replace(/[^a-z]/g, '') ?? 'x'
  }.example`,
  website: '',
  blocked: index === 5 ? 'Payment' : '_x0020_',
  currencyCode: 'GBP',
  taxRegistrationNumber: `GB${String(900_000_000 + index * 731)}`,
  lastModifiedDateTime: `${day(index)}T10:00:00Z`,
});

const customers: Row[] = Array.from({ length: 63 }, (_row, index) => ({
  id: idOf(`customer-${index}`),
  number: `C-${10_010 + index}`,
  ...party(index, index < names.length ? pick(names, index) : `${pick(names, index)} ${pick(cities, index)}`),
  type: 'Company',
  balanceDue: (index * 733.37) % 9_400,
  creditLimit: 5_000 + (index % 4) * 2_500,
  salespersonCode: 'TF',
}));

const vendors: Row[] = Array.from({ length: 42 }, (_row, index) => ({
  id: idOf(`vendor-${index}`),
  number: `V-${1_001 + index}`,
  ...party(index, index === 41 ? 'Brightwater Fixings' : `${pick(makers, index)} ${index < makers.length ? 'Ltd.' : pick(cities, index)}`),
  balance: (index * 1_913.11) % 21_000,
}));

const items: Row[] = Array.from({ length: 48 }, (_row, index) => ({
  id: idOf(`item-${index}`),
  number: `I-${2_000 + index * 10}`,
  displayName: pick(goods, index),
  type: 'Inventory',
  itemCategoryCode: index % 2 === 0 ? 'FIXINGS' : 'GARDEN',
  inventory: (index * 37) % 410,
  unitPrice: 3.5 + index * 1.25,
  unitCost: 2.1 + index * 0.8,
  baseUnitOfMeasureCode: 'PCS',
  taxGroupCode: 'STANDARD',
  blocked: false,
  lastModifiedDateTime: `${day(index)}T10:00:00Z`,
}));

const lines = (order: number): Row[] =>
  Array.from({ length: 3 }, (_row, index) => ({
    id: idOf(`line-${order}-${index}`),
    sequence: (index + 1) * 10_000,
    lineObjectNumber: `I-${2_000 + ((order + index) % 48) * 10}`,
    description: pick(goods, order + index),
    quantity: 20 + index * 15,
    unitOfMeasureCode: 'PCS',
    directUnitCost: 4.1 + index,
    unitPrice: 6.2 + index,
    receivedQuantity: index === 0 ? 20 : 0,
    expectedReceiptDate: day(order - 20),
    amountExcludingTax: (20 + index * 15) * (4.1 + index),
  }));

const purchaseOrders: Row[] = Array.from({ length: 57 }, (_row, index) => ({
  id: idOf(`order-${index}`),
  number: `PO-${106_001 + index}`,
  vendorNumber: `V-${1_001 + ((index * 5) % 42)}`,
  vendorName: textOf(pick(vendors, index * 5), 'displayName'),
  orderDate: day(80 - index),
  requestedReceiptDate: day(60 - index),
  status: pick(['Draft', 'Open', 'Released'], index),
  fullyReceived: index % 4 === 0,
  currencyCode: 'GBP',
  totalAmountExcludingTax: 412.5 + index * 31,
  totalTaxAmount: 82.5 + index * 6.2,
  totalAmountIncludingTax: 495 + index * 37.2,
  purchaseOrderLines: lines(index),
}));

const salesInvoices: Row[] = Array.from({ length: 71 }, (_row, index) => ({
  id: idOf(`invoice-${index}`),
  number: `SI-${103_001 + index}`,
  customerNumber: `C-${10_010 + (index % 63)}`,
  customerName: textOf(pick(customers, index), 'displayName'),
  invoiceDate: day(90 - index),
  dueDate: day(60 - index),
  status: pick(['Open', 'Paid', 'Open', 'Draft'], index),
  orderNumber: '',
  currencyCode: 'GBP',
  totalAmountExcludingTax: 210 + index * 17,
  totalTaxAmount: 42 + index * 3.4,
  totalAmountIncludingTax: 252 + index * 20.4,
  remainingAmount: index % 2 === 0 ? 252 + index * 20.4 : 0,
  salesInvoiceLines: lines(index),
}));

const sets: Readonly<Record<string, Row[]>> = { customers, vendors, items, purchaseOrders, salesInvoices };

const matches = (row: Row, filter: string): boolean => {
  const text = (value: string) => value.replaceAll("''", "'");
  const starts = /^startswith\((\w+),'((?:[^']|'')*)'\)$/.exec(filter);
  if (starts) return textOf(row, starts[1] ?? '').startsWith(text(starts[2] ?? ''));
  const has = /^contains\(tolower\((\w+)\),'((?:[^']|'')*)'\)$/.exec(filter);
  if (has)
    return textOf(row, has[1] ?? '')
      .toLowerCase()
      .includes(text(has[2] ?? ''));
  const equal = /^(\w+) eq '?((?:[^']|'')*?)'?$/.exec(filter);
  if (equal) return textOf(row, equal[1] ?? '') === text(equal[2] ?? '');
  throw new Error(`The double does not know the filter ${filter}.`);
};

/** Answers a list request with the few OData options that the pages use; undefined for an unknown set. */
export const readSet = (set: string, query: Readonly<Record<string, unknown>>): { '@odata.count': number; value: Row[] } | undefined => {
  const option = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined);
  const all = sets[set];
  if (!all) return undefined;
  const filters = option('$filter')?.split(' and ') ?? [];
  const found = all.filter((row) => filters.every((filter) => matches(row, filter)));
  const [field = 'number', direction] = option('$orderby')?.split(' ') ?? [];
  const sorted = found.toSorted((one, other) =>
    typeof one[field] === 'number' ? Number(one[field]) - Number(other[field]) : textOf(one, field).localeCompare(textOf(other, field)),
  );
  if (direction === 'desc') sorted.reverse();
  const skip = Number(option('$skip') ?? 0);
  return { '@odata.count': found.length, value: sorted.slice(skip, skip + Number(option('$top') ?? 100)) };
};
