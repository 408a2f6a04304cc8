import { glAccount, item, location, paymentTerms, shipmentMethod, unitOfMeasure } from '../tables/index.ts';
import type { Column, Columns, Table } from '../tables/index.ts';
import { blank, columnsOf, enumeration, onlyWhen, readOnly, related, withSql } from './field.ts';
import type { Field, Fields } from './field.ts';

type Text = Column<string>;

/** Columns that every document line table has. */
interface LineColumns extends Columns {
  readonly no: Text;
  readonly description: Text;
  readonly description2: Text;
  readonly unitOfMeasureCode: Text;
  readonly quantity: Text;
  readonly lineDiscountAmount: Text;
  readonly lineDiscountPercent: Text;
  readonly lineAmount: Text;
  readonly invDiscountAmount: Text;
  readonly amount: Text;
  readonly amountIncludingVat: Text;
  readonly vatPercent: Text;
  readonly vatProdPostingGroup: Text;
}

/** Columns that every document header table has. */
interface HeaderColumns extends Columns {
  readonly amount: Text;
  readonly amountIncludingVat: Text;
}

/** The three totals of a document, in their order on the wire. */
export const totalFields = <C extends HeaderColumns>(table: Table<C>): Fields => {
  const at = columnsOf<HeaderColumns>(table);
  return {
    totalAmountExcludingTax: readOnly(at('amount')),
    totalTaxAmount: withSql(readOnly(at('amount')), '(r."amountIncludingVat" - r."amount")'),
    totalAmountIncludingTax: readOnly(at('amountIncludingVat')),
  };
};

/** Terms by their ids. */
export const paymentTermsId: Field = related(paymentTerms, 'systemId', { code: 'paymentTermsCode' });

/** Shipment method by its id. */
export const shipmentMethodId: Field = related(shipmentMethod, 'systemId', { code: 'shipmentMethodCode' });

const isItem = `r."type" = 'Item'`;
const isAccount = `r."type" = 'G/L Account'`;

/** The API's name for what a line is about. */
export const lineType: Field = enumeration(
  ['Comment', 'Account', 'Item', 'Resource', 'Fixed Asset', 'Charge'],
  `CASE r."type" WHEN ' ' THEN 'Comment' WHEN 'G/L Account' THEN 'Account' WHEN 'Charge (Item)' THEN 'Charge' ELSE r."type" END`,
);

/** What a line is about: the beginning of every document line, from itemId on. */
export const lineObjectFields = <C extends LineColumns>(table: Table<C>): Fields => {
  const at = columnsOf<LineColumns>(table);
  return {
    itemId: onlyWhen(isItem, related(item, 'systemId', { no: 'no' })),
    accountId: onlyWhen(isAccount, related(glAccount, 'systemId', { no: 'no' })),
    lineType,
    lineObjectNumber: at('no'),
    description: at('description'),
    description2: at('description2'),
    unitOfMeasureId: related(unitOfMeasure, 'systemId', { code: 'unitOfMeasureCode' }),
    unitOfMeasureCode: at('unitOfMeasureCode'),
  };
};

/** A line's tax before the invoice discount; where there is none it is the posted tax, with its carried cents. */
const lineTaxSql = `CASE WHEN r."invDiscountAmount" = 0 THEN r."amountIncludingVat" - r."amount" ELSE (2 * r."lineAmount" * r."vatPercent" + 10000000) / 20000000 END`;

/** Discounts, tax and amounts of a line, in their order on the wire: net is after the invoice discount. */
export const lineAmountFields = <C extends LineColumns>(table: Table<C>): Fields => {
  const at = columnsOf<LineColumns>(table);
  const tax = withSql(readOnly(at('amount')), '(r."amountIncludingVat" - r."amount")');
  const lineTax = withSql(readOnly(at('amount')), lineTaxSql);
  return {
    discountAmount: at('lineDiscountAmount'),
    discountPercent: at('lineDiscountPercent'),
    discountAppliedBeforeTax: blank('Edm.Boolean'),
    amountExcludingTax: readOnly(at('lineAmount')),
    taxCode: at('vatProdPostingGroup'),
    taxPercent: readOnly(at('vatPercent')),
    totalTaxAmount: lineTax,
    amountIncludingTax: withSql(lineTax, `(r."lineAmount" + ${lineTaxSql})`),
    invoiceDiscountAllocation: readOnly(at('invDiscountAmount')),
    netAmount: readOnly(at('amount')),
    netTaxAmount: tax,
    netAmountIncludingTax: readOnly(at('amountIncludingVat')),
  };
};

/** Variant (not kept) and location of a line. */
export const linePlaceFields: Fields = {
  itemVariantId: blank('Edm.Guid'),
  locationId: related(location, 'systemId', { code: 'locationCode' }),
};
