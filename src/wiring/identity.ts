import type { Logger } from 'pino';
import type { OpenDatabase } from '../adapters/database/database.ts';
import { createIdentityProviderStore } from '../adapters/database/identity-provider-store.ts';
import { createWebSessionStore } from '../adapters/database/web-session-store.ts';
import type { Config } from '../config.ts';
import {
  callbackPath,
  createIdentity,
  withServiceSignIns,
  type ClientAuthentication,
  type Identity,
  type OpenIdRegistration,
} from '../features/identity/index.ts';
import { demoApplications } from '../demo/accounts.ts';
import { serviceCredentials } from '../features/service-principals/index.ts';
import { createIdentityProvider, type IdentityProvider } from '../identity-provider/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import { demoProviderAccounts } from './demo-organisation.ts';
import { embeddedErpAudience } from './embedded-services.ts';
import type { ProgramSecrets } from './program-secrets.ts';

/** What identity is built on. */
export interface IdentityWiring {
  readonly config: Config;
  readonly publicUrl: string;
  readonly database: OpenDatabase;
  readonly secrets: ProgramSecrets;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
}

/** Where people sign in: the configured issuer, or the embedded one below our own address. */
export const issuerOf = (config: Config, publicUrl: string): string => config.OIDC_ISSUER ?? `${publicUrl}/idp`;

const registrationOf = ({ config, publicUrl, secrets }: IdentityWiring): OpenIdRegistration => {
  const clientAuthentication: ClientAuthentication =
    config.OIDC_CLIENT_SECRET === undefined
      ? { method: 'private_key_jwt', privateJwk: secrets.clientKey.privateJwk }
      : { method: 'client_secret', secret: config.OIDC_CLIENT_SECRET };
  return {
    issuer: issuerOf(config, publicUrl),
    clientId: config.OIDC_CLIENT_ID,
    clientAuthentication,
    scope: config.OIDC_SCOPE ?? 'openid profile email offline_access user_impersonation',
    erpAccess:
      config.BC_SCOPE === undefined ? { kind: 'token_exchange', audience: embeddedErpAudience } : { kind: 'on_behalf_of', scope: config.BC_SCOPE },
  };
};

/** Our own side of signing in. */
export const wireIdentity = (wiring: IdentityWiring): Identity => {
  const { publicUrl, database, secrets, clock, ids, logger } = wiring;
  const openId = registrationOf(wiring);
  const identity = createIdentity({
    publicUrl,
    openId,
    sessionStore: createWebSessionStore(database),
    sessionSecrets: [secrets.sessionSecret],
    secretBox: secrets.tokenBox,
    clock,
    ids,
    logger,
  });
  const services = { ...openId, clock, logger, credentialOf: serviceCredentials(database, secrets.serviceBox) };
  return { ...identity, erpTokens: withServiceSignIns(identity.erpTokens, services) };
};

/** The embedded provider with the demo accounts; null where people sign in elsewhere. */
export const wireIdentityProvider = ({ config, publicUrl, database, secrets, clock, logger }: IdentityWiring): IdentityProvider | null =>
  config.OIDC_ISSUER !== undefined
    ? null
    : createIdentityProvider({
        issuer: issuerOf(config, publicUrl),
        accounts: demoProviderAccounts,
        demoPassword: config.DEMO_PASSWORD,
        clients: [
          {
            clientId: config.OIDC_CLIENT_ID,
            name: 'Smart Agents',
            jwks: { keys: [secrets.clientKey.publicJwk] },
            redirectUris: [publicUrl + callbackPath],
            postLogoutRedirectUris: [`${publicUrl}/`],
          },
        ],
        applications: demoApplications.map(({ clientId, oid, tid, displayName: name }) => ({
          ...{ clientId, oid, tid, name },
          secret: secrets.applicationSecret(clientId),
        })),
        store: createIdentityProviderStore(database),
        box: secrets.providerBox,
        keys: secrets.providerKeys,
        clock,
        logger,
      });
