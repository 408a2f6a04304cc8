import type { Router } from 'express';
import { erasureViewSchema, requestErasureSchema, type ErasureView } from '../../../src/contracts/erasures.ts';
import {
  legalHoldViewSchema,
  liftLegalHoldSchema,
  setLegalHoldSchema,
  type LegalHoldView,
  type SetLegalHold,
} from '../../../src/contracts/legal-holds.ts';
import { problemSchema } from '../../../src/contracts/problem.ts';
import { adminAgents, users } from './agents.ts';
import { idOf } from './ids.ts';

const at = '2026-03-01T08:00:00.000Z';
const nameOf = (oid: string): string => users.find((user) => user.oid === oid)?.displayName ?? oid;

const targetOf = (hold: SetLegalHold): string | null => {
  switch (hold.kind) {
    case 'user':
      return nameOf(hold.personOid);
    case 'agent':
      return adminAgents.find(({ id }) => id === hold.agentId)?.name ?? hold.agentId;
    case 'document':
      return hold.document;
    case 'period':
      return null;
  }
};

const twice = problemSchema.parse({
  ...{ type: 'about:blank', title: 'Conflict', status: 409, code: 'conflict', detail: 'This person’s erasure was asked for before.' },
  remedy: 'Look at the list of erasures to see how far it is.',
});

/**
 * Legal holds and erasures, in memory: that a hold on an agent is lifted waits for a second admin, others are lifted at
 * once. An erasure is deferred while its person is held; then it is running when it is looked at, and done the next time.
 */
export class FakeHolds {
  readonly #holds: LegalHoldView[] = [];
  readonly #erasures: ErasureView[] = [];

  serve(router: Router): void {
    router.get('/legal-holds', (_request, response) => void response.json({ value: this.#holds }));
    router.post('/legal-holds', (request, response) => {
      const wanted = setLegalHoldSchema.parse(request.body);
      const period = wanted.kind === 'period' ? { from: wanted.from, to: wanted.to } : { from: null, to: null };
      const hold = legalHoldViewSchema.parse({
        ...{ id: idOf(`hold-${this.#holds.length}`), kind: wanted.kind, target: targetOf(wanted), ...period, reason: wanted.reason },
        ...{ setAt: at, setBy: 'Adele Brandt', liftedAt: null, liftedBy: null, liftReason: null, waiting: null },
      });
      this.#holds.unshift(hold);
      response.status(201).json(hold);
    });
    router.post('/legal-holds/:id/lift', (request, response) => {
      const { reason } = liftLegalHoldSchema.parse(request.body);
      const index = this.#holds.findIndex(({ id }) => id === request.params.id);
      const hold = legalHoldViewSchema.parse(this.#holds[index]);
      const waits = hold.kind === 'agent';
      const lifted = { liftedAt: '2026-03-02T08:00:00.000Z', liftedBy: 'Adele Brandt', liftReason: reason };
      this.#holds[index] = { ...hold, ...(waits ? { waiting: idOf('lift') } : lifted) };
      response.status(waits ? 202 : 200).json(this.#holds[index]);
    });
    router.get('/erasures', (_request, response) => {
      response.json({ value: this.#erasures.map((erasure) => erasureViewSchema.parse(erasure)) });
      this.#erasures.forEach((erasure, index) => (this.#erasures[index] = this.#next(erasure)));
    });
    router.post('/erasures', (request, response) => {
      const { personOid: person, reason } = requestErasureSchema.parse(request.body);
      if (this.#erasures.some(({ id }) => id === idOf(person))) return void response.status(409).type('application/problem+json').json(twice);
      const nothing = { waiting: null, stepsDone: 0, steps: 8, counts: {}, remaining: null, startedAt: null, endedAt: null, problem: null };
      const asked = { id: idOf(person), person: nameOf(person), reason, requestedAt: at, requestedBy: 'Adele Brandt', ...nothing };
      const erasure = this.#next({ ...asked, state: 'deferred', deferredBy: [] });
      this.#erasures.unshift(erasure);
      response.status(201).json(erasureViewSchema.parse(erasure));
    });
  }

  #next(erasure: ErasureView): ErasureView {
    const deferredBy = this.#holds.filter(({ target, liftedAt }) => target === erasure.person && liftedAt === null);
    if (erasure.state === 'deferred' && deferredBy.length > 0)
      return { ...erasure, deferredBy: deferredBy.map(({ id, kind, target, reason }) => ({ id, kind, target, reason })) };
    if (erasure.state === 'deferred') return { ...erasure, state: 'running', stepsDone: 2, startedAt: at, deferredBy: [] };
    return { ...erasure, state: 'done', person: 'Erased person', stepsDone: 8, endedAt: at, counts: { SmartAgentSession: 3 }, remaining: {} };
  }
}
