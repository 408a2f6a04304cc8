import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWK, JWTPayload } from 'jose';
import { Provider } from 'oidc-provider';
import type { ClientMetadata, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { generateClientKey } from '../../../src/features/identity/index.ts';
import { registerOnBehalfOf } from './on-behalf-of-grant.ts';
import type { People } from './on-behalf-of-grant.ts';
import { apiAudience, clientId, clientSecret, erpAudience, keyClientId, terminalClientId, type Ask, type Tell } from './wire.ts';

/*
 * An OpenID provider in a process of its own that speaks as Microsoft Entra ID does: an issuer a tenant, access
 * tokens as JWTs with `tid`, `oid` and `scp`, and the on-behalf-of grant. The library does the rest; whoever signs in
 * by an object id is that person.
 */

const tell = (message: Tell): void => void process.send?.(message);

/** What every application of the tenant has; the loopback rule for native ones (RFC 8252, 7.3): the port does not count. */
const application = {
  application_type: 'native',
  redirect_uris: ['http://127.0.0.1/auth/callback'],
  post_logout_redirect_uris: ['http://127.0.0.1/'],
  grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
  response_types: ['code'],
} as const satisfies Partial<ClientMetadata>;

/** A tenant's signing key, and the public key of the application that has one. */
interface Keys {
  readonly signing: JWK;
  readonly client: JWK;
}

const configuration = ({ signing, client }: Keys, tid: string): Configuration => ({
  jwks: { keys: [signing] },
  clients: [
    { ...application, client_id: clientId, client_secret: clientSecret, token_endpoint_auth_method: 'client_secret_post' },
    { ...application, client_id: keyClientId, jwks: { keys: [client] }, token_endpoint_auth_method: 'private_key_jwt' },
    {
      client_id: terminalClientId,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
      response_types: [],
      redirect_uris: [],
    },
  ],
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  claims: { openid: ['sub', 'oid', 'tid', 'roles'], profile: ['name', 'preferred_username'], email: ['email'] },
  conformIdTokenClaims: false,
  findAccount: (_ctx, oid) => ({
    accountId: oid,
    claims: () => ({ sub: `pairwise-${oid}`, oid, tid, roles: ['SMART_AGENTS_USER'], name: 'Somebody', preferred_username: 'somebody@example.test' }),
  }),
  extraTokenClaims: (_ctx, token) => (token.kind === 'AccessToken' ? { oid: token.accountId, tid, scp: token.scope ?? '' } : undefined),
  issueRefreshToken: () => true,
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client?.clientId, accountId: ctx.oidc.session?.accountId ?? '' });
    grant.addOIDCScope('openid profile email offline_access');
    grant.addResourceScope(apiAudience, 'user_impersonation');
    await grant.save();
    return grant;
  },
  cookies: { keys: [randomUUID()] },
  features: {
    devInteractions: { enabled: true },
    revocation: { enabled: true },
    deviceFlow: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => apiAudience,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: 'user_impersonation', audience: apiAudience, accessTokenTTL: 3600, accessTokenFormat: 'jwt' }),
    },
  },
});

interface TenantProvider {
  readonly provider: Provider;
  sign(claims: JWTPayload, expiresIn: number): Promise<string>;
}

const tellOfGrants = (provider: Provider): void => {
  const grantTypeOf = (ctx: KoaContextWithOIDC): string => String(ctx.oidc.params?.['grant_type']);
  provider.on('grant.success', (ctx) => {
    const assertion = ctx.oidc.params?.['client_assertion'];
    tell({
      kind: 'granted',
      grantType: grantTypeOf(ctx),
      assertionHeader: typeof assertion === 'string' ? decodeProtectedHeader(assertion) : undefined,
    });
  });
  provider.on('grant.error', (ctx, error) => tell({ kind: 'refused', grantType: grantTypeOf(ctx), error: error.error }));
};

/** What the tenants share. */
interface World {
  readonly people: People;
  readonly clientKey: JWK;
}

const openTenant = async (tid: string, issuer: string, world: World): Promise<TenantProvider> => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk: JWK = { ...(await exportJWK(privateKey)), kid: `key of ${tid}`, alg: 'RS256', use: 'sig' };
  const provider = new Provider(issuer, configuration({ signing: jwk, client: world.clientKey }, tid));
  const sign: TenantProvider['sign'] = (claims, expiresIn) => {
    const now = Math.floor(Date.now() / 1000);
    const usual = { iss: issuer, tid, iat: now, nbf: now - 60, exp: now + expiresIn };
    return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'RS256', kid: jwk.kid ?? '', typ: 'at+jwt' }).sign(privateKey);
  };
  provider.use(async (ctx, next) => {
    await next();
    // Nobody waits long between two questions whether the code was entered.
    if (ctx.oidc?.route === 'device_authorization') Object.assign(ctx.body as object, { interval: 0.01 });
  });
  registerOnBehalfOf(provider, {
    tid,
    people: world.people,
    publicKey: { ...(await exportJWK(publicKey)), kid: jwk.kid ?? '' },
    issueForErp: (claims) => sign({ ...claims, aud: erpAudience }, 3600),
  });
  tellOfGrants(provider);
  return { provider, sign };
};

const start = async (tenants: readonly string[]): Promise<void> => {
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people: People = new Map();
  const { privateJwk, publicJwk } = await generateClientKey();
  const opened = new Map<string, TenantProvider>();
  for (const tid of tenants) {
    const tenant = await openTenant(tid, `${origin}/${tid}/v2.0`, { people, clientKey: publicJwk });
    opened.set(tid, tenant);
    app.use(`/${tid}/v2.0`, tenant.provider.callback());
  }
  process.on('message', (ask: Ask) => {
    if (ask.kind === 'set') people.set(ask.oid, ask.standing);
    const token = ask.kind === 'issue' ? opened.get(ask.tid)?.sign(ask.claims, ask.expiresIn) : Promise.resolve('');
    void token?.then((text) => tell({ kind: 'done', token: text }));
  });
  tell({ kind: 'ready', origin, clientKey: privateJwk });
};

process.once('disconnect', () => process.exit(0));
await start(process.argv.slice(2));
