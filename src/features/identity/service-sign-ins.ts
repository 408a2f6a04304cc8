import * as openid from 'openid-client';
import type { Logger } from 'pino';
import type { Clock } from '../../kernel/clock.ts';
import type { ErpToken } from './erp-exchange.ts';
import type { ErpTokens } from './erp-tokens.ts';
import { askProvider, openIdClient, type OpenIdClient } from './open-id-client.ts';
import type { ErpAccess } from './options.ts';
import { expiryMargin } from './subject-tokens.ts';

const prefix = 'service:';

/** The sign-in as which a service stands where people have theirs: no session has an id like it. */
export const serviceSignIn = (id: string): string => prefix + id;

/** A client application, as the identity provider knows it. */
export interface ServiceCredential {
  readonly clientId: string;
  readonly secret: string;
}

/** What sign-ins of services stand on. */
export interface ServiceSignInOptions {
  readonly issuer: string;
  readonly erpAccess: ErpAccess;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The client application of a service that may act at this moment; null where it may not. */
  readonly credentialOf: (id: string) => Promise<ServiceCredential | null>;
}

/** At Microsoft Entra ID an application asks for what it was consented to, with the resource's `.default`. */
const scopeParameters = (access: ErpAccess): Record<string, string> => {
  if (access.kind === 'token_exchange') return { resource: access.audience };
  const [scope = ''] = access.scope.split(' ');
  return { scope: `${scope.slice(0, scope.lastIndexOf('/'))}/.default` };
};

/**
 * ERP tokens for services beside those for people, by OAuth's client credentials: the token speaks for the application's own
 * account in the ERP and for nobody's sign-in. Whether the service may act is asked on every use; one that is refused a token,
 * its secret having expired, needs an admin and harms nothing else.
 */
export const withServiceSignIns = (people: ErpTokens, options: ServiceSignInOptions): ErpTokens => {
  const clients = new Map<string, { readonly secret: string; readonly client: OpenIdClient; token: ErpToken | null }>();
  const heldFor = (id: string, { clientId, secret }: ServiceCredential) => {
    const known = clients.get(id);
    if (known?.secret === secret) return known;
    const client = openIdClient({ issuer: options.issuer, clientId, clientAuthentication: { method: 'client_secret_basic', secret } });
    const held = { secret, client, token: null };
    clients.set(id, held);
    return held;
  };
  const fresh = async (client: OpenIdClient): Promise<ErpToken | null> => {
    const configuration = await client.configuration();
    const answer = await askProvider(() => openid.clientCredentialsGrant(configuration, scopeParameters(options.erpAccess)));
    if (answer.kind === 'refused') {
      options.logger.warn({ error: answer.error, reason: answer.reason }, 'a service was refused a token for the ERP');
      return null;
    }
    const { access_token: token, expires_in: seconds = 0 } = answer.value;
    return { token, expiresAt: new Date(options.clock.now().getTime() + seconds * 1000) };
  };
  return {
    async forUser(signIn, agentId) {
      if (!signIn.startsWith(prefix)) return people.forUser(signIn, agentId);
      const id = signIn.slice(prefix.length);
      const credential = await options.credentialOf(id);
      if (credential === null) return { kind: 'needs_sign_in' };
      const held = heldFor(id, credential);
      if (held.token === null || held.token.expiresAt.getTime() - options.clock.now().getTime() <= expiryMargin)
        held.token = await fresh(held.client);
      return held.token === null ? { kind: 'needs_sign_in' } : { kind: 'token', ...held.token };
    },
    forget: (signIn) => people.forget(signIn),
  };
};
