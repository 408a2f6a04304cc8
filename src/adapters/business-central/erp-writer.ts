import type { ErpWriter } from '../../features/tools/ports/effects.ts';
import { ErpError, type EntitySet } from '../../features/tools/ports/erp-reader.ts';
import type { BusinessCentralClient, ErpCall } from './business-central-client.ts';
import { actionPath, idIn, recordPath, routeOf } from './routes.ts';

/** What a writing port is bound to. */
export interface ErpWriterBinding extends ErpCall {
  readonly client: BusinessCentralClient;
  /** System id of the company. */
  readonly companyId: string;
}

/** A change or deletion names the version it was decided on; `*` would take any. */
const ifMatch = (etag: string): { 'If-Match': string } => {
  if (etag === '' || etag === '*') throw new ErpError('invalid', 'A change must name the version it was decided on.');
  return { 'If-Match': etag };
};

/**
 * Actions that commit on their way: Business Central posts and then sends, or makes a credit memo and then posts it.
 * One that failed may have changed the ledger.
 */
const commitsMidway: ReadonlySet<string> = new Set(['postAndSend', 'cancel', 'cancelAndSend']);

const unlessMidway = (name: string, thrown: unknown): unknown =>
  thrown instanceof ErpError && thrown.kind === 'invalid' && commitsMidway.has(name)
    ? new ErpError(thrown.kind, thrown.message, { ...thrown.detail, effectUnknown: true })
    : thrown;

/** The ErpWriter of one user in one company. Nothing is ever sent twice; a lost answer throws with `effectUnknown`. */
export const createErpWriter = (binding: ErpWriterBinding): ErpWriter => {
  const { client, companyId } = binding;
  const keyed = async (set: EntitySet, key: string): Promise<Record<string, string>> =>
    (await client.capabilities(routeOf(set), binding)).keepsIdempotencyKeys ? { 'Idempotency-Key': key } : {};
  return {
    create: async (set, body, key) =>
      client.write({ method: 'POST', path: recordPath(companyId, set), body, headers: await keyed(set, key) }, binding),
    modify: async (set, { id, etag }, body) =>
      client.write({ method: 'PATCH', path: recordPath(companyId, set, id), body, headers: ifMatch(etag) }, binding),
    remove: async (set, { id, etag }) => {
      await client.act({ method: 'DELETE', path: recordPath(companyId, set, id), headers: ifMatch(etag) }, binding);
    },
    act: async (set, { id, name }, key) => {
      const request = { method: 'POST', path: actionPath(recordPath(companyId, set, id), name), headers: await keyed(set, key) } as const;
      const location = await client.act(request, binding).catch((thrown: unknown) => {
        throw unlessMidway(name, thrown);
      });
      return { createdId: location === undefined ? null : idIn(location) };
    },
  };
};
