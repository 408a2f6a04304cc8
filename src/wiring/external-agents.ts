import type { RequestHandler, Router } from 'express';
import { createIdentityProviderStore } from '../adapters/database/identity-provider-store.ts';
import { SettingChanges } from '../features/change-log/index.ts';
import {
  agentClaims,
  AgentClients,
  agentHolders,
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
import {
  auditMetadataPath,
  auditResource,
  auditResourceRoute,
  logReaderRoutes,
  LogReaders,
  logReadersPath,
  readerClaims,
  ReaderClients,
  readerHolders,
  ReaderStore,
  serviceClientGuard,
} from '../features/log-readers/index.ts';
import type { Settings } from '../features/settings/index.ts';
import type { Subjects } from '../features/subjects/index.ts';
import { agentScopes } from '../domain/agent-token.ts';
import { readerScopes } from '../domain/log-reader.ts';
import { createTokenService, type MachineClients } from '../identity-provider/index.ts';
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
  /** Lets log readers in. */
  readonly serviceClient: RequestHandler;
  readonly routes: readonly Route[];
}

const issuerOfTokens = ({ config, publicUrl }: ExternalAgentWiring): TokenIssuer =>
  config.OIDC_ISSUER === undefined
    ? { kind: 'own', issuer: publicUrl }
    : { kind: 'entra', issuer: config.OIDC_ISSUER, clientId: config.OIDC_CLIENT_ID };

const tokenService = ({ publicUrl, database, secrets, clock, logger }: ExternalAgentWiring, clients: MachineClients): Router => {
  const [first, ...others] = agentResources;
  return createTokenService({
    issuer: publicUrl,
    clients,
    resources: [resourceUrl(publicUrl, first), ...others.map((resource) => resourceUrl(publicUrl, resource))],
    scopes: [...Object.values(agentScopes), ...Object.values(readerScopes)],
    detailTypes: [delegationType],
    store: createIdentityProviderStore(database),
    box: secrets.providerBox,
    keys: secrets.agentTokenKeys,
    clock,
    logger,
  });
};

/** Puts together how external agents and log readers are registered, get tokens and are let in. */
export const wireExternalAgents = (wiring: ExternalAgentWiring): ExternalAgents => {
  const { publicUrl, database, settings, subjects, clock, ids } = wiring;
  const from = issuerOfTokens(wiring);
  const store = new CredentialStore(database);
  const agents = new CallingAgents({ store, settings, clock });
  const changes = new SettingChanges({ database, clock, ids });
  const foreignIssuer = from.kind === 'own' ? null : from.issuer;
  const keys = issuerKeys(from);
  const readers = new ReaderStore(database);
  const resource = publicUrl + auditResource;
  const others = new AgentClients({ store, settings, clock });
  const shared = { store, subjects, changes, clock, ids, foreignIssuer };
  return {
    tokenService: from.kind === 'own' ? tokenService(wiring, new ReaderClients({ others, credentials: store, readers, clock, resource })) : null,
    serviceClient: serviceClientGuard({
      verify: tokenVerifier({ from, keys, clock, claimsOf: readerClaims(from.kind) }),
      ...{ readers, credentials: store, clock, resource, metadata: publicUrl + auditMetadataPath },
    }),
    guard: externalAgentGuard({
      verify: tokenVerifier({ from, keys, clock, claimsOf: agentClaims(from) }),
      agents,
      rates: new CallRates(clock),
      publicUrl,
    }),
    scopeGuard: scopeGuard(publicUrl),
    routes: [
      ...credentialRoutes({
        credentials: new Credentials({ ...shared, holders: agentHolders(settings) }),
        below: '/api/v1/admin/agents',
        holder: 'an external agent',
      }),
      ...logReaderRoutes({ readers: new LogReaders({ store: readers, subjects, changes, clock, ids }) }),
      ...credentialRoutes({
        credentials: new Credentials({ ...shared, holders: readerHolders(readers) }),
        below: logReadersPath,
        holder: 'a log reader',
      }),
      auditResourceRoute(publicUrl, from.issuer),
      ...callingAgentRoutes({ agents }),
      ...protectedResourceRoutes(publicUrl, from),
    ],
  };
};
