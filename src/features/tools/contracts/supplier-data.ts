import { money, sum } from '../../../kernel/money.ts';
import { daysAfter } from '../calendar.ts';
import { odata } from '../odata-filter.ts';
import { ErpError, type ErpReader } from '../ports/erp-reader.ts';
import { dateOf, decimalOf, flagOf, optionOf, textOf } from '../record-fields.ts';

const ordersShown = 5;
const yearDays = 365;

/** What was read; null where the ERP says that the user may not read it. */
const asFarAsAllowed = async <Data>(reading: Promise<Data>): Promise<Data | null> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ErpError && error.kind === 'denied') return null;
    throw error;
  }
};

const readOrders = async (erp: ErpReader, vendorNumber: string, since: string) => {
  const { records } = await erp.list('purchaseOrders', {
    filter: odata.and(odata.equals('vendorNumber', vendorNumber), odata.from('orderDate', since))!,
    select: ['id', 'number', 'orderDate', 'status', 'fullyReceived', 'totalAmountExcludingTax'],
    orderBy: 'orderDate desc,number desc',
  });
  const orders = records.map((order) => ({
    number: textOf(order, 'number'),
    orderDate: dateOf(order, 'orderDate'),
    status: optionOf(order, 'status'),
    fullyReceived: flagOf(order, 'fullyReceived'),
    totalAmountExcludingTax: money(decimalOf(order, 'totalAmountExcludingTax')),
  }));
  return {
    orderCount: orders.length,
    orderedAmount: money(sum(orders.map((order) => order.totalAmountExcludingTax))),
    lastOrders: orders.slice(0, ordersShown),
  };
};

const invoicing = ['Invoice', 'Credit_x0020_Memo'];

/** What the vendor billed, less what he credited: payables are negative in the ledger. */
const readInvoiced = async (erp: ErpReader, vendorNumber: string, since: string) => {
  const { records } = await erp.list('vendorEntries', {
    filter: odata.and(odata.equals('vendorNumber', vendorNumber), odata.oneOf('documentType', invoicing), odata.from('postingDate', since))!,
    select: ['id', 'entryNumber', 'amount'],
  });
  return { entryCount: records.length, invoicedAmount: money(sum(records.map((entry) => decimalOf(entry, 'amount'))).negated()) };
};

/**
 * What a year's business with a vendor came to, as far as the user may read it: purchase orders that are still there
 * without tax, and what was invoiced with tax. What she may not read is null and named in `notReadable`.
 */
export const readSupplierData = async (erp: ErpReader, vendorNumber: string, asOf: string) => {
  const since = daysAfter(asOf, -yearDays);
  const [orders, invoiced] = await Promise.all([
    asFarAsAllowed(readOrders(erp, vendorNumber, since)),
    asFarAsAllowed(readInvoiced(erp, vendorNumber, since)),
  ]);
  return {
    since,
    orders,
    invoiced,
    notReadable: [...(orders === null ? ['purchase orders'] : []), ...(invoiced === null ? ['vendor ledger entries'] : [])],
  };
};
