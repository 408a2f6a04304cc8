import { customer } from '../tables/index.ts';
import type { Column, Columns, Table } from '../tables/index.ts';
import { columnsOf, readOnly, related } from './field.ts';
import type { Fields } from './field.ts';

type Text = Column<string>;

/** The party columns of every sales header table. */
interface PartyColumns extends Columns {
  readonly sellToCustomerNo: Text;
  readonly sellToCustomerName: Text;
  readonly sellToAddress: Text;
  readonly sellToAddress2: Text;
  readonly sellToCity: Text;
  readonly sellToCounty: Text;
  readonly sellToPostCode: Text;
  readonly sellToCountryRegionCode: Text;
  readonly sellToPhoneNo: Text;
  readonly sellToEmail: Text;
  readonly billToCustomerNo: Text;
  readonly billToName: Text;
  readonly billToAddress: Text;
  readonly billToAddress2: Text;
  readonly billToCity: Text;
  readonly billToCounty: Text;
  readonly billToPostCode: Text;
  readonly billToCountryRegionCode: Text;
}

/** The customers by number and id: who is sold to, and who pays. */
export const customerFields = <C extends PartyColumns>(table: Table<C>): Fields => {
  const at = columnsOf<PartyColumns>(table);
  return {
    customerId: related(customer, 'systemId', { no: 'sellToCustomerNo' }),
    customerNumber: at('sellToCustomerNo'),
    customerName: readOnly(at('sellToCustomerName')),
    billToName: readOnly(at('billToName')),
    billToCustomerId: related(customer, 'systemId', { no: 'billToCustomerNo' }),
    billToCustomerNumber: at('billToCustomerNo'),
  };
};

/** The address of the customer who is sold to. */
export const sellToFields = <C extends PartyColumns>(table: Table<C>): Fields => {
  const at = columnsOf<PartyColumns>(table);
  return {
    sellToAddressLine1: at('sellToAddress'),
    sellToAddressLine2: at('sellToAddress2'),
    sellToCity: at('sellToCity'),
    sellToCountry: at('sellToCountryRegionCode'),
    sellToState: at('sellToCounty'),
    sellToPostCode: at('sellToPostCode'),
  };
};

/** The address of the customer who pays. */
export const billToFields = <C extends PartyColumns>(table: Table<C>): Fields => {
  const at = columnsOf<PartyColumns>(table);
  return {
    billToAddressLine1: at('billToAddress'),
    billToAddressLine2: at('billToAddress2'),
    billToCity: at('billToCity'),
    billToCountry: at('billToCountryRegionCode'),
    billToState: at('billToCounty'),
    billToPostCode: at('billToPostCode'),
  };
};

/** The same fields, not changeable over the API. */
export const allReadOnly = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, readOnly(field)]));

/** How to reach the customer. */
export const contactFields = <C extends PartyColumns>(table: Table<C>): Fields => {
  const at = columnsOf<PartyColumns>(table);
  return { phoneNumber: at('sellToPhoneNo'), email: at('sellToEmail') };
};
