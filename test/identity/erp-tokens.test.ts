import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { pino } from 'pino';
import { openIdClient } from '../../src/features/identity/open-id-client.ts';
import { subjectTokens } from '../../src/features/identity/subject-tokens.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { IdentitySite } from './identity-site.ts';

const second = 1000;
const minute = 60 * second;

describe('ERP access for a signed-in user', () => {
  let site: IdentitySite;
  let clock: ManualClock;
  let sessionId: string;
  beforeEach(async () => {
    clock = new ManualClock(new Date());
    site = await IdentitySite.start({ identity: { clock } });
    await site.signIn('clara@alderfinch.example');
    sessionId = site.onlySessionId();
  });
  afterEach(() => site.stop());

  const token = async (agentId?: string): Promise<string> => {
    const outcome = await site.identity.erpTokens.forUser(sessionId, agentId);
    if (outcome.kind !== 'token') throw new Error(outcome.kind);
    return outcome.token;
  };

  it('names the agent as actor, and nobody when the user acts herself', async () => {
    expect(decodeJwt(await token('agent-7'))['act']).to.deep.equal({ sub: 'agent-7' });
    expect(decodeJwt(await token('agent-8'))['act']).to.deep.equal({ sub: 'agent-8' });
    expect(decodeJwt(await token())).to.not.have.property('act');
  });

  it('is held until a minute before it ends, per agent', async () => {
    const first = await token('agent-7');
    const asked = site.tokenRequests;
    clock.advance(8 * minute + 55 * second);
    expect(await token('agent-7')).to.equal(first);
    expect(site.tokenRequests).to.equal(asked);
    clock.advance(10 * second);
    expect(await token('agent-7')).to.not.equal(first);
    expect(site.tokenRequests).to.equal(asked + 1);
  });

  it('says when its token ends', async () => {
    const outcome = await site.identity.erpTokens.forUser(sessionId);
    expect(outcome)
      .to.have.property('expiresAt')
      .that.deep.equals(new Date(clock.now().getTime() + 10 * minute));
  });

  it('is asked for once, however many calls wait for it', async () => {
    const asked = site.tokenRequests;
    const tokens = await Promise.all(Array.from({ length: 20 }, () => token('agent-7')));
    expect(new Set(tokens).size).to.equal(1);
    expect(site.tokenRequests).to.equal(asked + 1);
  });

  it('refreshes the user’s own token when it is about to end, once for all agents, and keeps the new refresh token', async () => {
    const before = site.tokens();
    const asked = site.tokenRequests;
    clock.advance(59 * minute + 30 * second);
    await Promise.all(['a', 'b', 'c', 'd'].map((agentId) => token(agentId)));
    expect(site.tokenRequests).to.equal(asked + 5);
    const after = site.tokens();
    expect(after.refreshToken).to.not.equal(before.refreshToken);
    expect(after.accessToken).to.not.equal(before.accessToken);
    expect(after.accessTokenExpiresAt).to.equal(clock.now().getTime() + 60 * minute);
    clock.advance(59 * minute + 30 * second);
    await token('a');
    expect(site.tokens().refreshToken).to.not.equal(after.refreshToken);
  });

  it('gets over a provider that ended the user’s token early', async () => {
    const record = site.sessionStore.records.get(sessionId);
    const broken = { ...site.tokens(), accessToken: 'ended early' };
    await site.sessionStore.saveTokens(sessionId, site.box.seal(JSON.stringify(broken)));
    expect(record).to.not.equal(undefined);
    expect(decodeJwt(await token('agent-7'))['act']).to.deep.equal({ sub: 'agent-7' });
  });

  it('refreshes no token that was refreshed already', async () => {
    const stale = site.tokens().accessToken;
    const logger = pino({ level: 'silent' });
    const client = openIdClient(site.registration);
    const subjects = subjectTokens({ client, sessions: site.identity.sessions, clock, logger });
    const fresh = await subjects.other(sessionId, stale);
    const asked = site.tokenRequests;
    expect(await subjects.other(sessionId, stale))
      .to.equal(fresh)
      .and.not.equal(stale);
    expect(site.tokenRequests).to.equal(asked);
  });

  it('needs a new sign-in once the grant is gone', async () => {
    for (const { model, id } of [...site.providerStore.records.values()]) await site.providerStore.destroy(model, id);
    expect(await site.identity.erpTokens.forUser(sessionId, 'agent-7')).to.deep.equal({ kind: 'needs_sign_in' });
  });

  it('needs a new sign-in once the session is gone, whatever is still held', async () => {
    await token('agent-7');
    await site.sessionStore.destroy(sessionId);
    expect(await site.identity.erpTokens.forUser(sessionId, 'agent-7')).to.deep.equal({ kind: 'needs_sign_in' });
    expect(await site.identity.erpTokens.forUser('no such session')).to.deep.equal({ kind: 'needs_sign_in' });
  });

  it('needs a new sign-in when the key that sealed the tokens is lost', async () => {
    await site.sessionStore.saveTokens(sessionId, 'not sealed by us');
    expect(await site.identity.erpTokens.forUser(sessionId)).to.deep.equal({ kind: 'needs_sign_in' });
  });

  it('fails, and does not ask for a sign-in, while the provider is down; and works when it is back', async () => {
    site.isProviderDown = true;
    let failure: unknown;
    await site.identity.erpTokens.forUser(sessionId, 'agent-7').catch((error: unknown) => {
      failure = error;
    });
    expect(failure).to.have.property('code', 'bad_gateway');
    site.isProviderDown = false;
    expect(await token('agent-7')).to.be.a('string');
  });

  it('cannot be configured so that no key could name the agent', () => {
    expect(() => {
      site.boot({ openId: { clientAuthentication: { method: 'client_secret', secret: 'secret' } } });
    }).to.throw('private_key_jwt');
  });
});
