import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** Warehouses. */
export const location = defineTable({
  id: 14,
  name: 'Location',
  key: ['code'],
  columns: {
    code: code('Code', 10),
    name: text('Name', 100),
    address: text('Address', 100),
    city: text('City', 30),
    postCode: code('Post Code', 20),
    countryRegionCode: code('Country/Region Code', 10),
  },
});
