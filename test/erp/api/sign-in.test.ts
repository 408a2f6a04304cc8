import { generateKeyPair } from 'jose';
import { expect } from 'chai';
import { oidOf, RunningErp, tenantOne, tenantTwo } from './running-erp.ts';
import type { TokenClaims } from './running-erp.ts';

describe('who may call the ERP', function () {
  this.timeout(240_000);
  let erp: RunningErp;
  before(async () => {
    erp = await RunningErp.start();
  });
  after(() => erp.stop());

  it('nobody without a token', async () => {
    for (const headers of [{}, { authorization: 'Bearer' }, { authorization: 'Bearer x' }, { authorization: 'Basic eDp5' }] as Record<
      string,
      string
    >[]) {
      const { status, body, headers: answered } = await erp.call('v2.0/companies', { headers });
      expect([status, body.error.code]).to.deep.equal([401, 'Authentication_InvalidCredentials']);
      expect(answered.get('www-authenticate')).to.equal('Bearer');
    }
  });

  const wrong: readonly (readonly [string, TokenClaims])[] = [
    ['another audience', { aud: 'urn:other' }],
    ['another issuer', { iss: 'http://elsewhere.test' }],
    ['an expiry in the past', { exp: 1_700_000_000 }],
    ['no expiry', { exp: undefined }],
    ['an unknown tenant', { tid: '33333333-3333-4333-8333-333333333333' }],
    ['no tenant', { tid: undefined }],
    ['no object id', { oid: undefined }],
    ['a user of the other tenant', { tid: tenantTwo }],
    ['an unknown user', { oid: '00000000-0000-4000-8000-000000000099' }],
    ['no scope for the ERP', { scope: 'openid' }],
    ['a scope that only looks alike', { scope: 'Financials.ReadWrite.AllExceptThis' }],
    ['a tenant that is no text', { tid: [tenantOne] }],
  ];
  for (const [title, claims] of wrong) {
    it(`nobody with ${title}`, async () => {
      const { status, body } = await erp.call('v2.0/companies', { token: await erp.token('buyer', claims) });
      expect([status, body.error.code]).to.deep.equal([401, 'Authentication_InvalidCredentials']);
    });
  }

  it('nobody with a token of another key, or none', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect((await erp.call('v2.0/companies', { token: await erp.token('buyer', {}, privateKey) })).status).to.equal(401);
    const [head = '', body = ''] = (await erp.token('buyer')).split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.${Buffer.from('x').toString('base64url')}`;
    expect((await erp.call('v2.0/companies', { token: unsigned })).status).to.equal(401);
    expect((await erp.call('v2.0/companies', { token: `${head}.${body}.AAAA` })).status).to.equal(401);
  });

  it('everybody else, again and again with the same token', async () => {
    const token = await erp.token('buyer');
    for (let times = 0; times < 3; times += 1) expect((await erp.call('v2.0/companies', { token })).status).to.equal(200);
  });

  it('only on addresses of the API', async () => {
    expect((await erp.call(`${erp.erp.url}/`, { as: 'buyer' })).status).to.equal(404);
    expect((await erp.call('v1.0/companies', { as: 'buyer' })).status).to.equal(404);
    expect((await erp.call('v2.0/', { as: 'buyer' })).body.value.length).to.be.above(10);
    expect((await erp.call('v2.0/$metadata')).status).to.equal(401);
  });

  describe('two tenants', () => {
    it('have companies and records of their own, and the other’s ids lead nowhere', async () => {
      const mine = (await erp.call('v2.0/companies', { as: 'finance-manager' })).body.value;
      const theirs = (await erp.call('v2.0/companies', { as: 'owner' })).body.value;
      const company = `v2.0/companies(${String(theirs[0].id)})`;
      const customers = (await erp.call(`${company}/customers`, { as: 'owner' })).body.value;
      expect(customers.length).to.be.above(0);
      expect(oidOf('owner')).not.to.equal(oidOf('finance-manager'));
      const created = await erp.call(`${company}/purchaseOrders`, {
        as: 'owner',
        method: 'POST',
        body: { vendorNumber: (await erp.call(`${company}/vendors?$top=1`, { as: 'owner' })).body.value[0].number },
      });
      expect(created.status).to.equal(201);
      const foreign = await erp.call(`v2.0/companies(${String(mine[0].id)})/purchaseOrders(${String(created.body.id)})`, { as: 'finance-manager' });
      expect(foreign.status).to.equal(404);
    });
  });
});
