import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** Delivery terms. */
export const shipmentMethod = defineTable({
  id: 10,
  name: 'Shipment Method',
  key: ['code'],
  columns: {
    code: code('Code', 10),
    description: text('Description', 100),
  },
});
