import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { RunningErp } from './running-erp.ts';
import type { Answer, Call } from './running-erp.ts';

describe('writing over the ERP API', function () {
  this.timeout(240_000);
  let erp: RunningErp;
  let company: string;
  let vendorNumber: string;
  let itemNumber: string;
  before(async () => {
    erp = await RunningErp.start();
    company = await erp.company('buyer');
    const prices = (await erp.call(`${await erp.company('buyer', 0, 'smartAgents/erp/v1.0')}/purchasePrices?$top=1`, { as: 'buyer' })).body.value;
    ({ vendorNumber, itemNumber } = prices[0]);
  });
  after(() => erp.stop());

  const send = (path: string, method: string, call: Call = {}): Promise<Answer> => erp.call(`${company}/${path}`, { as: 'buyer', method, ...call });
  const create = (body: object = {}, headers: Record<string, string> = {}): Promise<Answer> =>
    send('purchaseOrders', 'POST', {
      body: { vendorNumber, purchaseOrderLines: [{ lineObjectNumber: itemNumber, quantity: 10 }], ...body },
      headers,
    });
  const count = async (): Promise<number> => Number((await erp.call(`${company}/purchaseOrders/$count`, { as: 'buyer' })).text);

  it('creates a draft order with its lines in one request', async () => {
    const { status, body, headers } = await create({ requestedReceiptDate: '2026-12-24' });
    expect(status).to.equal(201);
    expect(body).to.include({ vendorNumber, status: 'Draft', requestedReceiptDate: '2026-12-24' });
    expect(body.purchaseOrderLines).to.have.length(1);
    expect(body.purchaseOrderLines[0]).to.include({ lineObjectNumber: itemNumber, quantity: 10, lineType: 'Item' });
    expect(body.totalAmountExcludingTax).to.equal(body.purchaseOrderLines[0].netAmount);
    expect(headers.get('location')).to.contain(body.id);
    const again = await erp.call(`${company}/purchaseOrders(${body.id})?$expand=purchaseOrderLines`, { as: 'buyer' });
    expect(again.body.number).to.equal(body.number);
  });

  it('creates nothing when a line is wrong', async () => {
    const before = await count();
    const { status, body } = await send('purchaseOrders', 'POST', {
      body: {
        vendorNumber,
        purchaseOrderLines: [
          { lineObjectNumber: itemNumber, quantity: 1 },
          { lineObjectNumber: 'NO-SUCH', quantity: 1 },
        ],
      },
    });
    expect([status, body.error.code]).to.deep.equal([400, 'Internal_InvalidTableRelation']);
    expect(body.error.message).to.contain('cannot be found in the related table (Item)');
    expect(await count()).to.equal(before);
  });

  it('takes vendor and items by id as well as by number', async () => {
    const [vendor] = (await erp.call(`${company}/vendors?$filter=number eq '${vendorNumber}'`, { as: 'buyer' })).body.value;
    const [item] = (await erp.call(`${company}/items?$filter=number eq '${itemNumber}'`, { as: 'buyer' })).body.value;
    const { status, body } = await send('purchaseOrders', 'POST', {
      body: { vendorId: vendor.id, purchaseOrderLines: [{ itemId: item.id, quantity: 2.5 }] },
    });
    expect(status).to.equal(201);
    expect(body.purchaseOrderLines[0]).to.include({ itemId: item.id, quantity: 2.5 });
    expect(body.vendorId).to.equal(vendor.id);
  });

  it('changes an order with the ETag it was read with, and only with that', async () => {
    const { body: order } = await create();
    const path = `purchaseOrders(${order.id})`;
    const change = { requestedReceiptDate: '2027-01-15', shipToName: 'Gate 4' };
    const missing = await send(path, 'PATCH', { body: change });
    expect([missing.status, missing.body.error.code]).to.deep.equal([412, 'BadRequest_InvalidToken']);
    const malformed = await send(path, 'PATCH', { body: change, headers: { 'if-match': 'yesterday' } });
    expect([malformed.status, malformed.body.error.code]).to.deep.equal([400, 'BadRequest_InvalidToken']);
    const changed = await send(path, 'PATCH', { body: change, headers: { 'if-match': order['@odata.etag'] } });
    expect(changed.status).to.equal(200);
    expect(changed.body).to.include(change);
    expect(changed.body['@odata.etag']).not.to.equal(order['@odata.etag']);
    const stale = await send(path, 'PATCH', { body: change, headers: { 'if-match': order['@odata.etag'] } });
    expect([stale.status, stale.body.error.code]).to.deep.equal([409, 'Request_EntityChanged']);
    expect((await send(path, 'PATCH', { body: change, headers: { 'if-match': '*' } })).status).to.equal(200);
  });

  it('moves the order’s ETag when a line changes', async () => {
    const { body: order } = await create();
    const [line] = order.purchaseOrderLines;
    const changed = await send(`purchaseOrders(${order.id})/purchaseOrderLines(${line.id})`, 'PATCH', {
      body: { quantity: 20 },
      headers: { 'if-match': line['@odata.etag'] },
    });
    expect(changed.body.quantity).to.equal(20);
    const after = await erp.call(`${company}/purchaseOrders(${order.id})`, { as: 'buyer' });
    expect(after.body['@odata.etag']).not.to.equal(order['@odata.etag']);
    expect(Math.round(after.body.totalAmountExcludingTax * 100)).to.equal(Math.round(changed.body.netAmount * 100));
  });

  it('adds, deletes lines and deletes the order', async () => {
    const { body: order } = await create();
    const added = await send(`purchaseOrders(${order.id})/purchaseOrderLines`, 'POST', {
      body: { lineObjectNumber: itemNumber, quantity: 1, directUnitCost: 3.5 },
    });
    expect([added.status, added.body.documentId, added.body.directUnitCost]).to.deep.equal([201, order.id, 3.5]);
    const other = await send('purchaseOrderLines', 'POST', { body: { documentId: order.id, lineObjectNumber: itemNumber, quantity: 1 } });
    expect(other.status).to.equal(201);
    const gone = await send(`purchaseOrderLines(${other.body.id})`, 'DELETE', { headers: { 'if-match': '*' } });
    expect(gone.status).to.equal(204);
    const { body } = await erp.call(`${company}/purchaseOrders(${order.id})/purchaseOrderLines`, { as: 'buyer' });
    expect(body.value).to.have.length(2);
    expect((await send(`purchaseOrders(${order.id})`, 'DELETE')).status).to.equal(412);
    expect((await send(`purchaseOrders(${order.id})`, 'DELETE', { headers: { 'if-match': '*' } })).status).to.equal(204);
    expect((await erp.call(`${company}/purchaseOrders(${order.id})`, { as: 'buyer' })).body.error.code).to.equal('Internal_RecordNotFound');
  });

  it('leaves a released order alone', async () => {
    const [order] = (await erp.call(`${company}/purchaseOrders?$filter=status eq 'Open'`, { as: 'buyer' })).body.value;
    const { status, body } = await send(`purchaseOrders(${order.id})`, 'PATCH', { body: { purchaser: '' }, headers: { 'if-match': '*' } });
    expect([status, body.error.code]).to.deep.equal([400, 'Application_FieldValidationException']);
    expect(body.error.message).to.match(/^Status must be equal to 'Open' {2}in Purchase Header/);
  });

  describe('with an Idempotency-Key', () => {
    it('creates once and repeats the answer', async () => {
      const before = await count();
      const first = await create({}, { 'idempotency-key': 'turn-1' });
      const second = await create({}, { 'idempotency-key': 'turn-1' });
      expect(second.status).to.equal(201);
      expect(second.text).to.equal(first.text);
      expect(second.headers.get('idempotency-replayed')).to.equal('true');
      expect(await count()).to.equal(before + 1);
    });

    it('refuses the key for another request', async () => {
      await create({}, { 'idempotency-key': 'turn-2' });
      const { status, body } = await create({ requestedReceiptDate: '2026-12-31' }, { 'idempotency-key': 'turn-2' });
      expect([status, body.error.code]).to.deep.equal([422, 'BadRequest_IdempotencyKeyReused']);
    });

    it('keeps nothing of a request that failed', async () => {
      expect((await create({ vendorNumber: 'NO-SUCH' }, { 'idempotency-key': 'turn-3' })).status).to.equal(400);
      expect((await create({}, { 'idempotency-key': 'turn-3' })).status).to.equal(201);
    });

    it('keeps the keys of two users apart', async () => {
      const one = await create({}, { 'idempotency-key': 'turn-4' });
      const other = await erp.call(`${company}/purchaseOrders`, {
        as: 'finance-manager',
        method: 'POST',
        body: { vendorNumber },
        headers: { 'idempotency-key': 'turn-4' },
      });
      expect(other.status).to.equal(201);
      expect(other.body.id).not.to.equal(one.body.id);
    });

    it('is announced in $metadata', async () => {
      const { text } = await erp.call('v2.0/$metadata', { as: 'buyer' });
      expect(text).to.match(/<EntitySet Name="purchaseOrders".*?SmartAgents\.V1\.SupportsIdempotencyKey/);
    });
  });

  it('lets those with the right change a purchase price, and nobody else', async () => {
    const route = await erp.company('buyer', 0, 'smartAgents/erp/v1.0');
    const [price] = (await erp.call(`${route}/purchasePrices?$top=1`, { as: 'buyer' })).body.value;
    const change = { method: 'PATCH', body: { directUnitCost: 12.34567 }, headers: { 'if-match': price['@odata.etag'] } };
    const denied = await erp.call(`${route}/purchasePrices(${price.id})`, { as: 'ap-clerk', ...change });
    expect(denied.body.error.message).to.match(
      /^Sorry, the current permissions prevented the action\. \(TableData 7012 Purchase Price Modify: Base Application\)/,
    );
    const changed = await erp.call(`${route}/purchasePrices(${price.id})`, { as: 'buyer', ...change });
    expect(changed.body.directUnitCost).to.equal(12.34567);
    const key = await erp.call(`${route}/purchasePrices(${price.id})`, {
      as: 'buyer',
      ...change,
      body: { vendorNumber: 'X' },
      headers: { 'if-match': '*' },
    });
    expect([key.status, key.body.error.code]).to.deep.equal([400, 'BadRequest_InvalidOperation']);
  });

  const badBodies: readonly (readonly [string, unknown, string])[] = [
    ['no JSON', '{', 'BadRequest'],
    ['an array', [], 'BadRequest'],
    ['null', 'null', 'BadRequest'],
    ['an unknown field', { nothing: 1 }, 'BadRequest'],
    ['a prototype', '{"__proto__":{"a":1},"vendorNumber":"X"}', 'BadRequest'],
    ['a read-only field', { number: 'X' }, 'BadRequest_InvalidOperation'],
    ['a computed field', { totalAmountExcludingTax: 5 }, 'BadRequest_InvalidOperation'],
    ['a number for a text', { vendorNumber: 5 }, 'BadRequest'],
    ['a day that does not exist', { orderDate: '2026-02-30' }, 'BadRequest'],
    ['a text that is too long', { purchaser: 'x'.repeat(21) }, 'Application_StringExceededLength'],
    ['a GUID that is none', { vendorId: 'x' }, 'BadRequest'],
    ['lines that are no list', { purchaseOrderLines: {} }, 'BadRequest'],
    ['no vendor', {}, 'Application_DialogException'],
    ['an unknown vendor', { vendorNumber: 'NO-SUCH' }, 'Internal_InvalidTableRelation'],
  ];
  for (const [title, body, code] of badBodies) {
    it(`refuses an order with ${title}`, async () => {
      const before = await count();
      const answer = await send('purchaseOrders', 'POST', { body: body as object });
      expect([answer.status, answer.body.error.code]).to.deep.equal([400, code]);
      expect(await count()).to.equal(before);
    });
  }

  const badLines: readonly (readonly [string, object, RegExp])[] = [
    ['a quantity of zero', { lineObjectNumber: 'item', quantity: 0 }, /must be positive/],
    ['a negative quantity', { lineObjectNumber: 'item', quantity: -1 }, /must be positive/],
    ['a quantity that a float cannot hold', { lineObjectNumber: 'item', quantity: 12345678901234567 }, /cannot be converted/],
    ['nothing to order', { quantity: 1 }, /must be provided/],
    ['a line type that is not supported', { lineObjectNumber: 'item', lineType: 'Charge', quantity: 1 }, /not supported/],
  ];
  for (const [title, line, message] of badLines) {
    it(`refuses a line with ${title}`, async () => {
      const filled = JSON.parse(JSON.stringify(line).replace('"item"', JSON.stringify(itemNumber))) as object;
      const { status, body } = await send('purchaseOrders', 'POST', { body: { vendorNumber, purchaseOrderLines: [filled] } });
      expect(status).to.equal(400);
      expect(body.error.message).to.match(message);
    });
  }

  it('refuses to write with Data-Access-Intent: ReadOnly, and reads with it', async () => {
    const headers = { 'data-access-intent': 'ReadOnly' };
    expect((await create({}, headers)).status).to.equal(400);
    expect((await erp.call(`${company}/purchaseOrders?$top=1`, { as: 'buyer', headers })).status).to.equal(200);
  });

  it('refuses methods and sets that cannot be written', async () => {
    for (const [path, method] of [
      ['accounts', 'POST'],
      ['dimensionValues', 'POST'],
      ['generalLedgerEntries', 'POST'],
      ['purchaseOrders', 'PATCH'],
      ['purchaseOrders', 'DELETE'],
      ['purchaseOrders', 'PUT'],
    ] as const) {
      const answer = await erp.call(`${company}/${path}`, { as: 'finance-manager', method, body: {}, headers: { 'if-match': '*' } });
      expect([answer.status, answer.body.error.code], `${method} ${path}`).to.deep.equal([405, 'BadRequest_MethodNotAllowed']);
    }
  });

  it('refuses a body that is too large', async () => {
    const { status } = await create({ shipToName: 'x'.repeat(1_100_000) });
    expect(status).to.equal(400);
  });

  it('keeps the actor of the token on the order', async () => {
    const token = await erp.token('buyer', { act: { sub: 'agent-7' } });
    const { body } = await erp.call(`${company}/purchaseOrders`, { token, method: 'POST', body: { vendorNumber } });
    const db = new Database(join(erp.dataDir, 'erp-11111111-1111-4111-8111-111111111111.sqlite'), { readonly: true });
    expect(db.prepare('SELECT "createdByClient" FROM "PurchaseHeader" WHERE "systemId" = ?').pluck().get(body.id)).to.equal('agent-7');
    db.close();
  });
});
