import type { Router } from 'express';
import { createLogReaderSchema, logReaderViewSchema, type LogReaderView } from '../../../src/contracts/log-readers.ts';
import { idOf } from './ids.ts';

/** The log readers, in memory. */
export const logReaderRoutes = (router: Router): void => {
  const kept: LogReaderView[] = [];
  router.get('/log-readers', (_request, response) => void response.json({ value: kept }));
  router.post('/log-readers', (request, response) => {
    const { name, clientApplication = null } = createLogReaderSchema.parse(request.body);
    const registered = { createdAt: '2026-03-01T08:00:00.000Z', createdBy: 'Adele Brandt', endedAt: null, endedBy: null };
    kept.unshift(logReaderViewSchema.parse({ id: idOf(`reader-${name}`), name, clientApplication, ...registered }));
    response.status(201).json(kept[0]);
  });
  router.post('/log-readers/:id/remove', (request, response) => {
    const found = kept.find(({ id }) => id === request.params.id);
    response.json(found && Object.assign(found, { endedAt: '2026-03-02T08:00:00.000Z', endedBy: 'Adele Brandt' }));
  });
};
