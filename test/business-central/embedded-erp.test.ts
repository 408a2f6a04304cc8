import { expect } from 'chai';
import { decimalProperties } from '../../src/adapters/business-central/decimals.ts';
import { apiRoutes } from '../../src/adapters/business-central/routes.ts';
import { ErpError, shippedTools, untrustedFieldsOf, type ErpReader, type ErpRecord } from '../../src/features/tools/index.ts';
import type { EffectPorts } from '../../src/features/tools/ports/effects.ts';
import { daysBetween } from '../../src/features/tools/calendar.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import { money, sum } from '../../src/kernel/money.ts';
import { preparedWith, readWith, someContext } from '../tools/call-tool.ts';
import { anchorDate, startErpForTests, type EmbeddedErpForTests } from './embedded-erp.ts';
import { describeErpReader } from './erp-reader-contract.ts';
import { describeWire } from './wire-contract.ts';
import { Wire } from './wire.ts';

const context = { ...someContext, now: new Date(`${anchorDate}T10:00:00Z`) };
const noOutbox = { createDraft: () => Promise.reject(new Error('No mail.')), findDraft: () => Promise.reject(new Error('No mail.')) };

type Data = Record<string, readonly Record<string, unknown>[]> & { summary: Record<string, unknown> };

describe('over the embedded ERP, by HTTP', () => {
  let erp: EmbeddedErpForTests;
  before(async function () {
    this.timeout(300_000);
    erp = await startErpForTests();
  });
  after(() => erp.close());

  const read = async (userName: string, tool: string, args: object): Promise<Data> =>
    (await readWith<Data>(tool, args, erp.readerFor(userName), context)).data;
  const all = async (
    userName: string,
    set: Parameters<ErpReader['list']>[0],
    query: Parameters<ErpReader['list']>[1],
  ): Promise<readonly ErpRecord[]> => (await erp.readerFor(userName, { rowLimit: 20_000 }).list(set, query)).records;
  const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => 'nothing',
      (error: unknown) => error,
    );

  // Finance sees customers, vendors and ledgers alike.
  describeErpReader('Business Central over HTTP', () => (rowLimit) => erp.readerFor('MARTA', rowLimit === undefined ? {} : { rowLimit }));

  const userNames = { finance: 'MARTA', buyer: 'BEN', clerk: 'CLARA' } as const;
  describeWire(
    'the embedded ERP',
    () => new Wire({ api: `${erp.url}/erp/api/v2.0`, companyId: erp.companyId, tokenOf: (user) => erp.callOf(userNames[user]).token() }),
  );

  it('names outsiders’ words on every case, shows the buyer those of vendors alone, and marks nothing else that tools read', async () => {
    const fields = ['number', 'partyType', 'subject', 'description'];
    const cases = await all('BEN', 'supportCases', { select: fields });
    expect(cases).to.not.be.empty;
    expect(new Set(cases.map(({ partyType }) => partyType))).to.deep.equal(new Set(['Vendor']));
    for (const record of cases) expect(untrustedFieldsOf(record)).to.deep.equal(['subject', 'description']);
    expect((await all('MARTA', 'supportCases', { select: ['number', 'status'] })).flatMap(untrustedFieldsOf)).to.deep.equal([]);
    for (const set of ['vendors', 'vendorEntries', 'purchaseOrders'] as const) {
      expect((await all('MARTA', set, { top: 50 })).flatMap(untrustedFieldsOf), set).to.deep.equal([]);
    }
  });

  it('knows every decimal of every set at its routes, and takes nothing else for one', async () => {
    const found = new Set<string>();
    for (const route of Object.values(apiRoutes)) {
      const edmx = await erp.client.metadata(route, erp.callOf('MARTA'));
      for (const [, name = '', kind] of edmx.matchAll(/<Property Name="(\w+)" Type="Edm\.(\w+)"/g)) {
        expect(decimalProperties.has(name), `${name} is ${kind}`).to.equal(kind === 'Decimal');
        if (kind === 'Decimal') found.add(name);
      }
    }
    expect([...decimalProperties].filter((name) => !found.has(name))).to.deep.equal([]);
  });

  it('shows a buyer all of the vendor, with figures that a recount of the raw records confirms', async () => {
    const period = { vendorNumber: 'V-1042', from: '2026-05-20', to: anchorDate };
    const [vendor, orders, receipts, payments] = await Promise.all([
      read('BEN', 'read_vendor', { vendorNumber: 'V-1042' }),
      read('BEN', 'read_purchase_orders', { vendorNumber: 'V-1042', openOnly: true }),
      read('BEN', 'read_purchase_receipts', period),
      read('BEN', 'read_vendor_payments', period),
    ]);
    expect(vendor['vendors']).to.have.length(1);

    const rawReceipts = await all('BEN', 'purchaseReceipts', {
      expand: 'purchaseReceiptLines',
      filter: "vendorNumber eq 'V-1042' and postingDate ge 2026-05-20",
    });
    const late = rawReceipts.map((receipt) => {
      const expected = (receipt['purchaseReceiptLines'] as ErpRecord[])
        .map((line) => String(line['expectedReceiptDate']))
        .filter((date) => date > '0001-01-01')
        .sort();
      return Math.max(0, daysBetween(expected[0]!, String(receipt['postingDate'])));
    });
    expect(late.length).to.be.greaterThan(10);
    expect(receipts.summary).to.include({
      count: late.length,
      lateCount: late.filter((days) => days > 0).length,
      averageDaysLate: (late.reduce((total, days) => total + days, 0) / late.length).toFixed(1),
    });

    const rawOrders = (await all('BEN', 'purchaseOrders', { filter: "vendorNumber eq 'V-1042'" })).filter(
      (order) => order['fullyReceived'] === false,
    );
    expect(orders.summary).to.include({
      openCount: rawOrders.length,
      openAmount: money(sum(rawOrders.map((order) => String(order['totalAmountIncludingTax'])))),
    });

    const raw = await all('BEN', 'vendorPaymentApplications', { filter: "vendorNumber eq 'V-1042' and paymentDate ge 2026-05-20" });
    const lateEntries = new Set(
      raw.filter((one) => String(one['paymentDate']) > String(one['invoiceDueDate'])).map((one) => one['paymentEntryNumber']),
    );
    expect(payments.summary).to.include({ lateCount: lateEntries.size });
    expect(payments.summary['lastFive']).to.have.property('late').that.is.greaterThan(0);
  });

  it('finds overdue customers of the clerk’s own region only, and statements that add up to their balances', async () => {
    const mine = await read('CLARA', 'read_customer', { overdueOnly: true });
    const everyones = await read('MARTA', 'read_customer', { overdueOnly: true });
    expect(mine['customers']!.length).to.be.greaterThan(3).and.lessThan(everyones['customers']!.length);
    for (const customer of mine['customers']!.slice(0, 5)) {
      const statement = await read('CLARA', 'format_statement', { customerNumber: String(customer['number']) });
      const { totals } = statement as unknown as { totals: Record<string, string> };
      expect(totals['overdue']).to.equal(customer['overdueAmount']);
      expect(money(sum(statement['lines']!.map((line) => String(line['remainingAmount']))))).to.equal(totals['balance']);
    }
  });

  it('hides a customer outside the clerk’s region as one that does not exist, from every tool', async () => {
    const mine = new Set((await all('CLARA', 'customers', {})).map((customer) => customer['number']));
    const foreign = String((await all('MARTA', 'customers', {})).find((customer) => !mine.has(customer['number']))!['number']);
    expect((await read('CLARA', 'read_customer', { customerNumber: foreign }))['customers']).to.deep.equal([]);
    expect((await read('CLARA', 'read_sales_invoices', { customerNumber: foreign }))['invoices']).to.deep.equal([]);
    expect(await errorOf(read('CLARA', 'format_statement', { customerNumber: foreign }))).to.include({ kind: 'not_found' });
    expect(await errorOf(preparedWith('draft_email', { customerNumber: foreign }, erp.readerFor('CLARA'), context))).to.be.instanceOf(Error);
  });

  it('says that a clerk with a security filter may see a part only, and that finance sees all', async () => {
    expect((await erp.readerFor('CLARA').list('customers')).mayBePartial).to.equal(true);
    expect((await erp.readerFor('MARTA').list('customers')).mayBePartial).to.equal(false);
  });

  it('passes the ERP’s denial on in its own words', async () => {
    const denial = await errorOf(read('CLARA', 'read_vendor', {}));
    expect(denial).to.be.instanceOf(ErpError).and.to.include({ kind: 'denied' });
    expect((denial as ErpError).message).to.equal(
      'Sorry, the current permissions prevented the action. (TableData 23 Vendor Read: Base Application)',
    );
  });

  it('takes every tool’s queries, whatever text a model searches for', async () => {
    const user: Record<string, string> = { read_customer: 'MARTA', read_sales_invoices: 'MARTA' };
    for (const search of ["O'Hara", "') or true", '%27 or 1 eq 1', '株式 \ud800', '*', 'a&$top=1', 'x'.repeat(100)]) {
      for (const tool of shippedTools.filter((one) => one.args.safeParse({ search }).success && one.kind === 'read')) {
        await read(user[tool.name] ?? 'BEN', tool.name, { search });
      }
    }
  });

  it('creates the previewed order once, labelled, and finds it again', async () => {
    const prices = await all('BEN', 'purchasePrices', { filter: "vendorNumber eq 'V-1042'" });
    const itemNumber = String(prices[0]!['itemNumber']);
    const args = { vendorNumber: 'V-1042', lines: [{ itemNumber, quantity: 12.5 }], requestedReceiptDate: '2026-12-24' };
    const prepare = () => preparedWith('create_purchase_order_draft', args, erp.readerFor('BEN', { freshness: 'primary' }), context);
    const { draft, amount } = await prepare();
    expect(canonicalJson((await prepare()).draft)).to.equal(canonicalJson(draft));

    const tool = shippedTools.find((one) => one.name === 'create_purchase_order_draft')!;
    if (tool.kind !== 'write') throw new Error('Not a write.');
    const looking = { erp: erp.readerFor('BEN'), outbox: noOutbox };
    const ports: EffectPorts = { erp: erp.writerFor('BEN'), outbox: noOutbox };
    expect(await tool.reconcile!(draft, looking, context)).to.deep.equal({ kind: 'not_done' });
    const committed = await tool.commit(draft, ports, context);
    expect(committed.data).to.include({ vendorNumber: 'V-1042', totalAmountExcludingTax: amount!.value });
    expect(await tool.reconcile!(draft, looking, context)).to.deep.equal({ kind: 'done', committed });
    // The ERP keeps the result by the effect's key: the same request again is the same order.
    expect(await tool.commit(draft, ports, context)).to.deep.equal(committed);

    const { orderNumber } = committed.data as { orderNumber: string };
    const [order] = await all('BEN', 'purchaseOrders', { filter: `number eq '${orderNumber}'`, expand: 'purchaseOrderLines' });
    expect(order).to.include({ status: 'Draft', requestedReceiptDate: '2026-12-24' });
    const lines = order!['purchaseOrderLines'] as ErpRecord[];
    expect(lines.map((line) => line['lineType'])).to.deep.equal(['Item', 'Comment']);
    expect(lines[1]!['description']).to.include('Prepared by the AI agent').and.to.include(`[${context.effectKey}]`);
  });

  it('has a contract for each way that a renewal can go, and tells of its vendor what the buyer may read', async () => {
    const found = await read('BEN', 'find_contracts_near_renewal', { daysAhead: 0 });
    const of = (number: string) => found['contracts']!.find((one) => one['number'] === number);
    expect(of('CT-10011')).to.include({ category: 'GOODS', annualValue: '12000.00', currencyCode: 'EUR', vendorRestricted: false, draftRenewal: '' });
    expect(of('CT-10012')).to.include({ category: 'GOODS', annualValue: '9000.00', vendorRestricted: true });
    expect(of('CT-10013')).to.include({ category: 'GOODS', annualValue: '32000.00', vendorRestricted: false });
    expect(of('CT-10014')).to.include({ category: 'FACILITIES', annualValue: '8000.00', vendorRestricted: false });
    expect(of('CT-10015')).to.include({ category: 'SERVICES', draftRenewal: 'RN-10002' });
    const contract = await read('BEN', 'read_contract', { contractNumber: 'CT-10011' });
    expect(contract['supplier']).to.deep.include({ notReadable: [] });
    expect(contract['contracts']![0]).to.include({ vendorNumber: 'V-1002', vendorRestricted: false });
  });

  it('renews a contract in two steps, each once, and finds each again', async () => {
    const write = (name: string) => {
      const tool = shippedTools.find((one) => one.name === name);
      if (tool?.kind !== 'write') throw new Error('Not a write.');
      return tool;
    };
    const looking = { erp: erp.readerFor('BEN', { freshness: 'primary' }), outbox: noOutbox };
    const ports: EffectPorts = { erp: erp.writerFor('BEN'), outbox: noOutbox };
    const [first, second] = [
      { ...context, effectKey: 'EX-2026-000008/1' },
      { ...context, effectKey: 'EX-2026-000008/2' },
    ];
    const drafting = write('prepare_contract_renewal');
    const wanted = { contractNumber: 'CT-10011', proposedAnnualValue: 12345.67, reason: 'Good service.' };
    const prepared = await preparedWith(drafting.name, wanted, looking.erp, first);
    expect(prepared.amount).to.deep.equal({ value: '12345.67', currency: 'EUR' });
    expect(await drafting.reconcile!(prepared.draft, looking, first)).to.deep.equal({ kind: 'not_done' });
    const drafted = await drafting.commit(prepared.draft, ports, first);
    expect(await drafting.commit(prepared.draft, ports, first)).to.deep.equal(drafted);
    expect(await drafting.reconcile!(prepared.draft, looking, first)).to.deep.equal({ kind: 'done', committed: drafted });

    const { renewalNumber } = drafted.data as { renewalNumber: string };
    const submitting = write('submit_contract_renewal');
    const submission = await preparedWith(submitting.name, { renewalNumber }, looking.erp, second);
    expect(await submitting.reconcile!(submission.draft, looking, second)).to.deep.equal({ kind: 'not_done' });
    const submitted = await submitting.commit(submission.draft, ports, second);
    expect(await submitting.commit(submission.draft, ports, second)).to.deep.equal(submitted);
    expect(await submitting.reconcile!(submission.draft, looking, second)).to.deep.equal({ kind: 'done', committed: submitted });
    const [contract] = await all('BEN', 'purchaseContracts', { filter: "number eq 'CT-10011'" });
    expect(contract).to.include({ status: 'Active', annualValue: '12345.67', endingDate: '2028-01-31', isRenewalDue: false });
    const [renewal] = await all('BEN', 'contractRenewals', { filter: `number eq '${renewalNumber}'` });
    expect(renewal).to.include({ status: 'Submitted', agentLabel: context.agentLabel, externalReference: first.effectKey, createdByUserId: 'BEN' });
  });

  it('renews with the user’s own rights only: who may not write contracts drafts and submits none', async () => {
    const { draft } = await preparedWith('prepare_contract_renewal', { contractNumber: 'CT-10012' }, erp.readerFor('BEN'), context);
    const ports: EffectPorts = { erp: erp.writerFor('INES'), outbox: noOutbox };
    const tool = shippedTools.find((one) => one.name === 'prepare_contract_renewal');
    if (tool?.kind !== 'write') throw new Error('Not a write.');
    expect(await errorOf(tool.commit(draft, ports, { ...context, effectKey: 'EX-2026-000009/1' }))).to.include({ kind: 'denied' });
    const [open] = await all('BEN', 'contractRenewals', { filter: "number eq 'RN-10002'" });
    const acting = erp.writerFor('INES').act('contractRenewals', { id: String(open!['id']), name: 'submit' }, 'EX-2026-000009/2');
    expect(await errorOf(acting)).to.include({ kind: 'denied' });
  });

  it('lets nobody create an order who may not, and says that nothing was done', async () => {
    const [item] = await all('BEN', 'items', { top: 1 });
    const body = { vendorNumber: 'V-1042', purchaseOrderLines: [{ lineType: 'Item', lineObjectNumber: item!['number'], quantity: '1' }] };
    const denial = await errorOf(erp.writerFor('CLARA').create('purchaseOrders', body, 'EX-9/1'));
    expect(denial).to.include({ kind: 'denied' });
    expect((denial as ErpError).detail.effectUnknown).to.equal(undefined);
  });

  it('posts a draft once for one effect, and tells which record came of it', async () => {
    const [draft] = await all('MARTA', 'salesInvoices', { filter: "status eq 'Draft'", top: 1 });
    const post = () => erp.writerFor('MARTA').act('salesInvoices', { id: String(draft!['id']), name: 'post' }, 'EX-11/1');
    const { createdId } = await post();
    expect(createdId).to.match(/^[0-9a-f-]{36}$/);
    expect(await erp.readerFor('MARTA').get('salesInvoices', createdId!)).to.include({ status: 'Open' });
    // The ERP keeps the result by the effect's key.
    expect(await post()).to.deep.equal({ createdId });
    const denial = await errorOf(erp.writerFor('BEN').act('salesInvoices', { id: createdId!, name: 'post' }, 'EX-11/2'));
    expect(denial).to.be.instanceOf(ErpError).and.to.have.property('kind').that.is.oneOf(['denied', 'not_found']);
  });

  it('deletes a draft only in the version that was seen', async () => {
    const body = { vendorNumber: 'V-1042' };
    const made = await erp.writerFor('BEN').create('purchaseOrders', body, 'EX-12/1');
    const target = { id: String(made['id']), etag: String(made['@odata.etag']) };
    await erp.writerFor('BEN').modify('purchaseOrders', target, { requestedReceiptDate: '2026-12-24' });
    expect(await errorOf(erp.writerFor('BEN').remove('purchaseOrders', target))).to.include({ kind: 'conflict' });
    const now = await erp.readerFor('BEN', { freshness: 'primary' }).get('purchaseOrders', target.id);
    await erp.writerFor('BEN').remove('purchaseOrders', { id: target.id, etag: String(now!['@odata.etag']) });
    expect(await erp.readerFor('BEN').get('purchaseOrders', target.id)).to.equal(null);
  });

  it('changes a price only in the version that was seen', async () => {
    const [price] = await all('BEN', 'purchasePrices', { filter: "vendorNumber eq 'V-1042'", top: 1 });
    const target = { id: String(price!['id']), etag: String(price!['@odata.etag']) };
    await erp.writerFor('BEN').modify('purchasePrices', target, { directUnitCost: '4.25' });
    expect(await erp.readerFor('BEN').get('purchasePrices', target.id)).to.include({ directUnitCost: '4.25' });
    expect(await errorOf(erp.writerFor('BEN').modify('purchasePrices', target, { directUnitCost: '4.5' }))).to.include({ kind: 'conflict' });
  });
});
