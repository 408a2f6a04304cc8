import { expect } from 'chai';
import * as openid from 'openid-client';
import { pino } from 'pino';
import { onBehalfOf } from '../../src/features/identity/on-behalf-of.ts';
import type { OnBehalfOfOptions } from '../../src/features/identity/on-behalf-of.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { createSecretBox, newSecretKey } from '../../src/kernel/secret-box.ts';
import { InMemorySessionStore } from './in-memory-session-store.ts';

const tenant = '7d1f6a52-3c0b-4a5e-9b1d-2f8c40a1e001';
const login = `https://login.microsoftonline.com/${tenant}`;

/* Entra itself is not at hand; what is sent to it, and where, can be seen all the same. */
describe('on-behalf-of at Entra’s own address', () => {
  const sent: { url: string; body: URLSearchParams }[] = [];
  const original = globalThis.fetch;
  let answer: () => Response;
  before(() => {
    globalThis.fetch = (url, init) => {
      sent.push({ url: new Request(url).url, body: new URLSearchParams(String(init?.body as string)) });
      return Promise.resolve(answer());
    };
  });
  after(() => {
    globalThis.fetch = original;
  });
  beforeEach(() => {
    sent.length = 0;
  });

  const exchange = () => {
    const configuration = new openid.Configuration(
      { issuer: `${login}/v2.0`, token_endpoint: `${login}/oauth2/v2.0/token`, authorization_endpoint: `${login}/oauth2/v2.0/authorize` },
      'app-id',
    );
    const options: OnBehalfOfOptions = {
      client: { configuration: () => Promise.resolve(configuration) },
      registration: {
        issuer: `${login}/v2.0`,
        clientId: 'app-id',
        clientAuthentication: { method: 'client_secret', secret: 'a secret' },
        scope: 'openid',
        erpAccess: { kind: 'on_behalf_of', scope: '' },
      },
      caches: { store: new InMemorySessionStore(), box: createSecretBox(newSecretKey()), logger: pino({ level: 'silent' }) },
      clock: systemClock,
      ids: randomIds,
    };
    return onBehalfOf(options, 'https://api.businesscentral.dynamics.com/.default')({ sessionId: 's', accessToken: 'the user’s token' }, 'agent-7');
  };

  it('asks the token endpoint that discovery told, and nothing else, for a token of Business Central', async () => {
    answer = () =>
      Response.json({ access_token: 'erp', token_type: 'Bearer', expires_in: 3599, scope: 'https://api.businesscentral.dynamics.com/.default' });
    expect(await exchange()).to.deep.include({ kind: 'answer' });
    expect(sent.map(({ url }) => url.split('?')[0])).to.deep.equal([`${login}/oauth2/v2.0/token`]);
    const parameters = Object.fromEntries(sent[0]!.body);
    expect(parameters).to.include({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      requested_token_use: 'on_behalf_of',
      assertion: 'the user’s token',
      client_id: 'app-id',
      client_secret: 'a secret',
    });
    expect(parameters['scope']?.split(' ')).to.include('https://api.businesscentral.dynamics.com/.default');
  });

  it('passes Entra’s refusal on by its code, with its reason', async () => {
    answer = () =>
      Response.json(
        { error: 'invalid_grant', suberror: 'consent_required', error_description: 'AADSTS65001: The user has not consented.' },
        { status: 400 },
      );
    expect(await exchange())
      .to.deep.include({ kind: 'refused', error: 'invalid_grant' })
      .and.to.have.property('reason')
      .that.includes('AADSTS65001');
  });

  for (const [what, broken] of [
    ['a server error, whatever it says', () => Response.json({ error: 'invalid_grant' }, { status: 503 })],
    ['a page instead of JSON', () => new Response('<html>', { status: 200 })],
    ['an answer without a token', () => Response.json({})],
  ] as const) {
    it(`takes ${what} for an identity provider that cannot be reached`, async () => {
      answer = broken;
      const failure: unknown = await exchange().catch((thrown: unknown) => thrown);
      expect(failure).to.include({ code: 'bad_gateway' });
    });
  }
});
