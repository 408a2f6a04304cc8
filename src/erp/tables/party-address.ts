import { code, text, type Columns } from './column.ts';

/** Name, address and contact of a customer or vendor. */
export const partyAddress = {
  name: text('Name', 100),
  name2: text('Name 2', 50),
  address: text('Address', 100),
  address2: text('Address 2', 50),
  city: text('City', 30),
  county: text('County', 30),
  postCode: code('Post Code', 20),
  countryRegionCode: code('Country/Region Code', 10),
  contact: text('Contact', 100),
  phoneNo: text('Phone No.', 30),
  email: text('E-Mail', 80),
  homePage: text('Home Page', 80),
  vatRegistrationNo: text('VAT Registration No.', 20),
} satisfies Columns;
