import { join } from 'node:path';
import type { RequestListener } from 'node:http';
import { pino, type Logger } from 'pino';
import { openDatabase } from '../adapters/database/database.ts';
import { createHeadFile } from '../adapters/files/head-file.ts';
import { loadMasterKey } from '../adapters/files/master-key.ts';
import { BusinessCentralClient } from '../adapters/business-central/index.ts';
import { createPdfRenderer } from '../adapters/pdf/index.ts';
import type { Config } from '../config.ts';
import { CompleteWitness } from '../features/audit/index.ts';
import type { ModelPort } from '../features/chat/index.ts';
import { systemClock, type Clock } from '../kernel/clock.ts';
import { timeOrderedIds } from '../kernel/ids.ts';
import { Nightly } from '../features/retention/index.ts';
import { createOutbox, DraftStore } from '../features/outbox/index.ts';
import { namespaceChannel, serveChat } from '../socket/chat-namespace.ts';
import { createSocketServer } from '../socket/create-socket-server.ts';
import { disconnectEnded } from '../socket/socket-sign-in.ts';
import { createCore } from './core.ts';
import { startErp, startModel, type ReachableModel, type Running } from './embedded-services.ts';
import { signInEnder } from './end-sign-ins.ts';
import { createWebApp, type WebAppParts } from './web-app.ts';
import { wireExternalAgents } from './external-agents.ts';
import { issuerOf, wireIdentity, wireIdentityProvider } from './identity.ts';
import { listen } from './listening.ts';
import { createPortFactory, erpSignIns } from './port-factory.ts';
import { programVersion } from './program-version.ts';
import { loadSecrets } from './program-secrets.ts';
import { observeGauges } from './health.ts';
import { ReachProbe } from './reach-probe.ts';
import { startTelemetry } from './telemetry.ts';
import { seedDemo } from './seed-demo.ts';
import { seedOwnTenant } from './seed-own-tenant.ts';

/** What tests put in place of the outside. */
export interface ProgramDoubles {
  readonly model?: ModelPort;
  readonly clock?: Clock;
  readonly logger?: Logger;
}

/** A running program. */
export interface Program {
  /** Where browsers reach it, without a trailing slash. */
  readonly url: string;
  /** Where the ERP is: everything before `/api/…`. */
  readonly erpUrl: string;
  /** Looks through what waits for time or for the ERP, as it does every now and then by itself. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

/** Says what is being done, for whoever waits. */
export type Progress = (what: string) => void;

/** Starts everything that is not configured to be elsewhere, and serves. Rejects, with everything stopped again, where it cannot. */
export const startProgram = async (config: Config, progress: Progress = () => undefined, doubles: ProgramDoubles = {}): Promise<Program> => {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.reverse()) await each();
  };
  try {
    return { ...(await build(config, { progress, doubles, stops })), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** The embedded ERP works on one request at a time and ends with the program: a request is through when the client has given it up. */
const embeddedRequestMillis = 35_000;

/** How often sign-ins that have ended are removed. */
const sweepMillis = 10 * 60_000;

/** Does a piece of work again and again; answers what ends it. */
const nowAndThen = (work: () => Promise<unknown>, onFault: (error: unknown) => void): (() => Promise<void>) => {
  const timer = setInterval(() => void work().catch(onFault), sweepMillis).unref();
  return async () => clearInterval(timer);
};

interface Building {
  readonly progress: Progress;
  readonly doubles: ProgramDoubles;
  readonly stops: (() => Promise<void>)[];
}

const build = async (config: Config, { progress, doubles, stops }: Building): Promise<Omit<Program, 'stop'>> => {
  const clock = doubles.clock ?? systemClock;
  const logger = doubles.logger ?? pino({ level: config.LOG_LEVEL });
  const ids = timeOrderedIds;
  const server = await listen(config.HOST, config.PORT);
  stops.push(() => server.close());
  const publicUrl = config.PUBLIC_URL?.replace(/\/$/, '') ?? `http://${config.HOST}:${server.port}`;

  progress('Opening the database');
  const masterKey = loadMasterKey(config.dataDir, config.MASTER_KEY);
  const database = await openDatabase(config.databaseUrl);
  stops.push(() => database.close());
  // Stopped while the database still answers, so that the last numbers are told too.
  const { telemetry, prometheus, ...exported } = await startTelemetry(config, logger);
  const { tracing } = telemetry;
  stops.push(() => exported.stop());
  const secrets = await loadSecrets(database, masterKey, clock);

  progress('Starting the ERP');
  const [erp, model] = await Promise.all([
    startErp(config, issuerOf(config, publicUrl), clock),
    doubles.model ? given(doubles.model) : startModel(config, logger, tracing),
  ]);
  stops.push(
    () => erp.close(),
    () => model.close(),
  );

  const wiring = { config, publicUrl, database, secrets, clock, ids, logger };
  const identity = wireIdentity(wiring);
  const provider = wireIdentityProvider(wiring);
  const client = new BusinessCentralClient({ baseUrl: erp.service.baseUrl, clock, tracing });
  const renderer = createPdfRenderer();
  const outboxOf = createOutbox({ store: new DraftStore(database), renderer, clock, ids, hashKey: (tenantId) => secrets.hashKey(tenantId) });

  const io = createSocketServer(identity);
  const namespace = io.of('/chat');
  const core = createCore({
    ...{ database, masterKey, secrets, clock, ids, logger, programVersion, telemetry, model: model.service.port },
    ...(config.BC_BASE_URL ? {} : { effectHorizonMillis: embeddedRequestMillis }),
    witness: new CompleteWitness(database, createHeadFile(join(config.dataDir, 'log-heads.ndjson'))),
    ports: createPortFactory({
      erp: client,
      tokens: identity.erpTokens,
      outboxFor: ({ tenantId, subject, company, execution, agentId }) =>
        outboxOf({ tenantId, subject, companyId: company.id, executionId: execution.id, agentId }),
    }),
    signIns: erpSignIns(identity.erpTokens),
    endSignIns: signInEnder(database, secrets),
    channel: namespaceChannel(namespace),
  });
  observeGauges(telemetry.meters, { database, log: core.log, clock, openSockets: () => namespace.sockets.size });
  serveChat(namespace, { ...core, identity, logger, tracing, noteMissing: (person, event) => core.missed.noteEvent(person, event) });
  identity.onSignedOut((sessionId) => void namespace.in(`sign-in:${sessionId}`).disconnectSockets(true));

  progress(provider ? 'Preparing the demo organisations' : 'Preparing the organisation');
  const at = { issuer: issuerOf(config, publicUrl), erpBaseUrl: erp.service.baseUrl };
  const seeding = { database, subjects: core.parts.subjects, tools: core.parts.tools, clock, ids };
  const demoServices = { box: secrets.serviceBox, secretOf: (clientId: string) => secrets.applicationSecret(clientId) };
  await (provider ? seedDemo(seeding, at, demoServices) : seedOwnTenant(seeding, config, at));
  const sweepSignIns = () => Promise.all([provider?.sweep(), identity.sessions.sweep()]).then(() => disconnectEnded(namespace, identity));
  stops.push(nowAndThen(sweepSignIns, (error) => logger.warn({ err: error }, 'ended sign-ins could not be removed')));

  const app = createWebApp({
    ...{ config, publicUrl, identity, provider, core, client, renderer, database, clock, ids, logger },
    serviceBox: secrets.serviceBox,
    externalAgents: wireExternalAgents({ ...wiring, settings: core.parts.settings, subjects: core.parts.subjects }),
    model: model.service.port,
    erp: erp.service,
    prometheus,
    probes: probesOf({ erp: erp.service.baseUrl, model: model.service.baseUrl }, clock),
  });
  // What is taken up again needs tokens, so the provider answers first; everyone else waits until nothing is left over.
  server.serve(app as RequestListener, provider?.path);
  await core.start();
  const nightly = new Nightly(config.RETENTION_TIME, () => core.retention.runAll());
  stops.push(async () => nightly.stop());
  io.attach(server.server);
  io.engine.use(identity.sessionMiddleware);
  stops.push(
    () => io.close(),
    () => core.stop(),
  );
  server.serve(app as RequestListener);
  return { url: publicUrl, erpUrl: erp.service.baseUrl, sweep: () => core.sweep() };
};

const given = (port: ModelPort): Running<ReachableModel> => ({ service: { port, baseUrl: null }, close: async () => undefined });

/** Who looks whether the outside is there. A model that a test brings along is. */
const probesOf = (at: { readonly erp: string; readonly model: string | null }, clock: Clock): WebAppParts['probes'] => ({
  erp: new ReachProbe(at.erp, clock),
  model: at.model === null ? { state: 'reachable' } : new ReachProbe(`${at.model}/models`, clock),
});
