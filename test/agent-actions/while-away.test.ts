import { expect } from 'chai';
import type { DelegationView } from '../../src/contracts/delegations.ts';
import { PurchaseWorld } from './purchase-world.ts';

const vendor = { vendorNumber: 'V-1036' };

describe('a delegation while whoever gave it is away', function () {
  this.timeout(60_000);
  let given: PurchaseWorld;
  before(async () => (given = await PurchaseWorld.start()));
  after(() => given.stop());

  it('waits for her to sign in where she gave no grant, and goes on when she has', async () => {
    const { token, delegation } = await given.under();
    await given.people.ben.signOut();
    const { body } = await given.act(token, 'read_vendor', vendor);
    expect(body.result, JSON.stringify(body)).to.equal('refused');
    expect(body.reason).to.include({ layer: 'delegation', rule: 'needs-sign-in' });
    const ben = await given.world.signIn('ben@alderfinch.example');
    expect((await ben.get<DelegationView>(`/api/v1/delegations/${delegation.id}`)).state).to.equal('needs-sign-in');
    expect((await ben.post<DelegationView>(`/api/v1/delegations/${delegation.id}/sign-in`, undefined)).state).to.equal('active');
    expect((await given.act(token, 'read_vendor', vendor)).body.result).to.equal('done');
  });

  it('goes on after she signed out where she gave a grant, and ends with its revocation', async () => {
    const ben = await given.world.signIn('ben@alderfinch.example');
    const delegation = await given.delegate({}, ben);
    const token = await given.world.tokenFor(given.credential, delegation.id);
    expect((await ben.grant(delegation.id)).url).to.equal(`${given.world.url}/healthz`);
    await ben.signOut();
    const { body } = await given.act(token, 'read_vendor', vendor);
    expect(body.result, JSON.stringify(body)).to.equal('done');
    const adele = await given.world.signIn('adele@alderfinch.example');
    await adele.post(`/api/v1/delegations/${delegation.id}/revoke`, { reason: 'Not needed any more.' });
    expect((await given.act(token, 'read_vendor', vendor)).body.reason).to.include({ rule: 'delegation-revoked' });
  });

  it('cannot be granted for by anyone but her', async () => {
    const [ben, marta] = await Promise.all([given.world.signIn('ben@alderfinch.example'), given.world.signIn('marta@alderfinch.example')]);
    const delegation = await given.delegate({}, ben);
    expect((await marta.grant(delegation.id)).url).to.contain('/auth/callback');
    await ben.signOut();
    const token = await given.world.tokenFor(given.credential, delegation.id);
    expect((await given.act(token, 'read_vendor', vendor)).body.reason).to.include({ rule: 'needs-sign-in' });
  });
});
