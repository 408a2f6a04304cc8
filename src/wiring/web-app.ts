import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { createProxyMiddleware } from 'http-proxy-middleware';
import type { Logger } from 'pino';
import type { OpenDatabase } from '../adapters/database/database.ts';
import type { BusinessCentralClient } from '../adapters/business-central/index.ts';
import type { Config } from '../config.ts';
import { Tenant } from '../../entities/index.ts';
import type { ModelPort } from '../features/chat/index.ts';
import type { Identity } from '../features/identity/index.ts';
import type { MissedLookup } from '../features/missed-lookups/index.ts';
import { Admins, type Person } from '../features/subjects/index.ts';
import type { DocumentRenderer } from '../features/tools/index.ts';
import { apiRouter, createApp, holdsAny, roles } from '../http/index.ts';
import type { IdentityProvider } from '../identity-provider/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { Core } from './core.ts';
import type { ExternalAgents } from './external-agents.ts';
import type { EmbeddedErp } from '../erp/index.ts';
import { erpFilterFaults } from './filter-faults.ts';
import { companiesOf, erpReading } from './erp-reading.ts';
import { healthRouter, type HealthParts } from './health.ts';
import { mcpDoor } from './mcp-door.ts';
import { meHandler } from './me-handler.ts';
import { programVersion, projectRoot } from './program-version.ts';
import { routeTable } from './route-table.ts';

/** What is served, and with what. */
export interface WebAppParts {
  readonly config: Config;
  readonly publicUrl: string;
  readonly identity: Identity;
  readonly provider: IdentityProvider | null;
  readonly externalAgents: ExternalAgents;
  readonly core: Core;
  readonly client: BusinessCentralClient;
  readonly renderer: DocumentRenderer;
  readonly model: ModelPort;
  readonly erp: { readonly baseUrl: string; readonly embedded: EmbeddedErp | null };
  readonly database: OpenDatabase;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly prometheus: HealthParts['prometheus'];
  readonly probes: Pick<HealthParts, 'erp' | 'model'>;
  /** Seals the secrets of services that delegate. */
  readonly serviceBox: SecretBox;
}

/** Everything our pages need comes from us; Fluent UI writes its styles into the page. */
const securityHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'self'"],
    },
  },
  strictTransportSecurity: false,
});

const pages = (identity: Identity): RequestHandler[] => {
  const folder = join(projectRoot, 'dist', 'web');
  const index = join(folder, 'index.html');
  const page: RequestHandler = (req, res, next) => {
    if (req.method !== 'GET' || req.path.startsWith('/api') || !req.accepts('html')) return next();
    return void identity.requireUser(req, res, (error?: unknown) => {
      if (error !== undefined) return next(error);
      return existsSync(index) ? res.sendFile(index) : res.status(503).send('The pages are not built: run npm start.');
    });
  };
  return [
    express.static(folder, {
      index: false,
      immutable: true,
      maxAge: '1y',
      setHeaders: (res, path) => void (path.endsWith('.html') && res.setHeader('Cache-Control', 'no-store')),
    }),
    page,
  ];
};

const tenantName = async (database: OpenDatabase, tenantId: string): Promise<string> =>
  (await database.reader.findOneBy(Tenant, { id: tenantId }))?.name ?? 'Unknown organisation';

/** The express app: health first, then the embedded services, sessions, the API, and the pages. */
export const createWebApp = (parts: WebAppParts): Express => {
  const { identity, provider, externalAgents, core, erp, config } = parts;
  const { tracing } = core.parts;
  const signInOf = (request: Parameters<Identity['signedInSessionOf']>[0]): string | undefined => identity.signedInSessionOf(request)?.sessionId;
  const erpParts = { baseUrl: erp.baseUrl, client: parts.client, tokens: identity.erpTokens, signInOf };
  const admins = new Admins({ database: parts.database, clock: parts.clock, subjects: core.parts.subjects });
  const reading = { companiesUnder: (signIn: string) => companiesOf(erpParts, signIn), filterFaults: erpFilterFaults(erpParts), grants: identity };
  const routes = [...routeTable({ ...parts, ...reading, admins }), ...externalAgents.routes];
  const api = express.Router();
  api.get(
    '/api/v1/me',
    meHandler({
      csrfTokenFor: (request) => identity.csrfTokenFor(request),
      tenantName: (tenantId) => tenantName(parts.database, tenantId),
      companies: (request) => companiesOf(erpParts, signInOf(request) ?? ''),
      model: { name: parts.model.modelFor('smart'), offline: parts.model.offline },
    }),
  );
  api.use('/api/v1/erp', erpReading(erpParts));
  const subjectOf = (user: Person & { readonly roles: readonly string[] }) => admins.arrive(user, holdsAny(user, [roles.admin]));
  const noteMissing = (missed: MissedLookup): Promise<void> => core.missed.note(missed);
  api.use(
    apiRouter(routes, {
      csrf: identity.csrf,
      externalAgent: externalAgents.guard,
      serviceClient: externalAgents.serviceClient,
      subjectOf,
      signInOf,
      noteMissing,
      version: programVersion,
      tracing,
    }),
  );
  const embeddedErp = erp.embedded
    ? [createProxyMiddleware({ target: erp.embedded.url, pathFilter: (path) => path.startsWith('/erp/'), xfwd: true })]
    : [];
  return createApp({
    logger: parts.logger,
    ids: parts.ids,
    handlers: [
      healthRouter({
        ...{ database: parts.database, log: core.log, dataDir: config.dataDir, probeLog: () => core.gap.record(), logger: parts.logger },
        ...{ minFreeBytes: config.MIN_FREE_DISK_MB * 1_048_576, clock: parts.clock, prometheus: parts.prometheus, ...parts.probes },
      }),
      ...embeddedErp,
      ...(provider ? [express.Router().use(provider.path, provider.handler)] : []),
      ...(externalAgents.tokenService ? [externalAgents.tokenService] : []),
      mcpDoor({ ...parts, ...reading }),
      securityHeaders,
      identity.sessionMiddleware,
      identity.router,
      api,
      ...pages(identity),
    ],
  });
};
