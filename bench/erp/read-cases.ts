/** One read that is measured: what it is, and its address behind the company. */
export interface ReadCase {
  readonly name: string;
  readonly route: 'v2.0' | 'microsoft/reportsFinance/beta';
  readonly path: string;
}

const v2 = (name: string, path: string): ReadCase => ({ name, route: 'v2.0', path });
const reports = (name: string, path: string): ReadCase => ({ name, route: 'microsoft/reportsFinance/beta', path });

/** What agents and pages ask for most. */
export const readCases: readonly ReadCase[] = [
  v2('customers, first 20, three fields', 'customers?$top=20&$select=id,number,displayName'),
  v2('customers, first 20, all fields with balances', 'customers?$top=20'),
  v2('customers, one by number', "customers?$filter=number eq 'L012344'"),
  v2('customers, name starts with', "customers?$filter=startswith(displayName,'Customer 77')&$top=20&$select=number,displayName"),
  v2('customers, name contains', "customers?$filter=contains(displayName,'777')&$top=20&$select=number,displayName"),
  v2('customers, count', 'customers/$count'),
  v2('customers, 500 by name', 'customers?$orderby=displayName&$top=500&$select=number,displayName'),
  reports('customer ledger, one customer, open', "customerLedgerEntries?$filter=customerNumber eq 'L012344' and open eq true"),
  reports('customer ledger, one day', 'customerLedgerEntries?$filter=postingDate eq 2026-05-04&$top=100'),
  reports('customer ledger, first 1,000', 'customerLedgerEntries?$top=1000'),
  v2(
    'general ledger, one account, one month',
    "generalLedgerEntries?$filter=accountNumber eq '2310' and postingDate ge 2026-05-01 and postingDate le 2026-05-31&$top=100",
  ),
  v2('general ledger, first 1,000', 'generalLedgerEntries?$top=1000'),
];
