import { genJournalLine, purchaseHeader, purchaseLine, salesHeader, salesLine, type RowOf, type Table } from '../../tables/index.ts';
import { dialogError, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { shortcutDimensions, valuesOfSet, type DimensionValues, type ShortcutDimensions } from '../dimension-set.ts';
import { blockedProblem } from './check-dimensions.ts';

/** Unposted documents: their headers' tables with their lines'. */
const documents: readonly { readonly header: Table; readonly line: Table }[] = [
  { header: salesHeader, line: salesLine },
  { header: purchaseHeader, line: purchaseLine },
];

/** What headers, lines and journal lines have in common; `no` is a header's, `documentNo` a line's. */
type Row = RowOf<Table> & ShortcutDimensions & { readonly documentType: string; readonly documentNo: string; readonly no: string };

/** A record of an open document or journal, whose dimensions may be changed one by one. */
export interface DimensionedRecord {
  readonly table: Table;
  readonly row: Row;
}

/** The unposted record with that SystemId whose dimensions can be changed, or undefined. */
export const dimensionedRecord = (ctx: ErpContext, systemId: string): DimensionedRecord | undefined => {
  for (const table of [...documents.flatMap(({ header, line }) => [header, line]), genJournalLine]) {
    const row = ctx.records.of<Table>(table).bySystemId(systemId) as Row | undefined;
    if (row !== undefined) return { table, row };
  }
  return undefined;
};

const checkOpen = (ctx: ErpContext, { table, row }: DimensionedRecord): void => {
  const document = documents.find(({ header, line }) => table === header || table === line);
  if (document === undefined) return;
  const record = table === document.header ? row : ctx.records.of<Table>(document.header).require(row.documentType, row.documentNo);
  testField({ table: document.header, record, field: 'status' }, 'Open');
};

/** Lines follow their document: what changed there changes on them. */
const linesOf = (ctx: ErpContext, { table, row }: DimensionedRecord): readonly DimensionedRecord[] => {
  const line = documents.find(({ header }) => header === table)?.line;
  if (line === undefined) return [];
  const rows = ctx.records.of<Table>(line).find({ documentType: row.documentType, documentNo: row.no }) as Row[];
  return rows.map((one) => ({ table: line, row: one }));
};

/**
 * Gives a record of an open document or journal another value for some dimensions; the blank value takes a
 * dimension away. Blocked dimensions and values throw in Business Central's words.
 */
export const changeDimensions = (ctx: ErpContext, record: DimensionedRecord, change: DimensionValues): void => {
  checkOpen(ctx, record);
  const problem = blockedProblem(ctx, Object.fromEntries(Object.entries(change).filter(([, value]) => value !== '')));
  if (problem !== undefined) throw dialogError(problem);
  for (const { table, row } of [record, ...linesOf(ctx, record)]) {
    const values = { ...valuesOfSet(ctx, row.dimensionSetId), ...change };
    ctx.records.of<Table>(table).update(row, { ...shortcutDimensions(ctx, values) });
  }
};
