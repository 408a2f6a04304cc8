import { addSalesLineDiscount, addSalesPrice, changeCustomerPrice, removeCustomerPrice } from '../../business/index.ts';
import { salesLineDiscount, salesPrice } from '../../tables/index.ts';
import { columnValues } from '../column-values.ts';
import { currencyCode } from '../currency-code.ts';
import { defineEntitySet } from '../entity-set.ts';
import { blank, columnsOf, enumeration, withSql } from '../field.ts';
import type { Body } from '../write-context.ts';

const price = columnsOf(salesPrice);
const discount = columnsOf(salesLineDiscount);

const amountTypes = ['Price', 'Discount'];
const isDiscount = ({ values }: Body): boolean => values['amountType'] === 'Discount';

const identifying = {
  salesType: 'salesType',
  salesCode: 'salesCode',
  itemNumber: 'itemNo',
  startingDate: 'startingDate',
  minimumQuantity: 'minimumQuantity',
  unitOfMeasureCode: 'unitOfMeasureCode',
  currencyCode: 'currencyCode',
} as const;

const changeable = { endingDate: 'endingDate', unitPrice: 'unitPrice', lineDiscountPercent: 'lineDiscountPercent' } as const;

/** What a new line has where the request says nothing. */
const initial = {
  salesType: 'Customer',
  salesCode: '',
  itemNo: '',
  startingDate: '',
  endingDate: '',
  minimumQuantity: '0',
  unitOfMeasureCode: '',
  currencyCode: '',
};

const anyone = ['Customer', 'Customer Price Group', 'Customer Disc. Group', 'All Customers', 'Campaign'];

/**
 * What customers pay: agreed prices (Sales Price, table 7002) and line discounts (Sales Line Discount, table 7004)
 * in one list by customer, item, dates and quantity, as Business Central's price list lines have them. Whoever may
 * read only one of the two tables sees only those. What identifies a line cannot be changed afterwards.
 */
export const customerPrices = defineEntitySet({
  route: 'smartAgents/erp/v1.0',
  name: 'customerPrices',
  entity: 'customerPrice',
  caption: 'Sales Price',
  fields: {
    id: price('systemId'),
    amountType: enumeration(amountTypes, `'Price'`),
    salesType: enumeration(anyone, 'r."salesType"'),
    salesCode: price('salesCode'),
    itemNumber: price('itemNo'),
    startingDate: price('startingDate'),
    endingDate: price('endingDate'),
    minimumQuantity: price('minimumQuantity'),
    unitOfMeasureCode: price('unitOfMeasureCode'),
    unitPrice: price('unitPrice'),
    lineDiscountPercent: withSql(discount('lineDiscountPercent'), '0'),
    currencyCode: currencyCode(price('currencyCode')),
    lastModifiedDateTime: price('systemModifiedAt'),
  },
  order: ['itemNumber', 'salesType', 'salesCode', 'startingDate', 'minimumQuantity', 'id'],
  sources: [
    { table: salesPrice },
    {
      table: salesLineDiscount,
      condition: () => `r."type" = 'Item'`,
      fields: {
        amountType: enumeration(amountTypes, `'Discount'`),
        itemNumber: discount('code'),
        unitPrice: { ...blank('Edm.Decimal'), scale: price('unitPrice').scale },
        lineDiscountPercent: discount('lineDiscountPercent'),
      },
    },
  ],
  writes: {
    table: salesPrice,
    second: { table: salesLineDiscount, isMadeBy: isDiscount },
    accepts: Object.keys(changeable),
    acceptsOnInsert: ['amountType', ...Object.keys(identifying)],
    insert: (erp, body) => {
      const given = { ...initial, ...columnValues<string>({ ...identifying, endingDate: 'endingDate' }, body.values) };
      const { unitPrice = '0', lineDiscountPercent = '0' } = columnValues<string>(changeable, body.values);
      const made = isDiscount(body) ? addSalesLineDiscount(erp, { ...given, lineDiscountPercent }) : addSalesPrice(erp, { ...given, unitPrice });
      return made.systemId;
    },
    modify: (erp, systemId, body) => changeCustomerPrice(erp, systemId, columnValues(changeable, body.values)),
    remove: removeCustomerPrice,
  },
});
