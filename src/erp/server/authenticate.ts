import type { IncomingMessage } from 'node:http';
import { invalidCredentials } from '../api/index.ts';
import type { Caller, ErpTenant } from '../api/index.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** Where callers are looked up. */
export interface Doors {
  readonly verifier: TokenVerifier;
  readonly tenants: ReadonlyMap<string, ErpTenant>;
}

/**
 * Who makes the request. A missing, foreign or expired token, an unknown tenant, an unknown or disabled user:
 * all get the same 401, so that nobody learns which it was.
 */
export const authenticate = async (doors: Doors, request: IncomingMessage): Promise<Caller> => {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const identity = token === undefined ? undefined : await doors.verifier.verify(token);
  const tenant = identity === undefined ? undefined : doors.tenants.get(identity.tid);
  const user = identity === undefined ? undefined : tenant?.userByObjectId(identity.oid);
  if (identity === undefined || tenant === undefined || user === undefined) throw invalidCredentials();
  return { tenant, user, client: identity.actor };
};
