import { expect } from 'chai';
import { RunningErp } from './running-erp.ts';
import type { Call } from './running-erp.ts';

interface Row {
  readonly [field: string]: unknown;
}

describe('the ERP API’s protocol', function () {
  this.timeout(240_000);
  let erp: RunningErp;
  let company: string;
  let custom: string;
  before(async () => {
    erp = await RunningErp.start();
    company = await erp.company('finance-manager');
    custom = company.replace('v2.0', 'smartAgents/erp/v1.0');
  });
  after(() => erp.stop());

  const send = (path: string, call: Call = {}) =>
    erp.call(path.startsWith('v2.0') || path.startsWith('smart') ? path : `${company}/${path}`, { as: 'finance-manager', ...call });
  const read = async (path: string): Promise<Row[]> => {
    const { status, body, text } = await send(path);
    expect(status, `${path}: ${text}`).to.equal(200);
    return body.value as Row[];
  };

  describe('$expand with its own options', () => {
    let order: Row;
    let lines: Row[];
    before(async () => {
      const orders = await read('purchaseOrders?$expand=purchaseOrderLines');
      order = orders.find((one) => (one['purchaseOrderLines'] as Row[]).length > 1) ?? {};
      lines = order['purchaseOrderLines'] as Row[];
    });
    const expanded = async (options: string): Promise<Row> =>
      (await read(`purchaseOrders?$filter=id eq ${String(order['id'])}&$expand=purchaseOrderLines(${options})`))[0] ?? {};
    const linesWith = async (options: string): Promise<Row[]> => (await expanded(options))['purchaseOrderLines'] as Row[];
    const fieldsOf = (row: Row | undefined): string[] => Object.keys(row ?? {}).filter((name) => !name.startsWith('@'));

    it('selects', async () =>
      expect((await linesWith('$select=sequence,quantity')).map(fieldsOf)).to.deep.equal(lines.map(() => ['sequence', 'quantity'])));
    it('filters', async () => {
      const last = lines.at(-1);
      expect(await linesWith(`$filter=sequence ge ${String(last?.['sequence'])}`)).to.deep.equal([last]);
    });
    it('orders', async () => expect(await linesWith('$orderby=sequence desc')).to.deep.equal([...lines].reverse()));
    it('skips and takes', async () => expect(await linesWith('$skip=1;$top=1')).to.deep.equal(lines.slice(1, 2)));
    it('counts before it takes', async () =>
      expect(await expanded('$count=true;$top=1')).to.include({ 'purchaseOrderLines@odata.count': lines.length }));
    it('expands again', async () => {
      const found = await linesWith(
        '$select=sequence;$expand=item($select=number;$expand=),purchaseOrder($select=number)'.replace(';$expand=)', ')'),
      );
      expect(found.map((line) => (line['purchaseOrder'] as Row)['number'])).to.deep.equal(lines.map(() => order['number']));
      expect(found.map((line) => (line['item'] as Row | null)?.['number'])).to.deep.equal(lines.map((line) => line['lineObjectNumber']));
    });
    it('is refused beyond four levels', async () => {
      const deep = 'purchaseOrderLines($expand=purchaseOrder($expand=purchaseOrderLines($expand=purchaseOrder($expand=purchaseOrderLines))))';
      const { status, body } = await send(`purchaseOrders?$expand=${deep}`);
      expect([status, body.error.code]).to.deep.equal([400, 'BadRequest']);
    });
    it('refuses an option it does not know', async () =>
      expect((await send('purchaseOrders?$expand=purchaseOrderLines($levels=2)')).status).to.equal(400));
  });

  describe('Prefer: odata.maxpagesize', () => {
    const pages: readonly (readonly [prefer: string, size: number | undefined])[] = [
      ['odata.maxpagesize=3', 3],
      ['maxpagesize=3', 3],
      ['return=minimal, odata.maxpagesize="3"', 3],
      ['odata.maxpagesize = 3;x', 3],
      ['odata.maxpagesize=0', undefined],
      ['odata.maxpagesize=-3', undefined],
      ['odata.maxpagesize=3.5', undefined],
      ['odata.maxpagesize=three', undefined],
      ['odata.notmaxpagesize=3', undefined],
    ];
    for (const [prefer, size] of pages) {
      it(`${size === undefined ? 'is not there' : `is ${size}`} in "${prefer}", and the answer says so`, async () => {
        const { body, headers } = await send('vendors', { headers: { prefer } });
        expect(headers.get('preference-applied')).to.equal(size === undefined ? null : `odata.maxpagesize=${size}`);
        expect((body.value as Row[]).length).to.equal(size ?? (await read('vendors')).length);
        expect(typeof body['@odata.nextLink']).to.equal(size === undefined ? 'undefined' : 'string');
      });
    }

    it('is at most 20,000', async () => {
      expect((await send('vendors', { headers: { prefer: 'odata.maxpagesize=999999' } })).headers.get('preference-applied')).to.equal(
        'odata.maxpagesize=20000',
      );
    });

    it('stays what it was on the pages that follow', async () => {
      const first = await send('vendors?$filter=number gt %27A%27&$select=number', { headers: { prefer: 'odata.maxpagesize=5' } });
      const second = await send(
        new URL(first.body['@odata.nextLink']).pathname.replace('/erp/api/', '') + new URL(first.body['@odata.nextLink']).search,
      );
      expect(second.body.value).to.have.length(5);
      expect(Object.keys((second.body.value as Row[])[0] ?? {})).to.deep.equal(['@odata.etag', 'number']);
    });
  });

  describe('Accept', () => {
    for (const accept of ['application/json', 'application/json;odata.metadata=full', '*/*', 'text/html', ';;;']) {
      it(`is answered with JSON for ${accept}`, async () => {
        const { headers, body } = await send('paymentTerms?$top=1', { headers: { accept } });
        expect(headers.get('content-type')).to.match(/^application\/json; odata\.metadata=minimal/);
        expect(body.value).to.have.length(1);
      });
    }

    it('keeps every digit as text for clients whose numbers are floats', async () => {
      const headers = { accept: 'application/json;IEEE754Compatible=true' };
      const { body } = await send('items?$top=1', { headers });
      expect(body.value[0].unitPrice).to.match(/^\d+(\.\d+)?$/);
    });
  });

  describe('errors', () => {
    const price = async (): Promise<Row> => (await read(`${custom}/purchasePrices?$top=1`))[0] ?? {};
    const asBuyer = async (method: string, how: { body?: unknown; headers?: Record<string, string> }) =>
      erp.call(`${custom}/purchasePrices(${String((await price())['id'])})`, { as: 'buyer', method, ...how });

    const refusals: readonly (readonly [string, string, { body?: unknown; headers?: Record<string, string> }, number, string])[] = [
      ['a change without If-Match', 'PATCH', { body: { directUnitCost: 1 } }, 412, 'BadRequest_InvalidToken'],
      ['a change of something older', 'PATCH', { body: { directUnitCost: 1 }, headers: { 'if-match': 'W/"b2xk"' } }, 409, 'Request_EntityChanged'],
      ['a token that is none', 'PATCH', { body: { directUnitCost: 1 }, headers: { 'if-match': 'old' } }, 400, 'BadRequest_InvalidToken'],
      ['a field that is not there', 'PATCH', { body: { nothing: 1 }, headers: { 'if-match': '*' } }, 400, 'BadRequest'],
      ['a field that cannot be changed', 'PATCH', { body: { itemNumber: 'X' }, headers: { 'if-match': '*' } }, 400, 'BadRequest_InvalidOperation'],
      ['a value of another type', 'PATCH', { body: { directUnitCost: 'much' }, headers: { 'if-match': '*' } }, 400, 'BadRequest'],
      ['a body that is not JSON', 'PATCH', { body: '{', headers: { 'if-match': '*' } }, 400, 'BadRequest'],
      ['a list in place of an entity', 'PATCH', { body: [], headers: { 'if-match': '*' } }, 400, 'BadRequest'],
      [
        'a rule that says no to a field',
        'PATCH',
        { body: { directUnitCost: -1 }, headers: { 'if-match': '*' } },
        400,
        'Application_FieldValidationException',
      ],
      ['a method that no entity has', 'PUT', { body: {} }, 405, 'BadRequest_MethodNotAllowed'],
    ];
    for (const [what, method, how, status, code] of refusals) {
      it(`answer ${status} ${code} for ${what}`, async () => {
        const answer = await asBuyer(method, how);
        expect([answer.status, answer.body.error.code]).to.deep.equal([status, code]);
      });
    }

    it('answer 400 Internal_EntityWithSameKeyExists for a record that is there already', async () => {
      const { vendorNumber, itemNumber } = await price();
      const body = { vendorNumber, itemNumber, startingDate: '2031-01-01' };
      const post = () => erp.call(`${custom}/purchasePrices`, { as: 'buyer', method: 'POST', body });
      expect((await post()).status).to.equal(201);
      const answer = await post();
      expect([answer.status, answer.body.error.code]).to.deep.equal([400, 'Internal_EntityWithSameKeyExists']);
    });

    it('echo a client-request-id of any letters, and correlate by it where it is a GUID', async () => {
      const plain = await send('nothing', { headers: { 'client-request-id': 'step-7.a:b' } });
      expect(plain.headers.get('client-request-id')).to.equal('step-7.a:b');
      expect(plain.body.error.message).to.match(/CorrelationId: {2}[0-9a-f-]{36}\.$/);
    });
  });

  it('refuses to change data with Data-Access-Intent: ReadOnly, however it is written and whatever the change', async () => {
    for (const intent of ['ReadOnly', 'readonly', 'READONLY']) {
      for (const [method, path] of [
        ['POST', 'purchaseOrders'],
        ['PATCH', `purchaseOrders(11111111-1111-4111-8111-111111111111)`],
        ['DELETE', `purchaseOrders(11111111-1111-4111-8111-111111111111)`],
      ] as const) {
        const resource = method === 'POST' ? path : `purchaseOrders(${String((await read('purchaseOrders?$top=1'))[0]?.['id'])})`;
        const answer = await send(resource, { method, body: {}, headers: { 'data-access-intent': intent, 'if-match': '*' } });
        expect([answer.status, answer.body.error.code], `${method} ${intent}`).to.deep.equal([400, 'BadRequest_InvalidOperation']);
      }
    }
    expect((await send('vendors?$top=1', { headers: { 'data-access-intent': 'ReadOnly' } })).status).to.equal(200);
  });
});
