import { expect } from 'chai';
import { z } from 'zod';
import { apiRouter, contentDisposition, noContent, ok, route, stream, type Route } from '../../src/http/index.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { ApiWorld } from './api-world.ts';

const failing = async function* (goodPieces: number): AsyncGenerator<string> {
  for (let piece = 0; piece < goodPieces; piece++) yield 'piece;'.repeat(20_000);
  throw new AppError('unavailable', 'It broke off.');
};

const thing = '/api/test/things/{id}';
const testRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: thing,
    permission: 'signed-in',
    summary: 'Takes a thing.',
    params: z.strictObject({ id: z.uuid() }),
    query: z.strictObject({ deep: z.enum(['yes', 'no']).optional() }),
    body: z.strictObject({
      name: z.string().min(2, 'A name has at least two letters.'),
      parts: z.array(z.strictObject({ count: z.int() })).optional(),
    }),
    handle: ({ params, query, body }, { user, tenantId, requestId }) =>
      Promise.resolve(ok({ params, query, body, who: user.displayName, tenantId, requestId })),
  }),
  route({
    method: 'put',
    path: thing,
    permission: 'signed-in',
    summary: 'Replaces a thing.',
    params: z.strictObject({ id: z.uuid() }),
    needsRevision: true,
    handle: ({ revision }) => Promise.resolve(ok({ revision: revision + 1 })),
  }),
  route({ method: 'get', path: '/api/test/open', permission: 'public', summary: 'Open.', handle: () => Promise.resolve(noContent) }),
  route({
    method: 'get',
    path: '/api/test/broken',
    permission: 'public',
    summary: 'Breaks.',
    handle: () => Promise.reject(new Error("SQLITE_ERROR near 'secret'")),
  }),
  route({
    method: 'get',
    path: '/api/test/stream',
    permission: 'public',
    summary: 'Streams.',
    query: z.strictObject({ good: z.coerce.number().int() }),
    handle: ({ query }) => Promise.resolve(stream('text/plain', failing(query.good))),
  }),
];

const id = '00000000-0000-4000-8000-000000000001';
const address = `/api/test/things/${id}`;

describe('a route', () => {
  let world: ApiWorld;
  before(async () => {
    world = await ApiWorld.open(testRoutes);
  });
  after(() => world.close());
  const post = (body: unknown, path = address) => world.call('CLARA', path, { method: 'POST', body });

  it('is given what was validated, and who asks', async () => {
    const { status, json, headers } = await post({ name: 'Box' }, `${address}?deep=yes`);
    expect(status).to.equal(200);
    expect(json).to.deep.include({ params: { id }, query: { deep: 'yes' }, body: { name: 'Box' }, who: 'Clara Reyes' });
    expect(json.requestId).to.equal(headers.get('x-request-id'));
    expect(headers.get('cache-control')).to.equal('no-store');
  });

  const refused: readonly (readonly [string, unknown, string, number, string, string])[] = [
    ['a field at fault', { name: 'x' }, address, 400, 'bad_request', 'name'],
    ['a nested field at fault', { name: 'Box', parts: [{ count: 1 }, { count: 'two' }] }, address, 400, 'bad_request', 'parts[1].count'],
    ['a field that does not exist', { name: 'Box', colour: 'red' }, address, 400, 'unknown_field', 'colour'],
    ['a missing body', undefined, address, 400, 'bad_request', 'name'],
    ['a query parameter that does not exist', { name: 'Box' }, `${address}?wide=yes`, 400, 'unknown_field', 'wide'],
    ['a query parameter given twice', { name: 'Box' }, `${address}?deep=yes&deep=no`, 400, 'bad_request', 'deep'],
  ];
  for (const [what, body, path, status, code, field] of refused) {
    it(`refuses ${what} and names it`, async () => {
      const { json } = await post(body, path);
      expect([json.status, json.code, json.fields[0].field]).to.deep.equal([status, code, field]);
      expect(json.remedy).to.be.a('string');
      expect(json.requestId).to.match(/^[0-9a-f-]{36}$/);
    });
  }

  it('refuses a body that is not JSON, or not said to be', async () => {
    expect((await post('{"name":')).json).to.include({ status: 400, code: 'bad_request', detail: 'The body is not valid JSON.' });
    const form = await world.call('CLARA', address, {
      method: 'POST',
      body: 'name=Box',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(form.json).to.include({ status: 400, detail: 'The body is not JSON.' });
  });

  it('refuses a body beyond its limit with 413', async () => {
    expect((await post({ name: 'x'.repeat(300_000) })).json).to.include({ status: 413, code: 'too_large' });
  });

  it('answers 404 for an id that cannot be one, for an unknown address and for a method it does not have', async () => {
    expect((await post({ name: 'Box' }, '/api/test/things/7')).status).to.equal(404);
    expect((await post({ name: 'Box' }, '/api/test/things/%E0%A4%A')).status).to.equal(400);
    expect((await world.call('CLARA', '/api/nothing')).json).to.include({ status: 404, code: 'not_found' });
    expect((await world.call('CLARA', address, { method: 'DELETE' })).json.status).to.equal(404);
  });

  for (const sent of ['7', '"7"', 'W/"7"']) {
    it(`takes the revision ${sent} from If-Match and answers the new one as ETag`, async () => {
      const { json, headers } = await world.call('CLARA', address, { method: 'PUT', revision: sent });
      expect(json).to.deep.equal({ revision: 8 });
      expect(headers.get('etag')).to.equal('"8"');
    });
  }

  for (const sent of [undefined, '*', 'seven', '"7", "8"', '-1']) {
    it(`refuses ${sent ?? 'no revision'} in If-Match with 412 and says what to do`, async () => {
      const { json } = await world.call('CLARA', address, { method: 'PUT', ...(sent === undefined ? {} : { revision: sent }) });
      expect(json).to.include({ status: 412, code: 'precondition_failed' });
      expect(json.remedy).to.include('If-Match');
    });
  }

  it('tells nothing of an error nobody expected', async () => {
    const { json, text } = await world.call(null, '/api/test/broken');
    expect(json).to.include({ status: 500, code: 'internal' });
    expect(text).to.not.match(/SQLITE|secret|at /);
  });

  it('needs no sign-in and no token where it is public', async () => {
    expect((await world.call(null, '/api/test/open', { headers: { 'x-csrf-token': 'bad' } })).status).to.equal(204);
  });

  it('answers an error where a stream fails at once, and breaks off where it fails later', async () => {
    expect((await world.call(null, '/api/test/stream?good=0')).json).to.include({ status: 503, code: 'unavailable' });
    const failure = await world.call(null, '/api/test/stream?good=3').then(
      () => 'whole',
      () => 'broken off',
    );
    expect(failure).to.equal('broken off');
  });
});

describe('a route table', () => {
  it('refuses two routes at one address', () => {
    const twice = [...testRoutes, ...testRoutes.slice(2, 3)];
    expect(() =>
      apiRouter(twice, {
        csrf: () => undefined,
        externalAgent: () => () => undefined,
        serviceClient: () => undefined,
        subjectOf: () => Promise.reject(new Error()),
        signInOf: () => undefined,
        noteMissing: async () => undefined,
        version: '1',
      }),
    ).to.throw(/Two routes/);
  });
});

describe('a Content-Disposition', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['statement.pdf', 'attachment; filename="statement.pdf"'],
    ['Größe.pdf', `attachment; filename="Gr__e.pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf`],
    ['a"b\\c.pdf', `attachment; filename="a_b_c.pdf"; filename*=UTF-8''a%22b_c.pdf`],
    ['x\r\nSet-Cookie: a=b', 'attachment; filename="x__Set-Cookie: a=b"'],
    ['../../etc/passwd', 'attachment; filename=".._.._etc_passwd"'],
    ['100%.pdf', `attachment; filename="100_.pdf"; filename*=UTF-8''100%25.pdf`],
  ];
  for (const [name, header] of cases) {
    it(`names ${JSON.stringify(name)} in one header line`, () => {
      expect(contentDisposition('attachment', name)).to.equal(header);
    });
  }
});
