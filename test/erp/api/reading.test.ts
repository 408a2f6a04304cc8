import { expect } from 'chai';
import { anchorDate, RunningErp } from './running-erp.ts';

describe('reading over the ERP API', function () {
  this.timeout(240_000);
  let erp: RunningErp;
  let company: string;
  before(async () => {
    erp = await RunningErp.start();
    company = await erp.company('finance-manager');
  });
  after(() => erp.stop());

  const all = async (path: string, as: 'finance-manager' | 'ar-clerk' = 'finance-manager') =>
    (await erp.call(`${company}/${path}`, { as })).body.value;

  it('lists companies on every route', async () => {
    for (const route of ['v2.0', 'microsoft/reportsFinance/beta', 'smartAgents/erp/v1.0']) {
      const { status, body } = await erp.call(`${route}/companies`, { as: 'finance-manager' });
      expect(status).to.equal(200);
      expect(body.value[0]).to.include.keys('id', 'name', 'displayName', 'systemVersion');
    }
  });

  it('answers an entity by its key with context, ETag and every field', async () => {
    const [first] = await all('customers?$top=1');
    const { status, body, headers } = await erp.call(`${company}/customers(${first.id})`, { as: 'finance-manager' });
    expect(status).to.equal(200);
    expect(body['@odata.context']).to.equal(`${erp.erp.url}/erp/api/v2.0/$metadata#${company.slice(5)}/customers/$entity`);
    expect(body['@odata.etag']).to.match(/^W\/"[A-Za-z0-9+/=]+"$/);
    expect(headers.get('etag')).to.equal(body['@odata.etag']);
    expect(body).to.include({ number: first.number, displayName: first.displayName });
    expect(headers.get('odata-version')).to.equal('4.0');
  });

  it('keeps the Host that the client used in its links', async () => {
    const token = await erp.token('finance-manager');
    const { request } = await import('node:http');
    const target = new URL(`${erp.erp.url}/erp/api/v2.0/companies`);
    const text = await new Promise<string>((resolve, reject) => {
      request(target, { headers: { host: 'erp.example.test:3000', authorization: `Bearer ${token}` } }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve(body));
      })
        .on('error', reject)
        .end();
    });
    expect(JSON.parse(text)['@odata.context']).to.equal('http://erp.example.test:3000/erp/api/v2.0/$metadata#companies');
  });

  it('filters, orders, selects, skips and counts', async () => {
    const every = await all('customers');
    const wanted = every.filter((one: { city: string }) => one.city !== every[0].city).map((one: { number: string }) => one.number);
    const { body } = await erp.call(
      `${company}/customers?$filter=city ne '${every[0].city}'&$orderby=number desc&$select=number&$top=2&$skip=1&$count=true`,
      { as: 'finance-manager' },
    );
    expect(body['@odata.count']).to.equal(wanted.length);
    expect(body.value.map((one: { number: string }) => one.number)).to.deep.equal(wanted.reverse().slice(1, 3));
    expect(Object.keys(body.value[0])).to.deep.equal(['@odata.etag', 'number']);
  });

  it('compares decimals exactly and codes without regard to case', async () => {
    const entries = await all('generalLedgerEntries?$orderby=debitAmount desc&$top=1');
    const amount = entries[0].debitAmount as number;
    expect(await all(`generalLedgerEntries?$filter=debitAmount gt ${amount}`)).to.deep.equal([]);
    expect((await all(`generalLedgerEntries?$filter=debitAmount ge ${amount}&$select=debitAmount`))[0].debitAmount).to.equal(amount);
    const [customer] = await all('customers?$top=1');
    expect(await all(`customers?$filter=number eq '${customer.number.toLowerCase()}'`)).to.have.length(1);
  });

  it('writes decimals as texts for clients that ask for it', async () => {
    const { body } = await erp.call(`${company}/items?$top=1&$select=unitPrice`, {
      as: 'finance-manager',
      headers: { accept: 'application/json;IEEE754Compatible=true' },
    });
    expect(body.value[0].unitPrice).to.be.a('string');
  });

  it('finds blank dates as 0001-01-01 and blank options as _x0020_', async () => {
    const open = await erp.call(
      `${await erp.company('finance-manager', 0, 'smartAgents/erp/v1.0')}/customerEntries?$filter=closedAtDate eq 0001-01-01&$top=1`,
      { as: 'finance-manager' },
    );
    expect(open.body.value[0]).to.include({ open: true, closedAtDate: '0001-01-01' });
    const customers = await all(`customers?$filter=blocked eq '_x0020_'&$top=1`);
    expect(customers[0].blocked).to.equal('_x0020_');
    expect((await erp.call(`${company}/customers?$filter=blocked eq 'Perhaps'`, { as: 'finance-manager' })).status).to.equal(400);
  });

  it('walks every row exactly once by nextLink, in any order', async () => {
    const every = (await all('generalLedgerEntries?$select=entryNumber')).map((one: { entryNumber: number }) => one.entryNumber);
    for (const order of ['', '&$orderby=postingDate desc,accountNumber', '&$orderby=accountNumber desc']) {
      const seen: number[] = [];
      let next: string | undefined = `${company}/generalLedgerEntries?$select=entryNumber${order}`;
      let pages = 0;
      while (next !== undefined) {
        const answer = await erp.call(next, { as: 'finance-manager', headers: pages === 0 ? { prefer: 'odata.maxpagesize=400' } : {} });
        seen.push(...answer.body.value.map((one: { entryNumber: number }) => one.entryNumber));
        next = answer.body['@odata.nextLink'];
        pages += 1;
      }
      expect(pages).to.equal(Math.ceil(every.length / 400));
      expect(
        [...seen].sort((a, b) => a - b),
        order,
      ).to.deep.equal(every);
    }
  });

  it('stops paging at $top', async () => {
    let next: string | undefined = `${company}/generalLedgerEntries?$top=25&$select=entryNumber`;
    const sizes: number[] = [];
    while (next !== undefined) {
      const answer = await erp.call(next, { as: 'finance-manager', headers: { prefer: 'odata.maxpagesize=10' } });
      sizes.push(answer.body.value.length);
      next = answer.body['@odata.nextLink'];
    }
    expect(sizes).to.deep.equal([10, 10, 5]);
  });

  it('pages a list of two tables as one', async () => {
    const every = (await all('salesInvoices?$select=number,status')).map((one: { number: string }) => one.number);
    const seen: string[] = [];
    let next: string | undefined = `${company}/salesInvoices?$select=number`;
    while (next !== undefined) {
      const answer = await erp.call(next, { as: 'finance-manager', headers: { prefer: 'odata.maxpagesize=37' } });
      seen.push(...answer.body.value.map((one: { number: string }) => one.number));
      next = answer.body['@odata.nextLink'];
    }
    expect(seen).to.deep.equal(every);
    const drafts = await all(`salesInvoices?$filter=status eq 'Draft'`);
    const paid = await all(`salesInvoices?$filter=status eq 'Paid'`);
    expect(drafts.length).to.be.above(0);
    expect(paid.every((one: { remainingAmount: number }) => one.remainingAmount === 0)).to.equal(true);
  });

  it('refuses a skip token that it did not write', async () => {
    for (const token of ['x', 'W10', Buffer.from('[[1],null,0]').toString('base64url'), Buffer.from('[["a","b"],null,5]').toString('base64url')]) {
      expect((await erp.call(`${company}/customers?$skiptoken=${token}`, { as: 'finance-manager' })).status, token).to.equal(400);
    }
  });

  it('expands lines with their own options, and documents from lines', async () => {
    const orders = await all(
      'purchaseOrders?$expand=purchaseOrderLines($select=sequence,quantity;$orderby=sequence desc;$count=true),vendor($select=number)&$top=3',
    );
    for (const order of orders) {
      expect(order['purchaseOrderLines@odata.count']).to.equal(order.purchaseOrderLines.length);
      expect(order.purchaseOrderLines.length).to.be.above(0);
      expect(order.vendor.number).to.equal(order.vendorNumber);
      const lines = await all(`purchaseOrders(${order.id})/purchaseOrderLines`);
      expect(lines.map((line: { sequence: number }) => line.sequence).reverse()).to.deep.equal(
        order.purchaseOrderLines.map((line: { sequence: number }) => line.sequence),
      );
      expect(lines[0].documentId).to.equal(order.id);
      const sum = lines.reduce((total: number, line: { netAmount: number }) => total + Math.round(line.netAmount * 100), 0);
      expect(sum).to.equal(Math.round(order.totalAmountExcludingTax * 100));
    }
  });

  it('cuts expanded lines for each parent by itself', async () => {
    const orders = await all('purchaseOrders?$expand=purchaseOrderLines($top=1;$skip=0)');
    expect(orders.every((order: { purchaseOrderLines: unknown[] }) => order.purchaseOrderLines.length === 1)).to.equal(true);
  });

  it('gives lines for one document only, as Business Central does', async () => {
    const [order] = await all('purchaseOrders?$top=1');
    expect((await erp.call(`${company}/purchaseOrderLines`, { as: 'finance-manager' })).body.error.message).to.match(
      /^You must specify an Id or a Document Id/,
    );
    const lines = await all(`purchaseOrderLines?$filter=documentId eq ${order.id}`);
    expect(lines.length).to.be.above(0);
    const { status } = await erp.call(`${company}/purchaseOrderLines(${lines[0].id})`, { as: 'finance-manager' });
    expect(status).to.equal(200);
  });

  it('adds balances up from the ledger', async () => {
    const route = await erp.company('finance-manager', 0, 'smartAgents/erp/v1.0');
    const entries = (await erp.call(`${route}/customerEntries?$filter=open eq true`, { as: 'finance-manager' })).body.value;
    const customers = await all('customers?$expand=customerFinancialDetails,agedAccountsReceivable');
    for (const customer of customers) {
      const own = entries.filter((entry: { customerNumber: string }) => entry.customerNumber === customer.number);
      const cents = (list: { remainingAmount: number }[]): number => list.reduce((total, one) => total + Math.round(one.remainingAmount * 100), 0);
      const overdue = own.filter((entry: { dueDate: string }) => entry.dueDate < anchorDate);
      const aged = customer.agedAccountsReceivable;
      expect(Math.round(customer.balanceDue * 100)).to.equal(cents(own));
      expect(Math.round(customer.customerFinancialDetails.overdueAmount * 100)).to.equal(cents(overdue));
      const parts = [aged.currentAmount, aged.period1Amount, aged.period2Amount, aged.period3Amount];
      expect(parts.reduce((total: number, part: number) => total + Math.round(part * 100), 0)).to.equal(cents(own));
    }
  });

  it('shows which payment paid which vendor invoice', async () => {
    const route = await erp.company('finance-manager', 0, 'smartAgents/erp/v1.0');
    const applications = (await erp.call(`${route}/vendorPaymentApplications`, { as: 'finance-manager' })).body.value;
    const entries = (await erp.call(`${route}/vendorEntries?$filter=documentType eq 'Invoice' and open eq false`, { as: 'finance-manager' })).body
      .value;
    expect(applications.length).to.be.above(0);
    for (const entry of entries) {
      const paid = applications.filter((one: { invoiceEntryNumber: number }) => one.invoiceEntryNumber === entry.entryNumber);
      expect(paid.reduce((total: number, one: { amount: number }) => total + Math.round(one.amount * 100), 0)).to.equal(
        Math.round(-entry.amount * 100),
      );
      expect(paid[0].invoiceDocumentNumber).to.equal(entry.documentNumber);
    }
  });

  it('knows what to reorder', async () => {
    const route = await erp.company('finance-manager', 0, 'smartAgents/erp/v1.0');
    const items = (await erp.call(`${route}/itemReplenishments?$filter=reorderPoint gt 0`, { as: 'finance-manager' })).body.value;
    expect(items.length).to.be.above(0);
    expect(items.every((one: { leadTimeDays: number; vendorName: string }) => one.leadTimeDays > 0 && one.vendorName !== '')).to.equal(true);
    const [item] = await all(`items?$filter=number eq '${items[0].itemNumber}'`);
    expect(item.inventory).to.equal(items[0].inventory);
  });

  it('counts as plain text at /$count', async () => {
    const { text } = await erp.call(`${company}/customers/$count`, { as: 'finance-manager' });
    expect(Number(text)).to.equal((await all('customers')).length);
  });

  it('serves the ledgers at the address of Microsoft’s finance reports', async () => {
    const route = await erp.company('finance-manager', 0, 'microsoft/reportsFinance/beta');
    const { body } = await erp.call(`${route}/customerLedgerEntries?$top=1`, { as: 'finance-manager' });
    expect(body.value[0]).to.include.keys('entryNumber', 'customerNumber', 'debitAmountLocalCurrency', 'yourReference');
    const one = await erp.call(`${route}/customerLedgerEntries(${body.value[0].entryNumber})`, { as: 'finance-manager' });
    expect(one.body.entryNumber).to.equal(body.value[0].entryNumber);
    expect((await erp.call(`${route}/customers`, { as: 'finance-manager' })).status).to.equal(404);
  });

  const refused: readonly (readonly [string, number, string])[] = [
    ['customers?$filter=nothing eq 1', 400, 'BadRequest_NotFound'],
    ['customers?$select=nothing', 400, 'BadRequest_NotFound'],
    ['customers?$orderby=nothing', 400, 'BadRequest_NotFound'],
    ['customers?$expand=nothing', 400, 'BadRequest_NotFound'],
    ["customers?$filter=city eq 'a' or displayName eq 'b'", 400, 'BadRequest'],
    ['customers?$apply=x', 400, 'BadRequest'],
    ['customers?$filter=salesInvoices/any(s:s/x eq 1)', 400, 'BadRequest'],
    ['nothing', 404, 'BadRequest_ResourceNotFound'],
    ['customers(11111111-1111-4111-8111-111111111111)', 404, 'Internal_RecordNotFound'],
    ["customers('C-1')", 400, 'BadRequest_NotFound'],
    ['customers(11111111-1111-4111-8111-111111111111)/nothing', 404, 'BadRequest_ResourceNotFound'],
    ['__proto__', 404, 'BadRequest_ResourceNotFound'],
    ['customers?$expand=__proto__', 400, 'BadRequest_NotFound'],
    ['customers?$select=constructor', 400, 'BadRequest_NotFound'],
  ];
  for (const [path, status, code] of refused) {
    it(`answers ${status} ${code} for ${path}`, async () => {
      const answer = await erp.call(`${company}/${path}`, { as: 'finance-manager' });
      expect([answer.status, answer.body.error.code]).to.deep.equal([status, code]);
      expect(answer.body.error.message).to.match(/ CorrelationId: {2}[0-9a-f-]{36}\.$/);
    });
  }

  it('echoes client-request-id, which also becomes the correlation id', async () => {
    const id = 'a3935ba2-66ca-4c11-8e7e-000d3a4c9a19';
    const answer = await erp.call(`${company}/nothing`, { as: 'finance-manager', headers: { 'client-request-id': id, 'accept-language': 'en-US' } });
    expect(answer.headers.get('client-request-id')).to.equal(id);
    expect(answer.body.error.message).to.contain(id);
  });
});
