import type { Column, Columns, Table } from '../tables/index.ts';
import { columnsOf, readOnly } from './field.ts';
import type { Fields } from './field.ts';

type Text = Column<string>;

/** The party columns of every purchase header table. */
interface PartyColumns extends Columns {
  readonly buyFromAddress: Text;
  readonly buyFromAddress2: Text;
  readonly buyFromCity: Text;
  readonly buyFromCountryRegionCode: Text;
  readonly buyFromCounty: Text;
  readonly buyFromPostCode: Text;
  readonly payToAddress: Text;
  readonly payToAddress2: Text;
  readonly payToCity: Text;
  readonly payToCountryRegionCode: Text;
  readonly payToCounty: Text;
  readonly payToPostCode: Text;
}

/** The vendor's address. */
export const buyFromFields = <C extends PartyColumns>(table: Table<C>): Fields => {
  const at = columnsOf<PartyColumns>(table);
  return {
    buyFromAddressLine1: at('buyFromAddress'),
    buyFromAddressLine2: at('buyFromAddress2'),
    buyFromCity: at('buyFromCity'),
    buyFromCountry: at('buyFromCountryRegionCode'),
    buyFromState: at('buyFromCounty'),
    buyFromPostCode: at('buyFromPostCode'),
  };
};

/** The address that is paid; follows from the vendor. */
export const payToFields = <C extends PartyColumns>(table: Table<C>): Fields => {
  const at = columnsOf<PartyColumns>(table);
  return {
    payToAddressLine1: readOnly(at('payToAddress')),
    payToAddressLine2: readOnly(at('payToAddress2')),
    payToCity: readOnly(at('payToCity')),
    payToCountry: readOnly(at('payToCountryRegionCode')),
    payToState: readOnly(at('payToCounty')),
    payToPostCode: readOnly(at('payToPostCode')),
  };
};
