import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** Name and address of the company itself, one record. */
export const companyInformation = defineTable({
  id: 79,
  name: 'Company Information',
  key: ['primaryKey'],
  columns: {
    primaryKey: code('Primary Key', 10),
    name: text('Name', 100),
    address: text('Address', 100),
    address2: text('Address 2', 50),
    city: text('City', 30),
    county: text('County', 30),
    postCode: code('Post Code', 20),
    countryRegionCode: code('Country/Region Code', 10),
    phoneNo: text('Phone No.', 30),
    email: text('E-Mail', 80),
    homePage: text('Home Page', 80),
    vatRegistrationNo: text('VAT Registration No.', 20),
    bankName: text('Bank Name', 50),
    iban: text('IBAN', 50),
    swiftCode: text('SWIFT Code', 20),
  },
});
