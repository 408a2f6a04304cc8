import { expect } from 'chai';
import { RunningErp } from './running-erp.ts';
import type { Answer, Call, Role } from './running-erp.ts';

/** An error's text without the correlation id that the server adds. */
const said = ({ body }: Answer): string => String(body.error.message).replace(/ CorrelationId:.*$/, '');

describe('journals and payments over the ERP API', function () {
  this.timeout(240_000);
  let erp: RunningErp;
  let company: string;
  let reports: string;
  before(async () => {
    erp = await RunningErp.start();
    company = await erp.company('finance-manager');
    reports = await erp.company('finance-manager', 0, 'microsoft/reportsFinance/beta');
  });
  after(() => erp.stop());

  const call = (path: string, options: Call = {}): Promise<Answer> => erp.call(`${company}/${path}`, { as: 'finance-manager', ...options });
  const list = async (path: string, as: Role = 'finance-manager'): Promise<Answer['body'][]> => (await call(path, { as })).body.value;
  const send = (path: string, body: unknown, as: Role = 'finance-manager'): Promise<Answer> => call(path, { as, method: 'POST', body });
  const post = (id: string, as: Role = 'finance-manager'): Promise<Answer> => call(`journals(${id})/Microsoft.NAV.post`, { as, method: 'POST' });
  const newJournal = async (set: string, code: string): Promise<string> => {
    const [bank] = await list(`accounts?$filter=number eq '2920'`);
    const { status, body } = await send(set, { code, displayName: 'Made by a test', balancingAccountId: set === 'journals' ? undefined : bank.id });
    expect(status, JSON.stringify(body)).to.equal(201);
    return body.id as string;
  };

  it('makes a journal and posts it whole: 204, its lines gone, its entries in the ledger', async () => {
    const journal = await newJournal('journals', 'HTTP1');
    const [rent] = await list(`accounts?$filter=number eq '8110'`);
    const first = await send(`journals(${journal})/journalLines`, {
      accountId: rent.id,
      amount: 100.1,
      description: 'Rent, corrected',
      comment: 'checked',
    });
    expect(first.status, first.text).to.equal(201);
    expect(first.body).to.include({ journalId: journal, journalDisplayName: 'HTTP1', lineNumber: 10000, accountNumber: '8110', amount: 100.1 });
    const second = await send('journalLines', { journalId: journal, accountNumber: '2920', amount: -100.1, lineNumber: 15000 });
    expect(second.body).to.include({ documentNumber: first.body.documentNumber, lineNumber: 15000, description: 'Bank, EUR' });
    expect((await post(journal)).status).to.equal(204);
    expect(await list(`journals(${journal})/journalLines`)).to.deep.equal([]);
    const entries = await list(`generalLedgerEntries?$filter=documentNumber eq '${String(first.body.documentNumber)}'`);
    expect(
      entries.map(({ accountNumber, debitAmount, creditAmount, description }) => [accountNumber, debitAmount, creditAmount, description]),
    ).to.deep.equal([
      ['8110', 100.1, 0, 'Rent, corrected'],
      ['2920', 0, 100.1, 'Bank, EUR'],
    ]);
  });

  it('makes a journal with its lines in one request, or not at all', async () => {
    const lines = [
      { accountNumber: '8110', amount: 12 },
      { accountNumber: '2920', amount: -12 },
    ];
    const { status, body } = await send('journals', { code: 'HTTPD', displayName: 'Deep', journalLines: lines });
    expect(status, JSON.stringify(body)).to.equal(201);
    expect(body.journalLines.map(({ amount }: { amount: number }) => amount)).to.deep.equal([12, -12]);
    expect(body.journalLines[0].documentNumber).to.equal(body.journalLines[1].documentNumber);
    expect((await send('journals', { code: 'HTTPE', journalLines: [{ accountNumber: 'NONE', amount: 1 }] })).status).to.equal(400);
    expect(await list(`journals?$filter=code eq 'HTTPE'`)).to.deep.equal([]);
    expect((await post(body.id as string)).status).to.equal(204);
  });

  it('posts nothing of a batch that does not balance, and says which document', async () => {
    const journal = await newJournal('journals', 'HTTP2');
    await send('journalLines', { journalId: journal, accountNumber: '8110', amount: 5, balancingAccountNumber: '2920' });
    const { body } = await send('journalLines', { journalId: journal, accountNumber: '8120', amount: 7 });
    const refused = await post(journal);
    expect([refused.status, refused.body.error.code]).to.deep.equal([400, 'Application_DialogException']);
    expect(refused.body.error.message).to.match(new RegExp(`^Document No\\. ${String(body.documentNumber)} is out of balance by 7\\.00\\.`));
    expect(await list(`journals(${journal})/journalLines`)).to.have.length(2);
    const empty = await newJournal('journals', 'HTTP3');
    expect(said(await post(empty))).to.equal('There is nothing to post.');
  });

  it('changes and deletes lines and journals under their ETags', async () => {
    const journal = await newJournal('journals', 'HTTP4');
    const { body: line } = await send('journalLines', { journalId: journal, accountNumber: '8110', amount: 5 });
    const patch = (body: unknown, etag: string): Promise<Answer> =>
      call(`journalLines(${String(line.id)})`, { method: 'PATCH', body, headers: { 'if-match': etag } });
    const changed = await patch({ accountNumber: '8120', amount: 6.25 }, line['@odata.etag']);
    expect(changed.body).to.include({ accountNumber: '8120', amount: 6.25, description: 'Electricity and Heating' });
    expect((await patch({ amount: 1 }, line['@odata.etag'])).status).to.equal(409);
    expect((await patch({ amount: 1.005 }, '*')).body.error.message).to.match(/more than 2 decimal places/);
    expect((await patch({ journalId: journal }, '*')).body.error.code).to.equal('BadRequest_InvalidOperation');
    expect((await call(`journals(${journal})`, { method: 'DELETE', headers: { 'if-match': '*' } })).status).to.equal(204);
    expect((await call(`journalLines(${String(line.id)})`)).status).to.equal(404);
  });

  it('serves lines of one journal only, and takes none without a journal', async () => {
    const message = 'You must specify a journal batch ID or a journal ID to get a journal line.';
    for (const set of ['journalLines', 'customerPayments', 'vendorPayments']) {
      const answers = [await call(set), await send(set, { amount: 1 })];
      expect(answers.map((answer) => [answer.status, said(answer)])).to.deep.equal([
        [400, message],
        [400, message],
      ]);
    }
  });

  it('applies a customer’s payment to her invoice in part: the rest stays to be paid', async () => {
    const [invoice] = await list(`salesInvoices?$filter=status eq 'Open'&$top=1`);
    const journal = await newJournal('customerPaymentJournals', 'HTTPC');
    const part = Math.round(invoice.remainingAmount * 40) / 100;
    const payment = await send(`customerPaymentJournals(${journal})/customerPayments`, { appliesToInvoiceId: invoice.id, amount: -part });
    expect(payment.status, payment.text).to.equal(201);
    expect(payment.body).to.include({
      customerNumber: invoice.customerNumber,
      customerId: invoice.customerId,
      appliesToInvoiceNumber: invoice.number,
      amount: -part,
    });
    expect((await call(`journals(${journal})`)).body.templateDisplayName).to.equal('CASHRCPT');
    expect((await post(journal)).status).to.equal(204);
    const after = (await call(`salesInvoices(${String(invoice.id)})`)).body;
    expect([after.remainingAmount.toFixed(2), after.status]).to.deep.equal([(invoice.remainingAmount - part).toFixed(2), 'Open']);
    const { body } = await erp.call(`${reports}/customerLedgerEntries?$filter=documentNumber eq '${String(payment.body.documentNumber)}'`, {
      as: 'finance-manager',
    });
    expect(body.value).to.have.length(1);
    expect(body.value[0]).to.include({ documentType: 'Payment', open: false, amount: -part });
  });

  it('pays a vendor’s invoice by the hand of the AP clerk, who may do so but post nothing to customers', async () => {
    const [invoice] = await list(`purchaseInvoices?$filter=status eq 'Open'&$top=1`, 'ap-clerk');
    const journal = await newJournal('vendorPaymentJournals', 'HTTPV');
    const { body: payment } = await send(
      'vendorPayments',
      { journalId: journal, vendorNumber: invoice.vendorNumber, appliesToInvoiceNumber: invoice.number, amount: invoice.totalAmountIncludingTax },
      'ap-clerk',
    );
    expect(payment.appliesToInvoiceId).to.equal(invoice.id);
    expect((await post(journal, 'ap-clerk')).status).to.equal(204);
    expect((await call(`purchaseInvoices(${String(invoice.id)})`)).body.status).to.equal('Paid');
    const [customer] = await list('customers?$top=1');
    const other = await newJournal('journals', 'HTTPX');
    await send('journalLines', {
      journalId: other,
      accountType: 'Customer',
      accountNumber: customer.number,
      amount: 5,
      balancingAccountNumber: '2920',
    });
    const refused = await post(other, 'ap-clerk');
    expect([refused.status, refused.body.error.message.split('.')[1]]).to.deep.equal([403, ' (TableData 21 Cust']);
  });

  it('applies a payment on account to an invoice later, once, and only between entries of one customer', async () => {
    const custom = await erp.company('finance-manager', 0, 'smartAgents/erp/v1.0');
    const entries = async (filter: string): Promise<Answer['body'][]> =>
      (await erp.call(`${custom}/customerEntries?$filter=${filter}`, { as: 'finance-manager' })).body.value;
    const apply = (id: string, body: unknown, as: Role = 'finance-manager'): Promise<Answer> =>
      erp.call(`${custom}/customerEntries(${id})/Microsoft.NAV.apply`, { as, method: 'POST', body });
    const [invoice] = await entries(`open eq true and documentType eq 'Invoice'`);
    const journal = await newJournal('customerPaymentJournals', 'HTTPL');
    const { body: sent } = await send('customerPayments', { journalId: journal, customerNumber: invoice.customerNumber, amount: -10 });
    expect((await post(journal)).status).to.equal(204);
    const [payment] = await entries(`documentNumber eq '${String(sent.documentNumber)}'`);
    expect(payment).to.include({ open: true, remainingAmount: -10 });
    const [stranger] = await entries(`open eq true and documentType eq 'Invoice' and customerNumber ne '${String(invoice.customerNumber)}'`);
    expect(said(await apply(payment.id, { appliesToEntryNumber: stranger.entryNumber }))).to.match(/^Customer No\. must be equal to/);
    expect((await apply(payment.id, {})).status).to.equal(400);
    expect((await apply(payment.id, { appliesToEntryNumber: payment.entryNumber })).status).to.equal(400);
    expect((await apply(payment.id, { appliesToEntryNumber: 999_999 })).status).to.equal(404);
    expect((await apply(payment.id, { appliesToEntryNumber: invoice.entryNumber, amount: 11 })).status).to.equal(400);
    expect((await apply(payment.id, { appliesToEntryNumber: invoice.entryNumber, amount: 4 })).status).to.equal(204);
    expect((await apply(payment.id, { appliesToEntryNumber: invoice.entryNumber })).status).to.equal(204);
    expect(said(await apply(payment.id, { appliesToEntryNumber: invoice.entryNumber }))).to.match(/^You cannot apply and post an entry/);
    const [paid] = await entries(`id eq ${String(payment.id)}`);
    const [open] = await entries(`id eq ${String(invoice.id)}`);
    expect([paid.open, open.remainingAmount.toFixed(2)]).to.deep.equal([false, (invoice.remainingAmount - 10).toFixed(2)]);
  });

  it('lets the AR clerk read the lines of her region and neither write nor post', async () => {
    const [journal] = await list(`customerPaymentJournals?$filter=code eq 'BANK'`, 'ar-clerk');
    expect((await call(`customerPaymentJournals(${String(journal.id)})/customerPayments`, { as: 'ar-clerk' })).status).to.equal(200);
    expect((await send('customerPayments', { journalId: journal.id, amount: -1 }, 'ar-clerk')).status).to.equal(403);
    const refused = await post(journal.id as string, 'ar-clerk');
    expect([refused.status, refused.body.error.message.split(' Execute')[0]]).to.deep.equal([
      403,
      'Sorry, the current permissions prevented the action. (Codeunit 13 Gen. Jnl.-Post Batch',
    ]);
  });

  it('refuses what contradicts itself', async () => {
    const journal = await newJournal('vendorPaymentJournals', 'HTTPW');
    const [one, two] = await list('vendors?$top=2');
    const answers = await Promise.all([
      send('vendorPayments', { journalId: journal, vendorId: one.id, vendorNumber: two.number, amount: 1 }),
      send('vendorPayments', { journalId: journal, vendorId: '11111111-1111-4111-8111-111111111111', amount: 1 }),
      send('vendorPayments', { journalId: journal, vendorNumber: 'NOBODY', amount: 1 }),
      send('customerPayments', { journalId: journal, amount: 1 }),
      send('journals', { displayName: 'No code' }),
      send('journals', { code: 'HTTPZ', templateDisplayName: 'NONE' }),
    ]);
    expect(answers.map((answer) => [answer.status, said(answer).split(': ')[0]])).to.deep.equal([
      [400, 'The vendor values do not match to a specific Vendor.'],
      [400, 'The "vendorId" does not match to a Vendor.'],
      [400, 'The field Account No. of table Gen. Journal Line contains a value (NOBODY) that cannot be found in the related table (Vendor).'],
      [400, 'You must specify a journal batch ID or a journal ID to get a journal line.'],
      [400, 'Name must have a value in Gen. Journal Batch'],
      [
        400,
        'The field Journal Template Name of table Gen. Journal Batch contains a value (NONE) that cannot be found in the related table (Gen. Journal Template).',
      ],
    ]);
  });
});
