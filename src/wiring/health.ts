import { statfs } from 'node:fs/promises';
import { Router } from 'express';
import type { Logger } from 'pino';
import { SmartAgentApproval, SmartAgentLogOutbox } from '../../entities/index.ts';
import type { PrometheusMeters } from '../adapters/telemetry/index.ts';
import { healthOf, type Health, type HealthFacts } from '../domain/health.ts';
import type { AuditLog } from '../features/audit/index.ts';
import { measures } from '../features/telemetry/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Database } from '../kernel/database.ts';
import type { Meters } from '../kernel/telemetry.ts';
import { plainReason } from './database-fault.ts';
import { FaultLog } from './fault-log.ts';
import type { ReachProbe } from './reach-probe.ts';

/** What health looks at. */
export interface HealthParts {
  readonly database: Database;
  readonly log: AuditLog;
  readonly dataDir: string;
  readonly minFreeBytes: number;
  readonly erp: Pick<ReachProbe, 'state'>;
  readonly model: Pick<ReachProbe, 'state'>;
  readonly clock: Clock;
  /** Tries to write to the log where it was found unavailable, so that readiness comes back by itself. */
  readonly probeLog: () => Promise<void>;
  readonly prometheus: PrometheusMeters;
  readonly logger: Logger;
}

/** What gauges are read from. */
export type GaugeParts = Pick<HealthParts, 'database' | 'log' | 'clock'> & { readonly openSockets: () => number };

type Waiting = NonNullable<HealthFacts['waiting']>;

/** How many records wait for a position, and for how long the oldest has. Rejects where the database does not answer. */
const waitingOf = async ({ database, clock }: Pick<HealthParts, 'database' | 'clock'>): Promise<Waiting> => {
  const records = await database.reader.count(SmartAgentLogOutbox);
  if (records === 0) return { records, oldestSeconds: 0 };
  const [oldest] = await database.reader.find(SmartAgentLogOutbox, {
    select: { recordId: true, committedAt: true },
    order: { committedAt: 'ASC' },
    take: 1,
  });
  const since = oldest === undefined ? 0 : clock.now().getTime() - Date.parse(oldest.committedAt);
  return { records, oldestSeconds: Math.max(0, since / 1000) };
};

const factsOf = async (parts: HealthParts, faults: FaultLog): Promise<HealthFacts> => {
  if (!parts.log.state.available) await parts.probeLog();
  const { available, problem, refusedAttempts } = parts.log.state;
  faults.note('the audit log', available ? null : problem);
  const [waiting, fault] = await waitingOf(parts).then(
    (found) => [found, null] as const,
    (error: unknown) => [null, error] as const,
  );
  faults.note('the database', fault);
  const disk = await statfs(parts.dataDir).catch(() => null);
  return {
    log: { available, reason: plainReason(problem ?? ''), refusedAttempts },
    waiting,
    disk: { freeBytes: disk && disk.bavail * disk.bsize, minFreeBytes: parts.minFreeBytes },
    erp: parts.erp.state,
    model: parts.model.state,
  };
};

/** Says how the gauges are read. */
export const observeGauges = (meters: Meters, parts: GaugeParts): void => {
  meters.observe(measures.auditAvailable, () => (parts.log.state.available ? 1 : 0));
  meters.observe(measures.auditRefused, () => parts.log.state.refusedAttempts);
  meters.observe(measures.sequencerWaiting, async () => (await waitingOf(parts)).records);
  meters.observe(measures.sequencerLagSeconds, async () => (await waitingOf(parts)).oldestSeconds);
  meters.observe(measures.unsettledEffects, () => parts.database.reader.countBy(SmartAgentApproval, { state: 'unknown' }));
  meters.observe(measures.openSockets, parts.openSockets);
};

/**
 * `/healthz` (the process lives), `/readyz` (it can do its work; says what is wrong and what to do), `/metrics`.
 * They are open to everyone, so what the database says in its own words goes to the log, not into the answer.
 */
export const healthRouter = (parts: HealthParts): Router => {
  const router = Router();
  const faults = new FaultLog(parts.logger);
  const health = async (): Promise<Health> => healthOf(await factsOf(parts, faults));
  router.get('/healthz', (_req, res) => void res.json({ status: 'ok' }));
  router.get('/readyz', (_req, res, next) => {
    health().then((found) => res.status(found.status === 'not ready' ? 503 : 200).json(found), next);
  });
  router.get('/metrics', (_req, res, next) => {
    parts.prometheus.scrape().then((text) => res.type(parts.prometheus.contentType).send(text), next);
  });
  return router;
};
