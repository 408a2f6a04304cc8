import { AppError } from '../../kernel/errors.ts';
import { changeDimensions, dimensionedRecord, valuesOfSet } from '../business/index.ts';
import type { DimensionedRecord, ErpContext } from '../business/index.ts';
import { dimension, dimensionSetEntry, dimensionValue } from '../tables/index.ts';
import type { Body, BodyValue, EntityWrites } from './write-context.ts';

type Values = Readonly<Record<string, BodyValue>>;

const refuse = (message: string): AppError => new AppError('unprocessable', message);

/** What the line hangs on, as the address says; what is posted cannot be changed. */
const parentOf = (erp: ErpContext, { parentId }: Values): DimensionedRecord => {
  if (parentId === undefined) throw refuse('You must get to the parent first to create a dimension set line.');
  const record = dimensionedRecord(erp, String(parentId));
  if (record === undefined) throw refuse(`Parent with ID ${String(parentId)} does not exist or dimension set lines are read only for it.`);
  return record;
};

const dimensionFrom = (erp: ErpContext, { id, code }: Values) => {
  if (id === undefined && code === undefined) throw refuse('The "id" or "code" field must be filled in.');
  const byId = id === undefined ? undefined : erp.records.of(dimension).bySystemId(String(id));
  if (id !== undefined && byId === undefined) throw refuse('The "id" does not match to a Dimension.');
  const found = byId ?? erp.records.of(dimension).get(String(code));
  if (found === undefined) throw refuse('The "code" does not match to a Dimension.');
  if (code !== undefined && found.code !== String(code).trim().toUpperCase())
    throw refuse('The dimension field values do not match to a specific Dimension.');
  return found;
};

const valueFrom = (erp: ErpContext, dimensionCode: string, { valueId, valueCode }: Values): string => {
  if (valueId === undefined && valueCode === undefined) throw refuse('The "valueId" or "valueCode" field must be filled in.');
  const byId = valueId === undefined ? undefined : erp.records.of(dimensionValue).bySystemId(String(valueId));
  if (valueId !== undefined && byId?.dimensionCode !== dimensionCode) throw refuse('The "valueId" does not match to a Dimension Value.');
  const found = byId ?? erp.records.of(dimensionValue).get(dimensionCode, String(valueCode));
  if (found === undefined) throw refuse('The "valueCode" does not match to a Dimension Value.');
  if (valueCode !== undefined && found.code !== String(valueCode).trim().toUpperCase()) {
    throw refuse('The values of the "dimensionCode" field and the "dimensionId" field do not refer to the same Dimension Value.');
  }
  return found.code;
};

const change = (erp: ErpContext, address: Values, body: Pick<Body, 'values'>): void => {
  const { code } = dimensionFrom(erp, { id: address['id'] ?? '' });
  changeDimensions(erp, parentOf(erp, address), { [code]: valueFrom(erp, code, body.values) });
};

/** How dimension set lines are written: as changes of the record they hang on, whose modify right is asked for. */
export const dimensionSetLineWrites: EntityWrites = {
  table: dimensionSetEntry,
  partOf: (erp, address) => {
    const { table, row } = parentOf(erp, address);
    return { table, systemId: row.systemId };
  },
  accepts: ['valueId', 'valueCode'],
  acceptsOnInsert: ['id', 'code'],
  insert: (erp, { values, address }) => {
    const { code, systemId } = dimensionFrom(erp, values);
    const parent = parentOf(erp, address);
    if (valuesOfSet(erp, parent.row.dimensionSetId)[code] !== undefined) {
      throw refuse('The dimension set line already exists. Check existing dimension set lines and the default dimension set lines on the parent.');
    }
    changeDimensions(erp, parent, { [code]: valueFrom(erp, code, values) });
    return systemId;
  },
  modify: (erp, _systemId, body) => change(erp, body.address, body),
  remove: (erp, _systemId, address) => changeDimensions(erp, parentOf(erp, address), { [dimensionFrom(erp, { id: address['id'] ?? '' }).code]: '' }),
};
