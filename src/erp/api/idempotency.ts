import { sha256 } from '../../kernel/canonical-json.ts';
import { ErpError, badRequest } from './erp-error.ts';
import type { ErpRequest, ErpResponse } from './erp-request.ts';
import type { ErpTenant } from './erp-tenant.ts';

/** How long an answer is kept for a repeated key. */
const keptMillis = 7 * 24 * 60 * 60 * 1000;

interface StoredAnswer {
  readonly request: string;
  readonly response: string;
}

/** Makes the table of kept answers if it is missing. */
export const createIdempotencyTable = (db: ErpTenant['db']): void => {
  db.exec(`CREATE TABLE IF NOT EXISTS "ApiIdempotency" (
    "userSecurityId" TEXT NOT NULL, "key" TEXT NOT NULL, "createdAt" TEXT NOT NULL,
    "request" TEXT NOT NULL, "response" TEXT NOT NULL, PRIMARY KEY ("userSecurityId", "key")) STRICT`);
  db.exec('CREATE INDEX IF NOT EXISTS "ApiIdempotency_createdAt" ON "ApiIdempotency" ("createdAt")');
};

/** The request's `Idempotency-Key`, or undefined. */
export const idempotencyKeyOf = (request: ErpRequest): string | undefined => {
  const key = request.headers['idempotency-key'];
  if (key !== undefined && (key === '' || key.length > 255)) throw badRequest('The Idempotency-Key must have 1 to 255 characters.');
  return key;
};

const fingerprint = (request: ErpRequest): string => sha256([request.method, request.path, request.query, request.body].join('\n'));

/**
 * Runs `write` once per user and key, inside the caller's transaction: the answer is stored with the change
 * itself, so that either both are there or neither. A repeat gets the stored answer and changes nothing; the
 * same key with another request is refused. Errors are not stored: they changed nothing.
 */
export const onceForKey = (request: ErpRequest, key: string, write: () => ErpResponse): ErpResponse => {
  const { tenant, user } = request.caller;
  const now = tenant.clock.now().getTime();
  const oldest = new Date(now - keptMillis).toISOString();
  const { statements } = tenant;
  statements.prepare('DELETE FROM "ApiIdempotency" WHERE "createdAt" < ?').run(oldest);
  const known = statements
    .prepare('SELECT "request", "response" FROM "ApiIdempotency" WHERE "userSecurityId" = ? AND "key" = ?')
    .get(user.userSecurityId, key) as StoredAnswer | undefined;
  if (known !== undefined) {
    if (known.request !== fingerprint(request)) {
      throw new ErpError(422, 'BadRequest_IdempotencyKeyReused', 'The Idempotency-Key was used before for another request.');
    }
    const answer = JSON.parse(known.response) as ErpResponse;
    return { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } };
  }
  const response = write();
  statements
    .prepare('INSERT INTO "ApiIdempotency" ("userSecurityId", "key", "createdAt", "request", "response") VALUES (?, ?, ?, ?, ?)')
    .run(user.userSecurityId, key, new Date(now).toISOString(), fingerprint(request), JSON.stringify(response));
  return response;
};
