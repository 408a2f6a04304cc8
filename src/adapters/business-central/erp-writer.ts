import type { ErpWriter } from '../../features/tools/ports/effects.ts';
import { ErpError } from '../../features/tools/ports/erp-reader.ts';
import type { BusinessCentralClient, ErpCall } from './business-central-client.ts';
import { recordPath, routeOf } from './routes.ts';

/** What a writing port is bound to. */
export interface ErpWriterBinding extends ErpCall {
  readonly client: BusinessCentralClient;
  /** System id of the company. */
  readonly companyId: string;
}

/** The ErpWriter of one user in one company. Nothing is ever sent twice; a lost answer throws with `effectUnknown`. */
export const createErpWriter = (binding: ErpWriterBinding): ErpWriter => {
  const { client, companyId } = binding;
  return {
    create: async (set, body, key) => {
      const { keepsIdempotencyKeys } = await client.capabilities(routeOf(set), binding);
      const headers: Record<string, string> = keepsIdempotencyKeys ? { 'Idempotency-Key': key } : {};
      return client.write({ method: 'POST', path: recordPath(companyId, set), body, headers }, binding);
    },
    modify: async (set, target, body) => {
      if (target.etag === '' || target.etag === '*') throw new ErpError('invalid', 'A change must name the version it was decided on.');
      const headers = { 'If-Match': target.etag };
      return client.write({ method: 'PATCH', path: recordPath(companyId, set, target.id), body, headers }, binding);
    },
  };
};
