import { expect } from 'chai';
import type { AgentView } from '../../src/contracts/admin.ts';
import type { ApprovalView } from '../../src/contracts/approvals.ts';
import type { DelegationView } from '../../src/contracts/delegations.ts';
import type { ServicePrincipalView } from '../../src/contracts/service-principals.ts';
import type { SignedInClient } from '../../src/demo/signed-in-client.ts';
import { oidOf, PurchaseWorld } from './purchase-world.ts';

const vendor = { vendorNumber: 'V-1036' };

describe('a delegation while whoever gave it is away', function () {
  this.timeout(240_000);
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

  describe('and nobody is needed: a service gave it', () => {
    const order = { vendorNumber: 'V-1036', lines: [{ itemNumber: '1007', quantity: 2 }] };
    const services = async (who: SignedInClient): Promise<readonly ServicePrincipalView[]> =>
      (await who.get<{ value: ServicePrincipalView[] }>('/api/v1/service-principals')).value;
    const patch = async (path: string, change: object, revision: number): Promise<void> => {
      const headers = { 'content-type': 'application/json', 'if-match': `"${revision}"` };
      const answer = await given.people.adele.request(path, { method: 'PATCH', body: JSON.stringify(change), headers });
      if (!answer.ok) throw new Error(await answer.text());
    };
    const become = async (state: string): Promise<void> => {
      const [service] = await services(given.people.adele);
      await patch(`/api/v1/admin/service-principals/${service!.id}`, { state }, service!.revision);
    };
    const giveAs = async (by: SignedInClient, otherwise: object = {}) => {
      const [service] = await services(given.people.adele);
      const delegation = await given.delegate({ service: service!.id, ...otherwise }, by);
      return { delegation, token: await given.world.tokenFor(given.credential, delegation.id) };
    };
    let ben: SignedInClient;
    before(async () => (ben = await given.world.signIn('ben@alderfinch.example')));

    it('with its owner as the one who decides, and the ERP asked as the service', async () => {
      expect(await services(ben)).to.have.length(1);
      expect(await services(given.people.marta)).to.deep.equal([]);
      const { delegation, token } = await giveAs(ben);
      expect(delegation).to.deep.include({ delegatorKind: 'service', isYours: true, state: 'active' });
      expect([delegation.delegator.name, delegation.responsible.name]).to.deep.equal(['Purchasing Service', 'Ben Okafor']);
      await ben.signOut();
      expect((await given.act(token, 'read_vendor', vendor)).body.result).to.equal('done');
      const asked = await given.act(token, 'create_purchase_order_draft', order);
      ben = await given.world.signIn('ben@alderfinch.example');
      const approval = (await ben.get<{ value: ApprovalView[] }>('/api/v1/approvals')).value.find(
        ({ executionReference }) => executionReference === asked.body.execution,
      );
      const decision = { version: approval!.version, decision: 'confirm' };
      const { result } = await ben.post<{ result: string }>(`/api/v1/approvals/${approval!.id}/decision`, decision);
      expect(result).to.equal('committed');
      const noor = await given.world.signIn('noor@alderfinch.example');
      const story = await noor.get<{ user: string }>(`/api/v1/executions/${asked.body.execution}`);
      expect(story.user).to.equal('Purchasing Service');
    });

    it('with no more than the ERP lets the service do, whatever its owner may, and no less for what an admin may not', async () => {
      const [service] = await services(given.people.adele);
      const at = `/api/v1/admin/service-principals/${service!.id}`;
      await patch(at, { ownerOid: oidOf('MARTA') }, service!.revision);
      const companies = (await given.people.marta.me()).companies.map(({ id }) => id);
      expect(companies).to.have.length.greaterThan(1);
      const wide = await giveAs(given.people.marta, { companies }).catch((error: unknown) => String(error));
      expect(wide).to.contain('The ERP shows you no such company.');
      await patch(at, { ownerOid: oidOf('BEN') }, (await services(given.people.adele))[0]!.revision);
      const { token } = await giveAs(given.people.adele);
      expect((await given.act(token, 'read_vendor', vendor)).body.result).to.equal('done');
    });

    it('not for anybody but its owner and admins', async () => {
      const refused = await giveAs(given.people.marta).catch((error: unknown) => String(error));
      expect(refused).to.contain('There is no such service for you.');
    });

    it('only while the service is active and its owner may use the agent: from the next call on', async () => {
      const { token, delegation } = await giveAs(ben);
      await become('suspended');
      expect((await given.act(token, 'read_vendor', vendor)).body.reason).to.include({ layer: 'delegation', rule: 'delegator-inactive' });
      expect((await ben.get<DelegationView>(`/api/v1/delegations/${delegation.id}`)).state).to.equal('delegator-inactive');
      await become('active');
      expect((await given.act(token, 'read_vendor', vendor)).body.result).to.equal('done');
      const agent = await given.people.adele.get<AgentView>(`/api/v1/admin/agents/${given.agent.id}`);
      await patch(`/api/v1/admin/agents/${given.agent.id}`, { allowedUsers: [oidOf('MARTA')] }, agent.revision);
      expect((await given.act(token, 'read_vendor', vendor)).body.reason).to.include({ layer: 'agent', rule: 'user-not-allowed' });
      const revoked = await ben.post<DelegationView>(`/api/v1/delegations/${delegation.id}/revoke`, { reason: 'Done.' });
      expect(revoked.state).to.equal('revoked');
    });

    it('and its secret is kept sealed and shown to nobody', async () => {
      const secret = 'a-secret-of-the-other-service';
      const made = { name: 'Other service', clientApplication: 'other-service', ownerOid: oidOf('BEN'), secret };
      const answer = await given.people.adele.post<ServicePrincipalView>('/api/v1/admin/service-principals', made);
      expect(answer).to.deep.include({ name: 'Other service', state: 'registered', mayDelegate: false });
      expect(JSON.stringify(await services(given.people.adele))).to.not.contain(secret);
      expect(given.world.stored()).to.not.contain(secret);
      await patch(`/api/v1/admin/service-principals/${answer.id}`, { state: 'active' }, answer.revision);
      const refused = await given.people.adele
        .post('/api/v1/delegations', given.terms({ service: answer.id }))
        .catch((error: unknown) => String(error));
      expect(refused).to.contain('502').and.to.contain('The identity provider gives this service no token for the ERP.');
      const users = await given.people.adele.get<{ value: { displayName: string }[] }>('/api/v1/admin/users');
      expect(users.value.map(({ displayName }) => displayName)).to.not.include.members(['Other service']);
    });
  });
});
