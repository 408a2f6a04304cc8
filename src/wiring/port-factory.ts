import { createErpReader, type BusinessCentralClient } from '../adapters/business-central/index.ts';
import { createErpWriter } from '../adapters/business-central/erp-writer.ts';
import type { CallScope, PortFactory, PortRequest } from '../features/gateway/index.ts';
import type { SignIns } from '../features/chat/index.ts';
import type { ErpTokens } from '../features/identity/index.ts';
import { ErpError } from '../features/tools/index.ts';
import type { EffectPorts, ReconcilePorts } from '../features/tools/ports/effects.ts';

/** A user's outbox as the gateway's ports need it. */
export type OutboxFor = (scope: CallScope) => EffectPorts['outbox'] & ReconcilePorts['outbox'];

/** Tells whether a sign-in still brings ERP tokens for an agent. */
export const erpSignIns = (tokens: ErpTokens): SignIns => ({
  isLive: async (signIn, agentId) => signIn !== '' && (await tokens.forUser(signIn, agentId)).kind === 'token',
});

/** Opens the ports of a call: the ERP with the token of the user whose authority is used and the agent as actor, and her outbox. */
export const createPortFactory = (parts: {
  readonly erp: BusinessCentralClient;
  readonly tokens: ErpTokens;
  readonly outboxFor: OutboxFor;
}): PortFactory => {
  const binding = ({ scope, callId, rowLimit, signal }: PortRequest) => ({
    client: parts.erp,
    companyId: scope.company.id,
    callId,
    rowLimit,
    signal,
    token: async (): Promise<string> => {
      const outcome = scope.signIn === '' ? null : await parts.tokens.forUser(scope.signIn, scope.agentId);
      if (outcome?.kind !== 'token') throw new ErpError('unauthenticated', 'Your sign-in has ended, so the ERP cannot be asked in your name.');
      return outcome.token;
    },
  });
  return {
    reader: (request) => createErpReader({ ...binding(request), freshness: request.freshness }),
    effects: (request) => ({ erp: createErpWriter(binding(request)), outbox: parts.outboxFor(request.scope) }),
    reconciling: (request) => ({ erp: createErpReader({ ...binding(request), freshness: 'primary' }), outbox: parts.outboxFor(request.scope) }),
  };
};
