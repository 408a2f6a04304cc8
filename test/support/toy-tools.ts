import { z } from 'zod';
import type { Json } from '../../src/kernel/canonical-json.ts';
import type { PortFactory } from '../../src/features/gateway/index.ts';
import type { ErpReader, ErpRecord, Tool } from '../../src/features/tools/index.ts';
import { markedUntrusted } from '../../src/features/tools/ports/erp-reader.ts';
import { defineReadTool, defineWriteTool } from '../../src/features/tools/tool.ts';

/** A toy ERP: a shelf of records that tests change at will, and a list of what was written. */
export class ToyErp {
  readonly vendors = new Map<string, { price: string; etag: number }>([['V-1', { price: '10.00', etag: 1 }]]);
  /** What vendors wrote themselves, by number; shown where the field is selected. */
  readonly comments = new Map<string, string>();
  readonly written: { key: string; body: ErpRecord }[] = [];
  reads = 0;
  /** Called inside each read, before it answers. */
  onRead: () => Promise<void> | void = () => undefined;
  /** Called after each write took effect, before it answers. */
  afterWrite: () => Promise<void> | void = () => undefined;
  /** Whether reconcile can tell anything. */
  canReconcile = true;

  setPrice(number: string, price: string): void {
    const vendor = this.vendors.get(number);
    this.vendors.set(number, { price, etag: (vendor?.etag ?? 0) + 1 });
  }

  readonly reader: ErpReader = {
    list: async (_set, query) => {
      this.reads += 1;
      await this.onRead();
      const records = [...this.vendors].map(([number, { price, etag }]) => {
        const comment = query?.select?.includes('comment') ? (this.comments.get(number) ?? '') : '';
        return markedUntrusted(
          { id: `id-${number}`, number, price, '@odata.etag': `W/"${etag}"`, ...(comment !== '' && { comment }) },
          comment === '' ? [] : ['comment'],
        );
      });
      return { records, mayBePartial: false, truncated: false };
    },
    get: async () => null,
  };

  readonly ports: PortFactory = {
    reader: () => this.reader,
    effects: () => ({
      erp: {
        create: async (_set, body, key) => {
          this.written.push({ key, body });
          await this.afterWrite();
          return { ...body, number: `PO-${this.written.length}` };
        },
        modify: async (_set, _target, body) => body,
        remove: async () => undefined,
        act: async () => ({ createdId: null }),
      },
      outbox: { createDraft: async () => ({ emailDraftId: 'draft' }) },
    }),
    reconciling: () => ({ erp: this.reader, outbox: { findDraft: async () => null } }),
  };

  /** Two tools: one that looks at vendors, one that orders from one at its present price. */
  tools(more: { readonly commitment?: 'draft' | 'binding' } = {}): readonly Tool[] {
    return [this.#read(), this.#order(more.commitment ?? 'draft')];
  }

  #read(): Tool {
    return defineReadTool<{ search?: string | undefined }>({
      kind: 'read',
      operation: 'read',
      name: 'look',
      title: 'Look',
      description: 'Looks at vendors.',
      args: z.strictObject({ search: z.string().max(50).optional() }),
      subject: () => 'vendors',
      read: async (_args, erp) => {
        const { records } = await erp.list('vendors', { select: ['comment'] });
        return { data: records as unknown as Json, line: `${records.length} vendors` };
      },
    });
  }

  #order(commitment: 'draft' | 'binding'): Tool {
    return defineWriteTool<{ vendor: string; quantity: number }, { vendor: string; quantity: number; price: string }>({
      kind: 'write',
      operation: 'create',
      commitment,
      name: 'order',
      title: 'Order',
      description: 'Orders from a vendor.',
      args: z.strictObject({ vendor: z.string().meta({ redact: 'keep' }), quantity: z.number().positive().meta({ redact: 'keep' }) }),
      subject: ({ vendor }) => vendor,
      prepare: async ({ vendor, quantity }, erp) => {
        const { records } = await erp.list('vendors');
        const found = records.find((record) => record['number'] === vendor);
        if (!found) return { kind: 'not_prepared', message: `There is no vendor ${vendor}.`, remedy: 'Name another vendor.' };
        const price = String(found['price']);
        return {
          kind: 'prepared',
          draft: { vendor, quantity, price },
          preview: {
            title: `Order from ${vendor}`,
            summary: 'Creates an order.',
            fields: [{ label: 'Price', before: null, after: price }],
            table: null,
            text: null,
            attachments: [],
          },
          amount: { value: price, currency: 'EUR' },
        };
      },
      commit: async (draft, { erp }, { effectKey }) => {
        const order = await erp.create('purchaseOrders', draft, effectKey);
        return { data: order as unknown as Json, line: `Order ${String(order['number'])} created` };
      },
      reconcile: async (_draft, _ports, { effectKey }) => {
        if (!this.canReconcile) return { kind: 'unknown' };
        const index = this.written.findIndex((write) => write.key === effectKey);
        return index < 0
          ? { kind: 'not_done' }
          : { kind: 'done', committed: { data: { number: `PO-${index + 1}` }, line: `Order PO-${index + 1} created` } };
      },
    });
  }
}
