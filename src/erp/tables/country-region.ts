import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** Countries. */
export const countryRegion = defineTable({
  id: 9,
  name: 'Country/Region',
  key: ['code'],
  columns: {
    code: code('Code', 10),
    name: text('Name', 50),
    euCountryRegionCode: code('EU Country/Region Code', 10),
  },
});
