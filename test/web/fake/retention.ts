import type { Router } from 'express';
import { retentionPeriodsSchema, retentionRunSchema, type RetentionRunView } from '../../../src/contracts/retention.ts';
import { idOf } from './ids.ts';

const runOf = (more: Partial<RetentionRunView>): RetentionRunView =>
  retentionRunSchema.parse({
    ...{ id: idOf('run'), startedAt: '2026-11-24T01:30:00.000Z', endedAt: '2026-11-24T01:31:00.000Z', status: 'done', startedBy: null },
    ...{ retentionDays: 730, transcriptDays: 90, days: 1, records: 1204, heldRecords: 0, missedLookups: 0, conversations: 3, messages: 41 },
    ...{ problem: null, ...more },
  });

/** A shorter period that is not in force yet, one run, and one more when it is asked for: under way at first, then at its end. */
export const serveRetention = (router: Router): void => {
  const runs = [runOf({})];
  let looks = 0;
  router.get('/retention', (_request, response) => {
    const periods = { logDays: 730, logDaysSet: 365, shorterFrom: '2026-12-01T09:00:00.000Z', transcriptDays: 90 };
    response.json(retentionPeriodsSchema.parse(periods));
  });
  router.get('/retention/runs', (_request, response) => {
    const [newest] = runs;
    if (newest?.status === 'running' && (looks += 1) > 1) runs[0] = { ...newest, status: 'done', endedAt: newest.startedAt, heldRecords: 6 };
    response.json({ value: runs });
  });
  router.post('/retention/runs', (_request, response) => {
    runs.unshift(runOf({ id: idOf('by hand'), status: 'running', endedAt: null, startedBy: 'Adele Vance', days: 0, records: 0, conversations: 0 }));
    response.status(202).json({ value: runs.slice(0, 1) });
  });
};
