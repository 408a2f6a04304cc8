import { AppError } from '../../../kernel/errors.ts';
import { defaultDimensionOwners, deleteDefaultDimension, setDefaultDimension } from '../../business/index.ts';
import type { DefaultDimensionInput, ErpContext } from '../../business/index.ts';
import { defaultDimension, dimension, dimensionValue } from '../../tables/index.ts';
import type { RowOf, Table } from '../../tables/index.ts';
import { defineEntitySet, one } from '../entity-set.ts';
import { columnsOf, enumeration, readOnly, related } from '../field.ts';
import type { Body, EntityWrites } from '../write-context.ts';

const at = columnsOf(defaultDimension);

const owners: readonly (readonly [string, Table])[] = Object.entries(defaultDimensionOwners);

const parentType = `CASE r."tableId" ${owners.map(([name, { id }]) => `WHEN ${id} THEN '${name}'`).join(' ')} ELSE ' ' END`;

const refuse = (message: string): AppError => new AppError('unprocessable', message);

/** The parent of a new default dimension: by its id; the type may be left out, since the id says it. */
const ownerFrom = (erp: ErpContext, { values }: Body): DefaultDimensionInput['owner'] => {
  const type = values['parentType'];
  for (const [name, table] of owners) {
    if (type !== undefined && type !== ' ' && type !== name) continue;
    const record = erp.records.of(table).bySystemId(String(values['parentId'] ?? '')) as RowOf<typeof defaultDimensionOwners.Customer> | undefined;
    if (record !== undefined) return { table, record };
  }
  throw refuse('You must get to the parent first to get to the default dimensions.');
};

const dimensionCodeFrom = (erp: ErpContext, { values }: Body): string => {
  const found = erp.records.of(dimension).bySystemId(String(values['dimensionId'] ?? ''));
  if (found === undefined) throw refuse('The "dimensionId" does not match to a Dimension.');
  return found.code;
};

const valueFrom = (erp: ErpContext, body: Body, known: { dimensionCode: string; dimensionValueCode: string }): string => {
  if (!('dimensionValueId' in body.values)) return known.dimensionValueCode;
  const found = erp.records.of(dimensionValue).bySystemId(String(body.values['dimensionValueId']));
  if (found?.dimensionCode !== known.dimensionCode) throw refuse('The "dimensionValueId" does not match to a Dimension Value.');
  return found.code;
};

const stored = (erp: ErpContext, systemId: string): RowOf<typeof defaultDimension> => {
  const row = erp.records.of(defaultDimension).bySystemId(systemId);
  if (row === undefined) throw new AppError('not_found', 'The Default Dimension does not exist.');
  return row;
};

const postingFrom = ({ values }: Body, known: DefaultDimensionInput['valuePosting']): DefaultDimensionInput['valuePosting'] =>
  (values['postingValidation'] as DefaultDimensionInput['valuePosting'] | undefined) ?? known;

const writes: EntityWrites = {
  table: defaultDimension,
  accepts: ['dimensionValueId', 'postingValidation'],
  acceptsOnInsert: ['parentType', 'parentId', 'dimensionId'],
  insert: (erp, body) => {
    const dimensionCode = dimensionCodeFrom(erp, body);
    const dimensionValueCode = valueFrom(erp, body, { dimensionCode, dimensionValueCode: '' });
    return setDefaultDimension(erp, { owner: ownerFrom(erp, body), dimensionCode, dimensionValueCode, valuePosting: postingFrom(body, ' ') })
      .systemId;
  },
  modify: (erp, systemId, body) => {
    const known = stored(erp, systemId);
    const [, table] = owners.find(([, { id }]) => id === known.tableId) ?? owners[0]!;
    const owner = { table, record: { no: known.no, systemId: known.parentId } };
    const { dimensionCode } = known;
    const valuePosting = postingFrom(body, known.valuePosting);
    setDefaultDimension(erp, { owner, dimensionCode, dimensionValueCode: valueFrom(erp, body, known), valuePosting }, known);
  },
  remove: (erp, systemId) => deleteDefaultDimension(erp, stored(erp, systemId)),
};

/** The dimension values that customers, vendors, items and accounts bring to what is posted with them (table 352). */
export const defaultDimensions = defineEntitySet({
  name: 'defaultDimensions',
  entity: 'defaultDimension',
  caption: 'Default Dimension',
  fields: {
    id: readOnly(at('systemId')),
    parentType: enumeration([' ', ...owners.map(([name]) => name)], parentType),
    parentId: at('parentId'),
    dimensionId: related(dimension, 'systemId', { code: 'dimensionCode' }),
    dimensionCode: readOnly(at('dimensionCode')),
    dimensionValueId: related(dimensionValue, 'systemId', { dimensionCode: 'dimensionCode', code: 'dimensionValueCode' }),
    dimensionValueCode: readOnly(at('dimensionValueCode')),
    postingValidation: at('valuePosting'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['parentId', 'dimensionCode'],
  sources: [{ table: defaultDimension }],
  navigations: {
    dimension: one('dimensions', 'dimensionId'),
    dimensionValue: one('dimensionValues', 'dimensionValueId'),
    customer: one('customers', 'parentId'),
    vendor: one('vendors', 'parentId'),
    item: one('items', 'parentId'),
    account: one('accounts', 'parentId'),
  },
  writes,
});
