import { expect } from 'chai';
import { createErpReader } from '../../src/adapters/business-central/index.ts';
import { createErpWriter } from '../../src/adapters/business-central/erp-writer.ts';
import { ErpError, type ErpErrorKind } from '../../src/features/tools/index.ts';
import { companyId, json, refuse, someCall, startStub, type Answer, type Stub } from './stub-server.ts';

const denial =
  'Sorry, the current permissions prevented the action. (TableData 38 Purchase Header Modify: Base Application) CorrelationId:  7a1e0000-0000-4000-8000-000000000001.';

const errorOf = async (promise: Promise<unknown>): Promise<ErpError> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ErpError) return error;
    throw error;
  }
  throw new Error('It succeeded.');
};

describe('the Business Central client, when the ERP misbehaves', () => {
  let stub: Stub | undefined;
  const start = async (answer: Answer, options?: Parameters<typeof startStub>[1]): Promise<Stub> => (stub = await startStub(answer, options));
  const reader = (signal?: AbortSignal) => createErpReader({ client: stub!.client, companyId, rowLimit: 100, ...someCall(signal) });
  const writer = (signal?: AbortSignal) => createErpWriter({ client: stub!.client, companyId, ...someCall(signal) });
  afterEach(() => stub?.close());

  for (const status of [429, 502, 503, 504]) {
    it(`repeats a read answered with ${status}, waiting longer each time`, async () => {
      await start((_, response, count) => (count < 3 ? response.writeHead(status).end('busy') : json(response, { value: [] })));
      expect((await reader().list('vendors')).records).to.deep.equal([]);
      expect(stub!.waits).to.deep.equal([200, 400]);
    });
  }

  it('waits as long as Retry-After asks, in seconds or as a date', async () => {
    await start((_, response, count) => {
      if (count === 1) response.writeHead(503, { 'retry-after': '3' }).end();
      else if (count === 2) response.writeHead(503, { 'retry-after': 'Sun, 01 Nov 2026 12:00:05 GMT' }).end();
      else json(response, { value: [] });
    });
    await reader().list('vendors');
    expect(stub!.waits).to.deep.equal([3000, 5000]);
  });

  it('gives up at once where Retry-After asks for more than ten seconds', async () => {
    await start((_, response) => refuse(response, 429, { code: 'TooManyRequests', message: 'Too many requests reached.' }, { 'retry-after': '60' }));
    expect(await errorOf(reader().list('vendors'))).to.include({ kind: 'throttled', message: 'Too many requests reached.' });
    expect(stub!.seen).to.have.length(1);
  });

  it('gives up a read after four attempts', async () => {
    await start((_, response) => response.writeHead(503).end());
    expect((await errorOf(reader().list('vendors'))).kind).to.equal('unavailable');
    expect(stub!.seen).to.have.length(4);
  });

  it('repeats a read whose connection was cut', async () => {
    await start((request, response, count) => (count === 1 ? request.socket.resetAndDestroy() : json(response, { value: [{ number: 'V' }] })));
    expect((await reader().list('vendors')).records).to.have.length(1);
  });

  it('repeats a read whose answer broke off in the middle', async () => {
    await start((request, response, count) => {
      if (count > 1) return json(response, { value: [] });
      response.writeHead(200, { 'content-length': '1000' }).write('{"value":[');
      setImmediate(() => request.socket.destroy());
    });
    await reader().list('vendors');
    expect(stub!.seen).to.have.length(2);
  });

  it('ends a read that takes too long as a timeout, without repeating it', async () => {
    await start(() => undefined, { client: { timeoutMillis: 30 } });
    expect((await errorOf(reader().list('vendors'))).kind).to.equal('timeout');
    expect(stub!.seen).to.have.length(1);
  });

  it('ends a read at once when its signal is aborted, and sends nothing when it was aborted before', async () => {
    const early = new AbortController();
    await start(() => early.abort());
    expect((await errorOf(reader(early.signal).list('vendors'))).kind).to.equal('timeout');
    expect((await errorOf(reader(early.signal).list('vendors'))).kind).to.equal('timeout');
    expect(stub!.seen).to.have.length(1);
  });

  for (const [what, text] of [
    ['HTML', '<html>'],
    ['broken JSON', '{"value":['],
    ['a number', '42'],
    ['null', 'null'],
    ['a list without records', '{"value":[1,2]}'],
    ['an object without a list', '{"rows":[]}'],
  ] as const) {
    it(`calls an answer that is ${what} unreadable`, async () => {
      await start((_, response) => response.end(text));
      expect((await errorOf(reader().list('vendors'))).kind).to.equal('unavailable');
    });
  }

  it('sends the token nowhere else: a next link to another host is refused', async () => {
    for (const link of ['http://127.0.0.1:9/erp/api/v2.0/x', 'http://evil.example/erp/', '/elsewhere/api/v2.0/x', '../../x']) {
      await stub?.close();
      await start((_, response) => json(response, { value: [{ number: 'V' }], '@odata.nextLink': link }));
      expect((await errorOf(reader().list('vendors'))).message, link).to.include('outside the ERP');
      expect(stub!.seen).to.have.length(1);
    }
  });

  it('leaves an ERP alone that does not answer, and lets one request find out whether it is back', async () => {
    let isBack = false;
    await start((_, response) => (isBack ? json(response, { value: [] }) : response.writeHead(503).end()));
    await stub!.client.capabilities('standard', someCall());
    await errorOf(reader().list('vendors'));
    await errorOf(reader().list('vendors'));
    const before = stub!.seen.length;
    expect((await errorOf(reader().list('vendors'))).message).to.include('left alone');
    const write = await errorOf(writer().create('purchaseOrders', {}, 'EX-1/1'));
    expect(write.detail.effectUnknown, 'nothing was sent').to.equal(undefined);
    expect(stub!.seen.length).to.equal(before);
    isBack = true;
    stub!.clock.advance(10_000);
    await reader().list('vendors');
    await reader().list('vendors');
    expect(stub!.seen.length).to.equal(before + 2);
  });

  const refusals: readonly (readonly [number, string, string, ErpErrorKind])[] = [
    [400, 'BadRequest', "Could not find a property named 'x'.", 'invalid'],
    [400, 'Application_DialogException', 'The vendor is blocked.', 'invalid'],
    [400, 'Internal_ServerError', denial, 'denied'],
    [401, 'Authentication_InvalidCredentials', 'The server has rejected the client credentials.', 'unauthenticated'],
    [403, 'Internal_ServerError', denial, 'denied'],
    [404, 'BadRequest_ResourceNotFound', 'Resource not found.', 'not_found'],
    [409, 'Request_EntityChanged', 'Another user has already changed the record.', 'conflict'],
    [412, 'Request_PreconditionFailed', 'Precondition failed.', 'conflict'],
    [500, 'Internal_ServerError', 'Something went wrong.', 'unavailable'],
  ];
  for (const [status, code, message, kind] of refusals) {
    it(`calls ${status} ${code} ${kind}, in the ERP's own words`, async () => {
      await start((_, response) => refuse(response, status, { code, message }));
      const error = await errorOf(reader().list('vendors'));
      expect(error).to.include({ kind, message: message.replace(/ CorrelationId.*/, '') });
      expect(error.detail).to.include({ status, code });
      expect(stub!.seen).to.have.length(1);
    });
  }

  it('keeps the correlation id of a denial out of the message and in the detail', async () => {
    await start((_, response) => refuse(response, 403, { code: 'Internal_ServerError', message: denial }));
    const error = await errorOf(reader().list('vendors'));
    expect(error.message).to.match(/Base Application\)$/);
    expect(error.detail.correlationId).to.equal('7a1e0000-0000-4000-8000-000000000001');
  });

  it('never repeats a write, and says when its effect is unknown', async () => {
    const cases: readonly (readonly [string, Answer, ErpErrorKind, true | undefined])[] = [
      ['cut off', ({ socket }) => socket.resetAndDestroy(), 'unavailable', true],
      ['gateway timeout', (_, response) => response.writeHead(504).end(), 'unavailable', true],
      ['server error', (_, response) => response.writeHead(500).end(), 'unavailable', true],
      ['done, but the answer is unreadable', (_, response) => response.writeHead(201).end('{'), 'unavailable', true],
      ['throttled', (_, response) => response.writeHead(429).end(), 'throttled', undefined],
      ['refused', (_, response) => refuse(response, 400, { code: 'BadRequest', message: 'No.' }), 'invalid', undefined],
      ['no answer', () => undefined, 'timeout', true],
    ];
    for (const [what, answer, kind, effectUnknown] of cases) {
      await stub?.close();
      await start(answer, { client: { timeoutMillis: 50 } });
      const error = await errorOf(writer().create('purchaseOrders', { vendorNumber: 'V' }, 'EX-1/1'));
      expect(error.kind, what).to.equal(kind);
      expect(error.detail.effectUnknown, what).to.equal(effectUnknown);
      expect(stub!.seen, what).to.have.length(1);
    }
  });

  it('takes a refusal for the last word, except of an action that commits on its way', async () => {
    await start((_, response) => refuse(response, 400, { code: 'Application_DialogException', message: 'The mail could not be sent.' }));
    for (const [name, effectUnknown] of [
      ['post', undefined],
      ['postAndSend', true],
      ['cancel', true],
    ] as const) {
      const error = await errorOf(writer().act('salesInvoices', { id: companyId, name }, 'EX-1/1'));
      expect(error, name).to.include({ kind: 'invalid', message: 'The mail could not be sent.' });
      expect(error.detail.effectUnknown, name).to.equal(effectUnknown);
    }
  });

  it('knows that a write that could not connect had no effect', async () => {
    await start(() => undefined);
    await stub!.client.capabilities('standard', someCall());
    const open = writer();
    await stub!.close();
    const error = await errorOf(open.create('purchaseOrders', {}, 'EX-1/1'));
    expect(error.kind).to.equal('unavailable');
    expect(error.detail.effectUnknown).to.equal(undefined);
  });
});
