import { customer, defaultDimension, glAccount, item, vendor, type RowOf, type Table } from '../../tables/index.ts';
import { dialogError, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { blockedProblem } from './check-dimensions.ts';

/** Tables whose records have default dimensions, by what API v2.0 calls them; it knows no accounts here, so the name is the table's. */
export const defaultDimensionOwners = { Customer: customer, Item: item, Vendor: vendor, 'G/L Account': glAccount } as const;

/** A record's value for a dimension, and how strictly it is kept when something is posted with the record. */
export interface DefaultDimensionInput {
  readonly owner: { readonly table: Table; readonly record: { readonly no: string; readonly systemId: string } };
  readonly dimensionCode: string;
  readonly dimensionValueCode: string;
  readonly valuePosting: RowOf<typeof defaultDimension>['valuePosting'];
}

/** Customers and vendors keep the values of the two global dimensions on their cards too. */
const keepOnCard = (ctx: ErpContext, { tableId, no, dimensionCode }: RowOf<typeof defaultDimension>, value: string): void => {
  const { globalDimension1Code, globalDimension2Code } = ctx.setup.generalLedger;
  const column = { [globalDimension1Code]: 'globalDimension1Code', [globalDimension2Code]: 'globalDimension2Code' }[dimensionCode];
  if (column === undefined) return;
  const records = [customer, vendor].find(({ id }) => id === tableId);
  if (records === undefined) return;
  const cards = ctx.records.of<typeof customer | typeof vendor>(records);
  cards.update(cards.require(no), { [column]: value });
};

const check = (ctx: ErpContext, row: RowOf<typeof defaultDimension> | Omit<DefaultDimensionInput, 'owner'>): void => {
  const { dimensionCode, dimensionValueCode: value, valuePosting } = row;
  const problem = value === '' ? undefined : blockedProblem(ctx, { [dimensionCode]: value });
  if (problem !== undefined) throw dialogError(problem);
  if (valuePosting === 'No Code') testField({ table: defaultDimension, record: row, field: 'dimensionValueCode' }, '');
};

/** Adds a default dimension, or changes the one there is; throws in Business Central's words if its value may not be used. */
export const setDefaultDimension = (
  ctx: ErpContext,
  input: DefaultDimensionInput,
  known?: RowOf<typeof defaultDimension>,
): RowOf<typeof defaultDimension> => {
  const { owner, ...values } = input;
  const defaults = ctx.records.of(defaultDimension);
  const own = { tableId: owner.table.id, no: owner.record.no, parentId: owner.record.systemId };
  check(ctx, { ...own, ...values });
  const row = known === undefined ? defaults.insert({ ...own, ...values }) : defaults.update(known, values);
  keepOnCard(ctx, row, row.dimensionValueCode);
  return row;
};

/** Takes a default dimension away. */
export const deleteDefaultDimension = (ctx: ErpContext, row: RowOf<typeof defaultDimension>): void => {
  ctx.records.of(defaultDimension).delete(row);
  keepOnCard(ctx, row, '');
};
