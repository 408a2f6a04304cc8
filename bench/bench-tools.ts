import { z } from 'zod';
import type { Json } from '../src/kernel/canonical-json.ts';
import type { EntitySet, ErpQuery, ErpReader, Tool } from '../src/features/tools/index.ts';
import { odata } from '../src/features/tools/odata-filter.ts';
import { defineReadTool, type ReadTool, type ToolReading } from '../src/features/tools/tool.ts';
import { plannedCalls, type PlannedTool } from './turn-script.ts';

/** Whether the tools do nothing, or read the ERP once each. */
export type ToolKind = 'no-op' | 'erp';

interface Arguments {
  readonly vendorNumber: string;
}

interface Reading {
  readonly set: EntitySet;
  readonly title: string;
  readonly query: (vendorNumber: string) => ErpQuery;
}

const rows = 20;
const orders = ['id', 'number', 'orderDate', 'requestedReceiptDate', 'status', 'totalAmountIncludingTax'];

const readings: Readonly<Record<PlannedTool, Reading>> = {
  bench_read_vendor: { set: 'vendors', title: 'Read the vendor', query: (number) => ({ filter: odata.equals('number', number) }) },
  bench_read_purchase_orders: {
    set: 'purchaseOrders',
    title: 'Read purchase orders',
    query: (number) => ({ filter: odata.equals('vendorNumber', number), select: orders, orderBy: 'orderDate desc', top: rows }),
  },
  bench_read_purchase_receipts: {
    set: 'purchaseReceipts',
    title: 'Read purchase receipts',
    query: (number) => ({ filter: odata.equals('vendorNumber', number), orderBy: 'postingDate desc', top: rows }),
  },
  bench_read_vendor_entries: {
    set: 'vendorEntries',
    title: 'Read vendor ledger entries',
    query: (number) => ({ filter: odata.equals('vendorNumber', number), orderBy: 'postingDate desc', top: rows }),
  },
};

const args = z.strictObject({ vendorNumber: z.string().max(20).describe('Number of the vendor, e.g. V-1042.').meta({ redact: 'keep' }) });

const nothing: ToolReading = { data: { found: 1 }, line: '1 record' };

const fromErp = async ({ set, query }: Reading, { vendorNumber }: Arguments, erp: ErpReader): Promise<ToolReading> => {
  const { records } = await erp.list(set, query(vendorNumber));
  if (records.length === 0) throw new Error(`the ERP has no ${set} of ${vendorNumber}`);
  return { data: records as unknown as Json, line: `${records.length} records` };
};

const toolOf = (name: PlannedTool, kind: ToolKind): Tool => {
  const reading = readings[name];
  return defineReadTool<Arguments>({
    kind: 'read',
    operation: 'read',
    name,
    title: reading.title,
    description: `${reading.title} of one vendor by its number: what the ERP has of it, newest first, at most ${rows} records.`,
    args,
    subject: ({ vendorNumber }) => `vendor ${vendorNumber}`,
    read: (given, erp) => (kind === 'no-op' ? Promise.resolve(nothing) : fromErp(reading, given, erp)),
  });
};

/** The four tools of the turn; both loops run the very same code of theirs. */
export const benchTools = (kind: ToolKind): readonly ReadTool<unknown>[] =>
  plannedCalls.map(({ name }) => {
    const tool = toolOf(name, kind);
    if (tool.kind !== 'read') throw new Error(`${name} does not only read`);
    return tool;
  });
