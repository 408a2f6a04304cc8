import { expect } from 'chai';
import { createErpReader, listCompanies, type ErpReaderBinding } from '../../src/adapters/business-central/index.ts';
import { createErpWriter } from '../../src/adapters/business-central/erp-writer.ts';
import { ErpError, mayBePartial, untrustedFieldsOf, type ErpRecord } from '../../src/features/tools/index.ts';
import { companyId, json, someCall, startStub, type Answer, type Stub } from './stub-server.ts';

const failureOf = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);
const recordId = '99999999-2222-4333-8444-555555555555';

describe('the Business Central client, in what it sends and reads', () => {
  let stub: Stub;
  const start = async (answer: Answer, options?: Parameters<typeof startStub>[1]): Promise<void> => {
    stub = await startStub(answer, options);
  };
  const reader = (change: Partial<ErpReaderBinding> = {}) =>
    createErpReader({ client: stub.client, companyId, rowLimit: 100, ...someCall(), ...change });
  const writer = () => createErpWriter({ client: stub.client, companyId, ...someCall() });
  afterEach(() => stub.close());

  it('sends the user’s token, the language denials are recognised in, the tool call’s id, and that it only reads', async () => {
    await start((_, response) => json(response, { value: [] }));
    await reader().list('vendors');
    expect(stub.seen[0]!.headers).to.include({
      authorization: 'Bearer a-token',
      'accept-language': 'en-US',
      'client-request-id': '0a0b0c0d-0000-4000-8000-000000000001',
      'data-access-intent': 'ReadOnly',
    });
  });

  it('looks at the primary, not at a replica that lags, where it is told to', async () => {
    await start((_, response) => json(response, { value: [] }));
    await reader({ freshness: 'primary' }).list('vendors');
    expect(stub.seen[0]!.headers).not.to.have.property('data-access-intent');
  });

  it('encodes every option, asks for one row more than wanted, and always selects the id', async () => {
    await start((_, response) => json(response, { value: [] }));
    await reader().list('vendors', {
      filter: "displayName eq 'A & B #1 + 50%'",
      select: ['number'],
      orderBy: 'number desc',
      top: 7,
      expand: 'lines($select=id)',
    });
    const url = new URL(stub.seen[0]!.url, stub.baseUrl);
    expect(url.pathname).to.equal(`/erp/api/v2.0/companies(${companyId})/vendors`);
    expect(Object.fromEntries(url.searchParams)).to.deep.equal({
      $filter: "displayName eq 'A & B #1 + 50%'",
      $select: 'id,number',
      $orderby: 'number desc',
      $top: '8',
      $expand: 'lines($select=id)',
    });
  });

  it('asks each entity set at the route that serves it', async () => {
    await start((_, response) => json(response, { value: [] }));
    for (const set of ['customers', 'vendorEntries'] as const) await reader().list(set);
    expect(stub.seen.map((request) => request.url.split('?')[0])).to.deep.equal([
      `/erp/api/v2.0/companies(${companyId})/customers`,
      `/erp/api/smartAgents/erp/v1.0/companies(${companyId})/vendorEntries`,
    ]);
  });

  it('follows next links only while rows are missing', async () => {
    await start((_, response, count) =>
      json(response, { value: [{ number: `A${count}` }, { number: `B${count}` }], '@odata.nextLink': `${stub.baseUrl}/api/v2.0/next${count}` }),
    );
    const rows = await reader({ rowLimit: 3 }).list('vendors');
    expect(rows.records.map((record) => record['number'])).to.deep.equal(['A1', 'B1', 'A2']);
    expect(rows.truncated).to.equal(true);
    expect(stub.seen).to.have.length(2);
  });

  it('asks a list of tiny pages for a hundred of them at most, and says that there is more', async () => {
    await start((_, response, count) =>
      json(response, {
        value: [{ number: `A${count}` }],
        '@odata.nextLink': `${stub.baseUrl}/api/v2.0/companies(${companyId})/vendors?$skiptoken=${count}`,
      }),
    );
    const rows = await reader({ rowLimit: 5000 }).list('vendors');
    expect(rows.records).to.have.length(100);
    expect(rows.truncated).to.equal(true);
    expect(stub.seen).to.have.length(100);
  });

  it('does not call a list truncated that ends exactly at the limit', async () => {
    await start((_, response) => json(response, { value: [{ number: 'A' }, { number: 'B' }] }));
    expect(await reader({ rowLimit: 2 }).list('vendors')).to.include({ truncated: false });
  });

  it('lets no query go beyond the row limit', async () => {
    await start((_, response) => json(response, { value: [] }));
    await reader({ rowLimit: 5 }).list('vendors', { top: 50 });
    expect(new URL(stub.seen[0]!.url, stub.baseUrl).searchParams.get('$top')).to.equal('6');
  });

  it('reads ten thousand rows in one page', async () => {
    const value = Array.from({ length: 10_000 }, (_, index) => ({ number: `V${index}`, balance: index + 0.25 }));
    await start((_, response) => json(response, { value }));
    const rows = await reader({ rowLimit: 20_000 }).list('vendors');
    expect(rows.records).to.have.length(10_000);
    expect(rows.records[9_999]!['balance']).to.equal('9999.25');
  });

  it('keeps every digit of a decimal, and leaves other numbers and texts as they are', async () => {
    const text =
      '{"value":[{"amount":-12345678901234567.89,"balance": 0.10,"quantity":1E-5,"inventory":7,"entryNumber":42,"open":true,' +
      '"description":"\\"amount\\":12.5, \\\\\\"balance\\\\\\":1","lines":[{"directUnitCost":3.50000}]}]}';
    await start((_, response) => response.end(text));
    expect((await reader().list('vendors')).records[0]).to.deep.equal({
      amount: '-12345678901234567.89',
      balance: '0.10',
      quantity: '1E-5',
      inventory: '7',
      entryNumber: 42,
      open: true,
      description: '"amount":12.5, \\"balance\\":1',
      lines: [{ directUnitCost: '3.50000' }],
    });
  });

  it('says an answer may be partial when the ERP says so, and always when the ERP cannot tell', async () => {
    const answer: Answer = (request, response) =>
      json(response, { value: [], ...(request.url.includes('customers') && { '@smartAgents.mayBePartial': true }) });
    await start(answer);
    expect((await reader().list('customers')).mayBePartial).to.equal(true);
    expect((await reader().list('vendors')).mayBePartial).to.equal(false);
    for (const capabilities of [[], null]) {
      await stub.close();
      await start(answer, { capabilities });
      expect((await reader().list('vendors')).mayBePartial).to.equal(true);
    }
  });

  it('marks a single record that may be narrowed when the ERP says so, and always when the ERP cannot tell', async () => {
    const answer: Answer = (request, response) =>
      json(response, { id: recordId, ...(request.url.includes('customers') && { '@smartAgents.mayBePartial': true }) });
    await start(answer);
    const isMarked = async (set: 'customers' | 'vendors'): Promise<boolean> => mayBePartial((await reader().get(set, recordId))!);
    expect([await isMarked('customers'), await isMarked('vendors')]).to.deep.equal([true, false]);
    await stub.close();
    await start(answer, { capabilities: null });
    expect(await isMarked('vendors')).to.equal(true);
  });

  it('leaves words of outsiders as the ERP marked them, and marks every free text itself where the ERP cannot', async () => {
    const line = { id: recordId, description: 'Do not ask.', description2: '', quantity: 1, itemNumber: 'I-1' };
    const answer: Answer = (_request, response) => json(response, { value: [{ id: recordId, number: 'PO-1', purchaseOrderLines: [line] }] });
    const marked = async (): Promise<unknown> => {
      const { records } = await reader().list('purchaseOrders');
      return records.flatMap((record) => [record, ...(record['purchaseOrderLines'] as ErpRecord[])].map(untrustedFieldsOf));
    };
    await start(answer, { capabilities: ['FlagsOutsiderText'] });
    expect(await marked()).to.deep.equal([[], []]);
    for (const capabilities of [[], null]) {
      await stub.close();
      await start(answer, { capabilities });
      expect(await marked()).to.deep.equal([[], ['description']]);
    }
    await stub.close();
    await start((_request, response) => json(response, line), { capabilities: null });
    expect(untrustedFieldsOf((await reader().get('purchaseOrderLines', recordId))!)).to.deep.equal(['description']);
  });

  it('answers null for a record that is not there, and lists the bound company alone', async () => {
    await start((request, response) =>
      request.url.includes('vendors') ? response.writeHead(404).end() : json(response, { id: companyId, name: 'A' }),
    );
    expect(await reader().get('vendors', recordId)).to.equal(null);
    expect((await reader().list('companies')).records).to.deep.equal([{ id: companyId, name: 'A' }]);
    expect(stub.seen[1]!.url).to.equal(`/erp/api/v2.0/companies(${companyId})`);
  });

  it('takes nothing but a GUID as a record’s id', async () => {
    await start((_, response) => json(response, {}));
    for (const id of ['', '1)/vendors(2', '../x', `${recordId})`]) {
      expect(
        await reader()
          .get('vendors', id)
          .catch((error: unknown) => error),
        id,
      ).to.be.instanceOf(ErpError);
    }
    expect(stub.seen).to.have.length(0);
  });

  it('creates with decimals as numbers and the effect’s key, on a connection of its own, and reads the answer', async () => {
    await start((_, response) => json(response, { id: recordId, number: 'PO-1', totalAmountExcludingTax: 12.5 }, 201));
    await reader().get('vendors', recordId);
    const created = await writer().create(
      'purchaseOrders',
      { vendorNumber: '12.50', purchaseOrderLines: [{ quantity: '3.00000', directUnitCost: '4.12345' }] },
      'EX-7/2',
    );
    expect(created).to.deep.equal({ id: recordId, number: 'PO-1', totalAmountExcludingTax: '12.5' });
    const [read, write] = stub.seen;
    expect(write!.body).to.equal('{"vendorNumber":"12.50","purchaseOrderLines":[{"quantity":3.00000,"directUnitCost":4.12345}]}');
    expect(write!.headers).to.include({ 'idempotency-key': 'EX-7/2', 'content-type': 'application/json' });
    expect(write!.headers).not.to.have.property('data-access-intent');
    expect(write!.socket).not.to.equal(read!.socket);
  });

  it('sends no Idempotency-Key to an ERP that does not keep them', async () => {
    await start((_, response) => json(response, {}, 201), { capabilities: [] });
    await writer().create('purchaseOrders', {}, 'EX-7/2');
    expect(stub.seen[0]!.headers).not.to.have.property('idempotency-key');
  });

  it('changes a record only in the version it was decided on', async () => {
    await start((_, response) => json(response, {}));
    await writer().modify('purchaseOrders', { id: recordId, etag: 'W/"7"' }, { directUnitCost: '1.5' });
    expect(stub.seen[0]).to.include({ method: 'PATCH', body: '{"directUnitCost":1.5}' });
    expect(stub.seen[0]!.headers['if-match']).to.equal('W/"7"');
    for (const etag of ['', '*']) {
      expect(
        await writer()
          .modify('purchaseOrders', { id: recordId, etag }, {})
          .catch((error: unknown) => error),
      ).to.be.instanceOf(ErpError);
    }
    expect(stub.seen).to.have.length(1);
  });

  it('deletes a record only in the version it was decided on', async () => {
    await start((_, response) => response.writeHead(204).end());
    await writer().remove('purchaseOrders', { id: recordId, etag: 'W/"7"' });
    expect(stub.seen[0]).to.include({ method: 'DELETE', body: '' });
    expect(stub.seen[0]!.headers['if-match']).to.equal('W/"7"');
    for (const etag of ['', '*']) expect(await failureOf(writer().remove('purchaseOrders', { id: recordId, etag }))).to.be.instanceOf(ErpError);
    expect(stub.seen).to.have.length(1);
  });

  it('runs a bound action with the effect’s key and no version, and tells which record came of it', async () => {
    const made = '88888888-2222-4333-8444-555555555555';
    await start((_, response, count) =>
      response.writeHead(204, count === 1 ? { location: `${stub.baseUrl}/api/v2.0/companies(${companyId})/salesOrders(${made})` } : {}).end(),
    );
    const act = () => writer().act('purchaseOrders', { id: recordId, name: 'receiveAndInvoice' }, 'EX-7/3');
    expect(await act()).to.deep.equal({ createdId: made });
    expect(await act()).to.deep.equal({ createdId: null });
    expect(stub.seen[0]).to.include({
      method: 'POST',
      url: `/erp/api/v2.0/companies(${companyId})/purchaseOrders(${recordId})/Microsoft.NAV.receiveAndInvoice`,
      body: '',
    });
    expect(stub.seen[0]!.headers).to.include({ 'idempotency-key': 'EX-7/3' });
    for (const header of ['if-match', 'data-access-intent', 'content-type']) expect(stub.seen[0]!.headers).not.to.have.property(header);
  });

  it('takes nothing but a name as an action', async () => {
    await start((_, response) => response.writeHead(204).end());
    for (const name of ['', 'post/../x', 'post?a=1', 'Microsoft.NAV.post', '1']) {
      expect(await failureOf(writer().act('purchaseOrders', { id: recordId, name }, 'EX-7/3')), name).to.be.instanceOf(ErpError);
    }
    expect(stub.seen).to.have.length(0);
  });

  it('shares connections between reads', async () => {
    await start((_, response) => json(response, { value: [] }));
    for (let count = 0; count < 5; count++) await reader().list('vendors');
    expect(new Set(stub.seen.map((request) => request.socket)).size).to.be.at.most(2);
  });

  it('lists the companies the user can open, from every page', async () => {
    await start((_, response, count) =>
      json(response, {
        value: [{ id: companyId, name: `AF ${count}`, displayName: '', systemVersion: '1' }],
        ...(count === 1 && { '@odata.nextLink': `${stub.baseUrl}/api/v2.0/companies?$skiptoken=1` }),
      }),
    );
    const companies = await listCompanies(stub.client, someCall());
    expect(companies.map(({ id, name, displayName }) => [id, name, displayName])).to.deep.equal([
      [companyId, 'AF 1', 'AF 1'],
      [companyId, 'AF 2', 'AF 2'],
    ]);
  });
});
