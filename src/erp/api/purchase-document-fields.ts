import { vendorLedgerEntry } from '../tables/index.ts';
import type { Column, Columns, Table } from '../tables/index.ts';
import { columnsOf, enumeration, readOnly } from './field.ts';
import type { Field, Fields } from './field.ts';

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

const statuses = [' ', 'Draft', 'In Review', 'Open', 'Paid', 'Canceled', 'Corrective'];

const isOpen = `coalesce((SELECT e."open" FROM "${vendorLedgerEntry.sqlName}" e WHERE e."company" = r."company" AND e."entryNo" = r."vendorLedgerEntryNo"), 0)`;

/** The status of a posted invoice or credit memo: open until its vendor ledger entry is settled. */
export const postedPurchaseStatus: Field = enumeration(
  statuses,
  `CASE WHEN r."cancelled" = 1 THEN 'Canceled' WHEN r."corrective" = 1 THEN 'Corrective' WHEN ${isOpen} = 0 THEN 'Paid' ELSE 'Open' END`,
);

/** The status of a draft invoice or credit memo. */
export const draftPurchaseStatus: Field = enumeration(statuses, `CASE r."status" WHEN 'Pending Approval' THEN 'In Review' ELSE 'Draft' END`);
