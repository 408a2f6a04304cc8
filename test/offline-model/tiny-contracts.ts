type Args = Readonly<Record<string, unknown>>;
type Row = Readonly<Record<string, unknown>>;

const contract = ([number, category]: readonly [string, string], [vendorNumber, vendorName]: readonly [string, string], more: Row = {}): Row => ({
  number,
  vendorNumber,
  vendorName,
  description: 'Framework agreement',
  category,
  businessUnit: 'PURCH',
  status: 'Active',
  annualValue: '12000.00',
  currencyCode: 'EUR',
  startingDate: '2026-02-01',
  endingDate: '2027-01-31',
  noticePeriodDays: 30,
  renewalWindowFrom: '2026-10-03',
  renewalWindowTo: '2027-01-01',
  isRenewalDue: true,
  autoRenew: false,
  daysToDecide: 38,
  vendorBlocked: '',
  vendorRestricted: false,
  vendorRestriction: '',
  draftRenewal: '',
  ...more,
});

const contracts: readonly Row[] = [
  contract(['CT-10015', 'SERVICES'], ['V-1021', 'Meridian Plastics'], { annualValue: '6000.00', draftRenewal: 'RN-10002' }),
  contract(['CT-10011', 'GOODS'], ['V-1003', 'Ferrous Works']),
  contract(['CT-10012', 'GOODS'], ['V-1010', 'Baltic Timber'], {
    annualValue: '9000.00',
    vendorRestricted: true,
    vendorRestriction: 'Quality, until 2027-02-03: Two deliveries failed inspection.',
  }),
  contract(['CT-10014', 'FACILITIES'], ['V-1042', 'Copperline Components'], { annualValue: '8000.00', isRenewalDue: false }),
];

const supplier = {
  since: '2025-11-24',
  orders: { orderCount: 3, orderedAmount: '4120.00', lastOrders: [] },
  invoiced: null,
  notReadable: ['vendor ledger entries'],
};

const where = (rows: readonly Row[], key: string, value: unknown): readonly Row[] =>
  value === undefined ? rows : rows.filter((row) => row[key] === value);
const ok = (data: Row): Row => ({ status: 'ok', mayBePartial: false, truncated: false, data });

/** The tiny ERP's contracts: four near renewal, one with a draft, one with a restricted vendor. */
export const tinyContracts = {
  find_contracts_near_renewal: (args: Args): Row => {
    const rows = where(where(contracts, 'vendorNumber', args['vendorNumber']), 'category', args['category']).filter(
      (row) => args['daysAhead'] !== 0 || row['isRenewalDue'] === true,
    );
    const due = rows.filter((row) => row['isRenewalDue'] === true).length;
    const total = rows.reduce((sum, row) => sum + Number(row['annualValue']), 0).toFixed(2);
    return ok({ contracts: rows, summary: { count: rows.length, dueCount: due, totalAnnualValue: total } });
  },
  read_contract: (args: Args): Row => {
    const rows = where(contracts, 'number', args['contractNumber']);
    const renewals = rows.some((row) => row['draftRenewal'] !== '')
      ? [{ number: 'RN-10002', status: 'Draft', proposedAnnualValue: '6000.00', proposedEndingDate: '2028-01-31', reason: '' }]
      : [];
    return ok({ contracts: rows, renewals, supplier: rows.length === 0 ? null : supplier });
  },
  prepare_contract_renewal: (args: Args): Row => ({
    status: 'committed',
    data: { renewalNumber: 'RN-10003', renewalId: 'r3', contractNumber: args['contractNumber'], status: 'Draft' },
  }),
  submit_contract_renewal: (args: Args): Row => ({
    status: 'committed',
    data: {
      renewalNumber: args['renewalNumber'],
      contractNumber: args['renewalNumber'] === 'RN-10002' ? 'CT-10015' : 'CT-10011',
      status: 'Submitted',
      annualValue: '6000.00',
      endingDate: '2028-01-31',
    },
  }),
} as const;
