import { expect } from 'chai';
import { ErpError, type ErpReader, type ErpRecord, type EntitySet, type WriteTool } from '../../src/features/tools/index.ts';
import { termEnd } from '../../src/features/tools/calendar.ts';
import type { EffectPorts } from '../../src/features/tools/ports/effects.ts';
import { canonicalJson, type Json } from '../../src/kernel/canonical-json.ts';
import { refusingWriter } from '../support/refusing-writer.ts';
import { preparedWith, prepareWith, readWith, someContext, toolNamed } from './call-tool.ts';
import { memoryErp, type MemoryCompany } from './memory-erp.ts';
import { companyWithContracts, restricted } from './sample-contracts.ts';

const company = companyWithContracts();
const erp = memoryErp(company);
const noOutbox = { createDraft: () => Promise.reject(new Error('No mail.')), findDraft: () => Promise.reject(new Error('No mail.')) };

/** The company with some fields of one record different. */
const changed = (set: EntitySet, number: string, fields: Record<string, unknown>): MemoryCompany => ({
  ...company,
  [set]: company[set]!.map((record) => (record['number'] === number || record['vendorNumber'] === number ? { ...record, ...fields } : record)),
});

type FullTool = WriteTool<unknown, Json> & Required<Pick<WriteTool<unknown, Json>, 'reconcile'>>;
const writeTool = (name: string): FullTool => toolNamed(name) as FullTool;
const looking = (source: MemoryCompany, mayBePartial = false) => ({ erp: memoryErp(source, { mayBePartial }), outbox: noOutbox });

const expectRefused = async (name: string, args: object, source: MemoryCompany, message: RegExp): Promise<void> => {
  const result = await prepareWith(name, args, memoryErp(source));
  expect(result.kind, JSON.stringify(args)).to.equal('not_prepared');
  if (result.kind !== 'not_prepared') return;
  expect(result.message).to.match(message);
  expect(result.remedy).to.match(/\.$/);
};

interface Found {
  readonly contracts: readonly Record<string, unknown>[];
  readonly summary: Record<string, unknown>;
}

describe('find_contracts_near_renewal', () => {
  const find = async (args: object = {}) => (await readWith<Found>('find_contracts_near_renewal', args, erp)).data;
  const numbers = ({ contracts }: Found) => contracts.map((one) => one['number']);

  it('finds contracts that run and are open for renewal, or will be soon, the most urgent first', async () => {
    expect(numbers(await find())).to.deep.equal(['CT-2', 'CT-1', 'CT-7', 'CT-8', 'CT-9', 'CT-3']);
    expect(numbers(await find({ daysAhead: 0 }))).to.deep.equal(['CT-2', 'CT-1', 'CT-7', 'CT-8', 'CT-9']);
    expect(numbers(await find({ daysAhead: 120 }))).to.include('CT-4');
  });

  it('narrows to a category or a vendor', async () => {
    expect(numbers(await find({ category: 'services' }))).to.deep.equal(['CT-2']);
    expect(numbers(await find({ vendorNumber: 'v-3' }))).to.deep.equal(['CT-7']);
  });

  it('says how long there is to decide, how the vendor stands, and which renewal is drafted already', async () => {
    const { contracts, summary } = await find({ daysAhead: 0 });
    expect(contracts[0]).to.include({
      annualValue: '5000.00',
      status: 'In Renewal',
      daysToDecide: 28,
      draftRenewal: 'RN-1',
      vendorRestricted: false,
    });
    expect(contracts[2]).to.include({
      vendorBlocked: 'Payment',
      vendorRestricted: true,
      vendorRestriction: 'Quality, until 2027-02-03: Two deliveries failed inspection.',
      draftRenewal: '',
    });
    expect(contracts[4], 'a vendor that cannot be seen').to.include({ vendorBlocked: null, vendorRestricted: null });
    expect(summary).to.deep.equal({ count: 5, dueCount: 5, totalAnnualValue: '53000.00' });
  });

  it('lists no more than asked for, and sums up all', async () => {
    const { contracts, summary } = await find({ limit: 1 });
    expect([contracts.length, summary['count']]).to.deep.equal([1, 6]);
  });
});

describe('read_contract', () => {
  interface Read {
    readonly contracts: readonly Record<string, unknown>[];
    readonly renewals: readonly Record<string, unknown>[];
    readonly supplier: { readonly orders: Record<string, unknown> | null; readonly invoiced: Record<string, unknown> | null; notReadable: string[] };
  }
  const read = async (contractNumber: string, reader: ErpReader = erp) => (await readWith<Read>('read_contract', { contractNumber }, reader)).data;

  it('shows contract, vendor, renewals and a year’s business', async () => {
    const { contracts, renewals, supplier } = await read('ct-2');
    expect(contracts[0]).to.include({
      number: 'CT-2',
      vendorName: 'Harrow Castings',
      vendorCity: 'Hull',
      vendorBlocked: '',
      vendorRestricted: false,
    });
    expect(renewals).to.deep.equal([
      { number: 'RN-1', status: 'Draft', proposedAnnualValue: '5500.50', proposedEndingDate: '2028-02-29', reason: 'Good service.' },
    ]);
    expect(supplier).to.deep.include({ since: '2025-11-01', notReadable: [], invoiced: { entryCount: 4, invoicedAmount: '160.25' } });
    expect(supplier.orders).to.deep.include({ orderCount: 4, orderedAmount: '320.00' });
    expect((supplier.orders!['lastOrders'] as Record<string, unknown>[])[0]).to.include({ number: 'PO-3', totalAmountExcludingTax: '80.00' });
  });

  it('says which parts the user may not read, and shows the rest', async () => {
    const denying: ErpReader = {
      ...erp,
      list: (set, query) => (set === 'vendorEntries' ? Promise.reject(new ErpError('denied', 'No.')) : erp.list(set, query)),
    };
    const { contracts, supplier } = await read('CT-1', denying);
    expect(contracts).to.have.length(1);
    expect(supplier.invoiced).to.equal(null);
    expect(supplier.notReadable).to.deep.equal(['vendor ledger entries']);
    expect(supplier.orders).to.deep.include({ orderCount: 4 });
  });

  it('stops at any other fault instead of showing half', async () => {
    const broken: ErpReader = {
      ...erp,
      list: (set, query) => (set === 'purchaseOrders' ? Promise.reject(new ErpError('unavailable', 'Gone.')) : erp.list(set, query)),
    };
    const error: unknown = await read('CT-1', broken).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ErpError).and.to.include({ kind: 'unavailable' });
  });

  it('finds nothing where there is no such contract', async () => {
    expect((await read('CT-99')).contracts).to.deep.equal([]);
  });
});

describe('the end of a renewed term', () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ['2027-01-31', 12, '2028-01-31'],
    ['2027-02-28', 12, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2027-02-15', 12, '2028-02-15'],
    ['2027-01-30', 1, '2027-02-28'],
    ['2027-11-30', 1, '2027-12-31'],
    ['2026-12-31', 24, '2028-12-31'],
  ];
  for (const [from, months, to] of cases) it(`is ${to}, ${months} months after ${from}`, () => expect(termEnd(from, months)).to.equal(to));
});

describe('prepare_contract_renewal', () => {
  const name = 'prepare_contract_renewal';

  it('proposes the contract’s own value for a year more, unless it is told otherwise', async () => {
    const { draft, amount } = await preparedWith(name, { contractNumber: 'CT-1' }, erp);
    expect(draft).to.include({ proposedAnnualValue: '12000.00', proposedEndingDate: '2028-01-31', proposedNoticePeriodDays: 30, reason: '' });
    expect(amount).to.deep.equal({ value: '12000.00', currency: 'GBP' });
    const other = await preparedWith(name, { contractNumber: 'CT-1', proposedAnnualValue: 12600.5, termMonths: 24 }, erp);
    expect(other.draft).to.include({ proposedAnnualValue: '12600.50', proposedEndingDate: '2029-01-31' });
    expect(other.amount).to.deep.equal({ value: '12600.50', currency: 'GBP' });
  });

  it('previews the contract before and after, and that nothing changes yet', async () => {
    const { preview } = await preparedWith(name, { contractNumber: 'CT-1', proposedAnnualValue: 13000, reason: 'Prices rose.' }, erp);
    expect(preview.fields).to.deep.include({ label: 'Annual value', before: '12,000.00 GBP', after: '13,000.00 GBP' });
    expect(preview.fields).to.deep.include({ label: 'Ending date', before: '2027-01-31', after: '2028-01-31' });
    expect(preview.fields).to.deep.include({ label: 'Vendor status', before: null, after: 'Not restricted' });
    expect([preview.text, preview.summary.includes('stays as it is')]).to.deep.equal(['Prices rose.', true]);
  });

  it('reads contract, vendor and his status, so that they count among the records it rests on', async () => {
    const asked: { set: EntitySet }[] = [];
    await preparedWith(name, { contractNumber: 'CT-1' }, memoryErp(company, { asked: asked as never }));
    expect(asked.map(({ set }) => set)).to.include.members(['purchaseContracts', 'vendors', 'vendorStatus', 'contractRenewals']);
  });

  it('is prepared for a restricted vendor, and says so', async () => {
    const { preview } = await preparedWith(name, { contractNumber: 'CT-7' }, erp);
    expect(preview.fields).to.deep.include({
      label: 'Vendor status',
      before: null,
      after: 'Blocked for Payment; Restricted: Quality, until 2027-02-03: Two deliveries failed inspection.',
    });
  });

  it('says when the user may not see every restriction', async () => {
    const { preview } = await preparedWith(name, { contractNumber: 'CT-1' }, memoryErp(company, { mayBePartial: true }));
    expect(preview.fields).to.deep.include({ label: 'Vendor status', before: null, after: 'You may not see every restriction' });
  });

  const refusals: readonly (readonly [string, RegExp])[] = [
    ['CT-99', /no contract CT-99/],
    ['CT-5', /CT-5 is Draft/],
    ['CT-3', /CT-3 is not up for renewal\. Its renewal window is 2026-12-15 to 2027-03-15/],
    ['CT-2', /CT-2 has a draft renewal already: RN-1/],
    ['CT-8', /Vendor V-2 is blocked/],
    ['CT-9', /no vendor V-99/],
  ];
  it('is not prepared where the contract cannot be renewed, with a remedy', async () => {
    for (const [contractNumber, message] of refusals) await expectRefused(name, { contractNumber }, company, message);
    await expectRefused(name, { contractNumber: 'CT-1' }, changed('purchaseContracts', 'CT-1', { endingDate: '0001-01-01' }), /no ending date/);
  });

  it('takes no value of nothing or with more than two decimals, and no endless term', () => {
    const { args } = writeTool(name);
    for (const wrong of [
      { proposedAnnualValue: 0 },
      { proposedAnnualValue: -1 },
      { proposedAnnualValue: 1.001 },
      { termMonths: 0 },
      { termMonths: 121 },
    ]) {
      expect(args.safeParse({ contractNumber: 'CT-1', ...wrong }).success, JSON.stringify(wrong)).to.equal(false);
    }
  });

  it('creates the renewal with the agent’s label and the effect’s key, and finds it again by that key', async () => {
    const created: { set: string; body: ErpRecord; key: string }[] = [];
    const create = (set: string, body: ErpRecord, key: string): Promise<ErpRecord> => {
      created.push({ set, body, key });
      return Promise.resolve({ id: 'the-id', number: 'RN-9' });
    };
    const ports: EffectPorts = { erp: { ...refusingWriter, create }, outbox: noOutbox };
    const { draft } = await preparedWith(name, { contractNumber: 'CT-1', reason: 'Good service.' }, erp);
    const done = await writeTool(name).commit(draft, ports, someContext);
    expect(created).to.deep.equal([
      {
        set: 'contractRenewals',
        key: 'EX-2026-000007/1',
        body: {
          contractNumber: 'CT-1',
          proposedAnnualValue: '12000.00',
          proposedEndingDate: '2028-01-31',
          proposedNoticePeriodDays: 30,
          reason: 'Good service.',
          agentLabel: someContext.agentLabel,
          externalReference: 'EX-2026-000007/1',
        },
      },
    ]);
    expect(done.line).to.equal('Renewal RN-9 of contract CT-1 created as a draft');
    const reconcile = (externalReference: string, mayBePartial = false) =>
      writeTool(name).reconcile(draft, looking(changed('contractRenewals', 'RN-4', { externalReference }), mayBePartial), someContext);
    expect(await reconcile('EX-2026-000007/11')).to.deep.equal({ kind: 'not_done' });
    expect(await reconcile('EX-2026-000007/11', true)).to.deep.equal({ kind: 'unknown' });
    expect(await reconcile('EX-2026-000007/1')).to.have.nested.property('committed.data.renewalNumber', 'RN-4');
  });
});

describe('submit_contract_renewal', () => {
  const name = 'submit_contract_renewal';
  const args = { renewalNumber: 'rn-1' };

  it('shows the contract before and after, with the renewal’s annual value at stake', async () => {
    const { preview, amount } = await preparedWith(name, args, erp);
    expect(amount).to.deep.equal({ value: '5500.50', currency: 'GBP' });
    expect(preview.summary).to.equal('Renews the contract in the ERP until 2028-02-29 at 5,500.50 GBP a year. This binds the company.');
    expect(preview.fields.slice(4)).to.deep.equal([
      { label: 'Annual value', before: '5,000.00 GBP', after: '5,500.50 GBP' },
      { label: 'Ending date', before: '2027-02-28', after: '2028-02-29' },
      { label: 'Notice period', before: '30 days', after: '60 days' },
    ]);
  });

  it('binds, and so is asked about whatever the agent’s autonomy', () => {
    expect(writeTool(name)).to.include({ commitment: 'binding', operation: 'action' });
  });

  const refusals: readonly (readonly [string, object, MemoryCompany, RegExp])[] = [
    ['there is no such renewal', { renewalNumber: 'RN-99' }, company, /no renewal RN-99/],
    ['it was submitted', { renewalNumber: 'RN-3' }, company, /RN-3 is Submitted/],
    ['it was cancelled', { renewalNumber: 'RN-2' }, company, /RN-2 is Cancelled/],
    ['the contract was changed meanwhile', args, changed('purchaseContracts', 'CT-2', { annualValue: '5000.01' }), /was changed after renewal RN-1/],
    ['its term was changed meanwhile', args, changed('purchaseContracts', 'CT-2', { endingDate: '2027-03-31' }), /was changed after renewal RN-1/],
    ['the window has closed', args, changed('purchaseContracts', 'CT-2', { isRenewalDue: false }), /not up for renewal/],
    ['the contract was terminated', args, changed('purchaseContracts', 'CT-2', { status: 'Terminated' }), /CT-2 is Terminated/],
    ['the vendor is blocked', args, changed('vendorStatus', 'V-1042', { blocked: 'All' }), /V-1042 is blocked/],
  ];
  for (const [why, wanted, source, message] of refusals) {
    it(`is not prepared where ${why}, with a remedy`, () => expectRefused(name, wanted, source, message));
  }

  it('is prepared for a restricted vendor, and says so', async () => {
    const { preview } = await preparedWith(name, args, memoryErp(changed('vendorStatus', 'V-1042', restricted)));
    expect(preview.fields.find(({ label }) => label === 'Vendor status')?.after).to.match(/^Restricted: Quality, until 2027-02-03/);
  });

  it('is the same outcome from the same ERP, and another when anything it rests on moved', async () => {
    const text = async (source: MemoryCompany) => {
      const { draft, amount } = await preparedWith(name, args, memoryErp(source));
      return canonicalJson({ draft, amount });
    };
    expect(await text(company)).to.equal(await text(company));
    for (const source of [
      changed('contractRenewals', 'RN-1', { proposedAnnualValue: '5500.51' }),
      changed('contractRenewals', 'RN-1', { proposedEndingDate: '2029-02-28' }),
      changed('contractRenewals', 'RN-1', { proposedNoticePeriodDays: 61 }),
      changed('vendorStatus', 'V-1042', restricted),
      changed('vendorStatus', 'V-1042', { blocked: 'Payment' }),
    ]) {
      expect(await text(source)).not.to.equal(await text(company));
    }
  });

  it('runs the action on the renewal, once for the effect’s key', async () => {
    const acted: unknown[] = [];
    const act = (...call: unknown[]): Promise<{ createdId: null }> => {
      acted.push(call);
      return Promise.resolve({ createdId: null });
    };
    const ports: EffectPorts = { erp: { ...refusingWriter, act }, outbox: noOutbox };
    const { draft } = await preparedWith(name, args, erp);
    const { data, line } = await writeTool(name).commit(draft, ports, someContext);
    const id = company.contractRenewals![0]!['id'];
    expect(acted).to.deep.equal([['contractRenewals', { id, name: 'submit', number: 'RN-1' }, 'EX-2026-000007/1']]);
    expect(data).to.deep.equal({
      renewalNumber: 'RN-1',
      contractNumber: 'CT-2',
      status: 'Submitted',
      annualValue: '5500.50',
      endingDate: '2028-02-29',
    });
    expect(line).to.equal('Renewal RN-1 submitted: contract CT-2 runs until 2028-02-29 at 5,500.50 GBP a year');
  });

  it('finds out from the renewal’s status whether it happened', async () => {
    const { draft } = await preparedWith(name, args, erp);
    const reconcile = (source: MemoryCompany) => writeTool(name).reconcile(draft, looking(source), someContext);
    expect(await reconcile(company)).to.deep.equal({ kind: 'not_done' });
    expect(await reconcile(changed('contractRenewals', 'RN-1', { status: 'Submitted' }))).to.have.nested.property(
      'committed.data.status',
      'Submitted',
    );
    expect(await reconcile({ ...company, contractRenewals: [] })).to.deep.equal({ kind: 'unknown' });
  });
});
