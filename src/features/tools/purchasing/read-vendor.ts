import { z } from 'zod';
import { money, sum } from '../../../kernel/money.ts';
import { listLimit, recordNumber, searchText } from '../argument-schemas.ts';
import { findBySearch } from '../find-by-search.ts';
import { counted } from '../format-amount.ts';
import type { ErpRecord } from '../ports/erp-reader.ts';
import { decimalOf, optionOf, textOf } from '../record-fields.ts';
import { defineReadTool } from '../tool.ts';

const args = z.strictObject({
  vendorNumber: recordNumber('Number of one vendor, e.g. V-1042.').optional(),
  search: searchText('Part of the vendor’s name, or the beginning of the number.').optional(),
  limit: listLimit,
});

const vendorFields = [
  'id',
  'number',
  'displayName',
  'city',
  'country',
  'email',
  'phoneNumber',
  'balance',
  'blocked',
  'paymentTermsId',
  'currencyCode',
];

const present = (vendor: ErpRecord, termsCodes: ReadonlyMap<string, string>) => ({
  number: textOf(vendor, 'number'),
  displayName: textOf(vendor, 'displayName'),
  city: textOf(vendor, 'city'),
  country: textOf(vendor, 'country'),
  email: textOf(vendor, 'email'),
  phoneNumber: textOf(vendor, 'phoneNumber'),
  balance: money(decimalOf(vendor, 'balance')),
  blocked: optionOf(vendor, 'blocked'),
  paymentTermsCode: termsCodes.get(textOf(vendor, 'paymentTermsId')) ?? '',
  currencyCode: textOf(vendor, 'currencyCode'),
});

/** Vendor cards with what is owed to them. */
export const readVendor = defineReadTool<z.infer<typeof args>>({
  kind: 'read',
  operation: 'read',
  name: 'read_vendor',
  title: 'Read vendors',
  description:
    'Vendor cards with address, contact, balance owed to the vendor, payment terms and whether the vendor is blocked. One vendor by number, some by name, or all.',
  args,
  subject: ({ vendorNumber, search }) => {
    if (vendorNumber !== undefined) return `vendor ${vendorNumber}`;
    return search === undefined ? 'vendors' : 'vendors by name';
  },
  read: async ({ vendorNumber, search, limit }, erp) => {
    const [found, terms] = await Promise.all([
      findBySearch(erp, 'vendors', {
        numberField: 'number',
        nameField: 'displayName',
        number: vendorNumber,
        search,
        query: { select: vendorFields, orderBy: 'number' },
      }),
      erp.list('paymentTerms', { select: ['id', 'code'] }),
    ]);
    const termsCodes = new Map(terms.records.map((term) => [textOf(term, 'id'), textOf(term, 'code')]));
    const data = {
      vendors: found.slice(0, limit).map((vendor) => present(vendor, termsCodes)),
      summary: { count: found.length, totalBalance: money(sum(found.map((vendor) => decimalOf(vendor, 'balance')))) },
    };
    const [only] = data.vendors;
    return { data, line: found.length === 1 && only ? `${only.number} ${only.displayName}` : counted(found.length, 'vendor') };
  },
});
