import type { Router } from 'express';
import { createIdentityProviderStore } from '../adapters/database/identity-provider-store.ts';
import { SettingChanges } from '../features/change-log/index.ts';
import {
  AgentClients,
  agentResources,
  CallingAgents,
  callingAgentRoutes,
  CallRates,
  credentialRoutes,
  Credentials,
  CredentialStore,
  delegationType,
  externalAgentGuard,
  issuerKeys,
  protectedResourceRoutes,
  resourceUrl,
  scopeGuard,
  tokenVerifier,
  type ExternalAgentGuard,
  type TokenIssuer,
} from '../features/external-agents/index.ts';
import type { Settings } from '../features/settings/index.ts';
import type { Subjects } from '../features/subjects/index.ts';
import { agentScopes } from '../domain/agent-token.ts';
import { createTokenService } from '../identity-provider/index.ts';
import type { Route } from '../http/index.ts';
import type { IdentityWiring } from './identity.ts';

/** What external agents are wired to, beyond identity's own. */
export interface ExternalAgentWiring extends IdentityWiring {
  readonly settings: Settings;
  readonly subjects: Subjects;
}

/** Everything through which customers' own agents come in. */
export interface ExternalAgents {
  /** Serves `/oauth/token`; null where tokens come from the configured issuer. Ahead of sessions and body parsers. */
  readonly tokenService: Router | null;
  readonly guard: ExternalAgentGuard;
  readonly scopeGuard: ExternalAgentGuard;
  readonly routes: readonly Route[];
}

const issuerOfTokens = ({ config, publicUrl }: ExternalAgentWiring): TokenIssuer =>
  config.OIDC_ISSUER === undefined
    ? { kind: 'own', issuer: publicUrl }
    : { kind: 'entra', issuer: config.OIDC_ISSUER, clientId: config.OIDC_CLIENT_ID };

const tokenService = ({ publicUrl, database, secrets, clock, logger }: ExternalAgentWiring, clients: AgentClients): Router => {
  const [first, ...others] = agentResources;
  return createTokenService({
    issuer: publicUrl,
    clients,
    resources: [resourceUrl(publicUrl, first), ...others.map((resource) => resourceUrl(publicUrl, resource))],
    scopes: Object.values(agentScopes),
    detailTypes: [delegationType],
    store: createIdentityProviderStore(database),
    box: secrets.providerBox,
    keys: secrets.agentTokenKeys,
    clock,
    logger,
  });
};

/** Puts together how external agents are registered, get tokens and are let in. */
export const wireExternalAgents = (wiring: ExternalAgentWiring): ExternalAgents => {
  const { publicUrl, database, settings, subjects, clock, ids } = wiring;
  const from = issuerOfTokens(wiring);
  const store = new CredentialStore(database);
  const agents = new CallingAgents({ store, settings, clock });
  const changes = new SettingChanges({ database, clock, ids });
  const foreignIssuer = from.kind === 'own' ? null : from.issuer;
  return {
    tokenService: from.kind === 'own' ? tokenService(wiring, new AgentClients({ store, settings, clock })) : null,
    guard: externalAgentGuard({
      verify: tokenVerifier({ from, keys: issuerKeys(from), clock }),
      agents,
      rates: new CallRates(clock),
      publicUrl,
    }),
    scopeGuard: scopeGuard(publicUrl),
    routes: [
      ...credentialRoutes({ credentials: new Credentials({ store, settings, subjects, changes, clock, ids, foreignIssuer }) }),
      ...callingAgentRoutes({ agents }),
      ...protectedResourceRoutes(publicUrl, from),
    ],
  };
};
