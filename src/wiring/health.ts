import { statfs } from 'node:fs/promises';
import { Router } from 'express';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { SmartAgentApproval, SmartAgentLogOutbox } from '../../entities/index.ts';
import type { AuditLog } from '../features/audit/index.ts';
import type { Database } from '../kernel/database.ts';
import { plainReason } from './database-fault.ts';
import { FaultLog } from './fault-log.ts';

/** What health looks at. */
export interface HealthParts {
  readonly database: Database;
  readonly log: AuditLog;
  readonly dataDir: string;
  /** Tries to write to the log where it was found unavailable, so that readiness comes back by itself. */
  readonly probeLog: () => Promise<void>;
  readonly logger: Logger;
}

/** Below this many free bytes the disk counts as nearly full. */
const lowDiskBytes = 200 * 1024 * 1024;
/** More records than this waiting for a position means that the sequencer is behind. */
const sequencerBacklog = 5_000;

/** One thing that is wrong, and what to do about it. */
interface Complaint {
  readonly what: string;
  readonly remedy: string;
}

const complaints = async (parts: HealthParts, faults: FaultLog): Promise<readonly Complaint[]> => {
  if (!parts.log.state.available) await parts.probeLog();
  const found: Complaint[] = [];
  const { available, problem, refusedAttempts } = parts.log.state;
  faults.note('the audit log', available ? null : problem);
  if (!available) {
    found.push({
      what: `The audit log cannot be written (${plainReason(problem ?? '')}); ${refusedAttempts} attempt(s) were refused.`,
      remedy: 'Free disk space, check the database and its permissions. Tools run again as soon as a row can be written.',
    });
  }
  const disk = await statfs(parts.dataDir).catch(() => null);
  if (disk && disk.bavail * disk.bsize < lowDiskBytes)
    found.push({ what: 'The disk is nearly full.', remedy: 'Free space; when it is full, no tool runs.' });
  const [waiting, fault] = await parts.database.reader.count(SmartAgentLogOutbox).then(
    (count) => [count, null] as const,
    (error: unknown) => [null, error] as const,
  );
  faults.note('the database', fault);
  if (waiting === null) found.push({ what: 'The database does not answer.', remedy: 'Check DATABASE_URL and the database server.' });
  else if (waiting > sequencerBacklog)
    found.push({ what: `${waiting} log records wait for a position.`, remedy: 'Check that one process holds the sequencer lease and can write.' });
  return found;
};

const metricsOf = (parts: HealthParts): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'smart_agents_audit_available',
    help: '1 while the audit log can be written.',
    registers: [registry],
    collect() {
      this.set(parts.log.state.available ? 1 : 0);
    },
  });
  new Gauge({
    name: 'smart_agents_sequencer_waiting_records',
    help: 'Committed log records that have no position yet.',
    registers: [registry],
    async collect() {
      // While the database is gone the other numbers are wanted all the more.
      this.set(await parts.database.reader.count(SmartAgentLogOutbox).catch(() => Number.NaN));
    },
  });
  new Gauge({
    name: 'smart_agents_unsettled_effects',
    help: 'Changes asked of the ERP of which nobody knows yet whether they were made.',
    registers: [registry],
    async collect() {
      this.set(await parts.database.reader.countBy(SmartAgentApproval, { state: 'unknown' }).catch(() => Number.NaN));
    },
  });
  return registry;
};

/**
 * `/healthz` (the process lives), `/readyz` (it can do its work; says what is wrong and what to do), `/metrics`.
 * They are open to everyone, so what the database says in its own words goes to the log, not into the answer.
 */
export const healthRouter = (parts: HealthParts): Router => {
  const router = Router();
  const registry = metricsOf(parts);
  const faults = new FaultLog(parts.logger);
  router.get('/healthz', (_req, res) => void res.json({ status: 'ok' }));
  router.get('/readyz', (_req, res, next) => {
    complaints(parts, faults).then(
      (found) => res.status(found.length === 0 ? 200 : 503).json({ status: found.length === 0 ? 'ready' : 'not ready', complaints: found }),
      next,
    );
  });
  router.get('/metrics', (_req, res, next) => {
    registry.metrics().then((text) => res.type(registry.contentType).send(text), next);
  });
  return router;
};
