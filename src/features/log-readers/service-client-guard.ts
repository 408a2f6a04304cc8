import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { credentialState } from '../../domain/agent-token.ts';
import { readerObstacle, readerScopes } from '../../domain/log-reader.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { bearerOf, challenge } from '../../http/index.ts';
import { entraClaims, type CredentialStore, type VerifyToken } from '../external-agents/index.ts';
import type { LogReader } from './log-reader.ts';
import type { ReaderStore } from './reader-store.ts';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the only way to type what a guard puts on a request
  namespace Express {
    interface Request {
      /** The service client that `serviceClientGuard` let in. */
      serviceClient?: LogReader;
    }
  }
}

/** What a reader's token says of its bearer. Nothing of it counts before the standing was looked up. */
export interface ReaderClaims {
  readonly tenantId: string;
  readonly clientId: string;
  /** Null where the issuer knows applications only. */
  readonly reader: { readonly id: string; readonly credentialId: string } | null;
  readonly scopes: readonly string[];
}

const ownSchema = z.looseObject({
  client_id: z.uuid(),
  tid: z.string().min(1),
  reader_id: z.uuid(),
  credential_id: z.uuid(),
  scope: z.string().default(''),
});

/** The claims of a reader's token, by who issues it; undefined where they are not complete. */
export const readerClaims =
  (issuer: 'own' | 'entra') =>
  (payload: unknown): ReaderClaims | undefined => {
    if (issuer === 'entra') {
      const claims = entraClaims(payload);
      return claims && { tenantId: claims.tenantId, clientId: claims.clientId, reader: null, scopes: claims.scopes };
    }
    const read = ownSchema.safeParse(payload);
    if (!read.success) return undefined;
    const { tid, client_id: clientId, reader_id: id, credential_id: credentialId, scope } = read.data;
    return { tenantId: tid, clientId, reader: { id, credentialId }, scopes: scope.split(' ') };
  };

/** What the guard stands on. */
export interface ServiceClientParts {
  readonly verify: VerifyToken<ReaderClaims>;
  readonly readers: ReaderStore;
  readonly credentials: CredentialStore;
  readonly clock: Clock;
  /** What readers' tokens are for, as an absolute URL. */
  readonly resource: string;
  /** Where that is described (RFC 9728), as an absolute URL. */
  readonly metadata: string;
}

/** Who the bearer of these claims is now, or why she is not heard. */
const standing = async ({ readers, credentials, clock }: ServiceClientParts, claims: ReaderClaims): Promise<LogReader | string> => {
  const { tenantId, clientId, reader } = claims;
  const row = reader ? await readers.find(tenantId, reader.id) : await readers.ofApplication(tenantId, clientId);
  const credential = reader && (await credentials.find(tenantId, reader.credentialId));
  const isTheirs = credential?.agentId === reader?.id && credential?.clientId === clientId;
  const state = credential && isTheirs ? credentialState(credential, clock.now().toISOString()) : null;
  const obstacle = readerObstacle(row, reader && { state });
  return row === null || obstacle !== null ? (obstacle ?? '') : { kind: 'client', tenantId, id: row.id };
};

const identified = async (parts: ServiceClientParts, req: Request): Promise<{ reader: LogReader; scopes: readonly string[] } | string> => {
  const verified = await parts.verify(bearerOf(req.get('authorization')) ?? '', parts.resource);
  if (verified.kind === 'invalid') return verified.reason;
  const reader = await standing(parts, verified.claims);
  return typeof reader === 'string' ? reader : { reader, scopes: verified.claims.scopes };
};

const admit = async (parts: ServiceClientParts, req: Request, res: Response): Promise<void> => {
  const found = await identified(parts, req);
  if (typeof found === 'string') {
    res.set('WWW-Authenticate', challenge(parts.metadata, { error: 'invalid_token', error_description: found }));
    req.log.info({ reason: found }, 'a service client was not let in');
    throw new AppError('unauthenticated', found, { remedy: 'Get a token at the token endpoint and send it as "Authorization: Bearer …".' });
  }
  if (!found.scopes.includes(readerScopes.read)) {
    res.set('WWW-Authenticate', challenge(parts.metadata, { error: 'insufficient_scope', scope: readerScopes.read }));
    throw new AppError('forbidden', `The token does not have the scope ${readerScopes.read}.`, { remedy: 'Get a token with it.' });
  }
  req.serviceClient = found.reader;
};

/**
 * Lets log readers in by their bearer token and sets `req.serviceClient`. Fails with `unauthenticated` (401) and
 * `forbidden` (403), each with a challenge. Everything is looked up on each request, so that a removal or a
 * revocation ends tokens that were issued before it.
 */
export const serviceClientGuard =
  (parts: ServiceClientParts): RequestHandler =>
  (req, res, next) =>
    void admit(parts, req, res).then(() => next(), next);
