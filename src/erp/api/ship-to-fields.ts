import type { Column, Columns, Table } from '../tables/index.ts';
import { columnsOf } from './field.ts';
import type { Fields } from './field.ts';

type Text = Column<string>;

/** The ship-to columns of every document header table. */
interface ShipToColumns extends Columns {
  readonly shipToName: Text;
  readonly shipToContact: Text;
  readonly shipToAddress: Text;
  readonly shipToAddress2: Text;
  readonly shipToCity: Text;
  readonly shipToCountryRegionCode: Text;
  readonly shipToCounty: Text;
  readonly shipToPostCode: Text;
}

/** Ship-to name and contact. */
export const shipToPartyFields = <C extends ShipToColumns>(table: Table<C>): Fields => {
  const at = columnsOf<ShipToColumns>(table);
  return { shipToName: at('shipToName'), shipToContact: at('shipToContact') };
};

/** Where the goods go. */
export const shipToFields = <C extends ShipToColumns>(table: Table<C>): Fields => {
  const at = columnsOf<ShipToColumns>(table);
  return {
    shipToAddressLine1: at('shipToAddress'),
    shipToAddressLine2: at('shipToAddress2'),
    shipToCity: at('shipToCity'),
    shipToCountry: at('shipToCountryRegionCode'),
    shipToState: at('shipToCounty'),
    shipToPostCode: at('shipToPostCode'),
  };
};
