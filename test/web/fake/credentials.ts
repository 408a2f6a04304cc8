import type { Router } from 'express';
import {
  createCredentialSchema,
  newCredentialSchema,
  revokeCredentialSchema,
  rotateCredentialSchema,
  type CredentialView,
} from '../../../src/contracts/agent-credentials.ts';
import { idOf } from './ids.ts';

/** The credentials of every external agent and log reader, in memory. */
export const credentialRoutes = (router: Router): void => {
  const kept = new Map<string, CredentialView[]>();
  const of = (agentId: string): CredentialView[] => kept.get(agentId) ?? kept.set(agentId, []).get(agentId) ?? [];
  const add = (agentId: string, kind: CredentialView['kind'], expiresAt = '2099-01-01T00:00:00.000Z') => {
    const number = of(agentId).length + 1;
    const credential: CredentialView = {
      ...{ id: idOf(`credential-${agentId}-${number}`), kind, clientId: idOf(`client-${agentId}-${kind}`), state: 'live' },
      ...{ hint: kind === 'secret' ? `sa_number0${number}` : `key-${number}`, createdAt: '2026-03-01T08:00:00.000Z', createdBy: 'Adele Brandt' },
      ...{ expiresAt, revokedAt: null, revokedBy: null, lastUsedAt: null },
    };
    of(agentId).unshift(credential);
    return newCredentialSchema.parse({ credential, secret: kind === 'secret' ? `${credential.hint}_told-this-once` : null });
  };
  const change = (agentId: string, id: string, set: Partial<CredentialView>): CredentialView | undefined => {
    const found = of(agentId).find((one) => one.id === id);
    return found && Object.assign(found, set);
  };
  router.get('/:list/:id/credentials', (request, response) => void response.json({ value: of(request.params.id) }));
  router.post('/:list/:id/credentials', (request, response) => {
    const { kind, expiresAt } = createCredentialSchema.parse(request.body);
    response.status(201).json(add(request.params.id, kind, expiresAt));
  });
  router.post('/:list/:id/credentials/:credentialId/rotate', (request, response) => {
    const { id, credentialId } = request.params;
    const { overlapUntil = '2026-04-01T00:00:00.000Z' } = rotateCredentialSchema.parse(request.body);
    const old = change(id, credentialId, { expiresAt: overlapUntil });
    response.status(201).json(add(id, old?.kind ?? 'secret'));
  });
  router.post('/:list/:id/credentials/:credentialId/revoke', (request, response) => {
    revokeCredentialSchema.parse(request.body);
    const { id, credentialId } = request.params;
    response.json(change(id, credentialId, { state: 'revoked', revokedAt: '2026-03-02T08:00:00.000Z', revokedBy: 'Adele Brandt' }));
  });
};
