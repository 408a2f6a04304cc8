import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { pino } from 'pino';
import { systemClock } from '../../kernel/clock.ts';
import { describeError } from '../../kernel/errors.ts';
import { randomIds } from '../../kernel/ids.ts';
import { ErpTenant } from '../api/index.ts';
import type { EmbeddedErpOptions, WorkerMessage } from './erp-options.ts';
import { createErpListener } from './http-listener.ts';
import { openTenantDatabase } from './open-tenant-database.ts';
import { TokenVerifier } from './token-verifier.ts';

/*
 * The worker thread's entry: opens the tenants, listens, and says so to the thread that started it. Runs until
 * it is told to close. SQLite is synchronous; here it blocks nobody but the ERP itself.
 */

const say = (message: WorkerMessage): void => parentPort?.postMessage(message);

const run = async (options: EmbeddedErpOptions): Promise<void> => {
  const clock = systemClock;
  const tenants = new Map(
    options.tenants.map((tenant) => [tenant.tid, new ErpTenant({ db: openTenantDatabase(options, tenant), clock, ids: randomIds })]),
  );
  const { issuer, audience, jwksUri } = options;
  const verifier = new TokenVerifier({ issuer, audience, jwksUri, clock });
  const logger = pino({ name: 'erp', level: options.logLevel ?? 'warn' });
  const server = createErpListener({ verifier, tenants, logger, ids: randomIds });
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  parentPort?.once('message', () => {
    server.close(() => {
      for (const tenant of tenants.values()) tenant.db.close();
      parentPort?.close();
    });
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
  say({ kind: 'ready', port: (server.address() as AddressInfo).port });
};

run(workerData as EmbeddedErpOptions).catch((thrown: unknown) => {
  say({ kind: 'failed', message: describeError(thrown) });
  parentPort?.close();
});
