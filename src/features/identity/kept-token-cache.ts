import type { ICachePlugin } from '@azure/msal-node';
import type { Logger } from 'pino';
import { z } from 'zod';
import { sha256 } from '../../kernel/canonical-json.ts';
import { describeError } from '../../kernel/errors.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { ErpSubject } from './erp-exchange.ts';
import type { SessionStore } from './session-store.ts';

/** Where token caches rest, and what seals them. */
export interface TokenCacheOptions {
  readonly store: SessionStore;
  readonly box: SecretBox;
  readonly logger: Logger;
}

/** A cache says inside the seal whose it is, so that a row moved to another session opens for nobody. */
const keptSchema = z.strictObject({ sessionId: z.string(), assertionHash: z.string(), cache: z.string() });
const cacheSchema = z.looseObject({ RefreshToken: z.unknown() });

/** MSAL redeems no refresh token in this flow, so none is kept. */
const withoutRefreshTokens = (cache: string): string => JSON.stringify({ ...cacheSchema.parse(JSON.parse(cache)), RefreshToken: {} });

/** The cache that was kept for this subject; undefined if there is none, or it is another's or an earlier assertion's. */
const openFor = (subject: ErpSubject, sealed: string, box: SecretBox): string | undefined => {
  try {
    const kept = keptSchema.parse(JSON.parse(box.open(sealed)));
    return kept.sessionId === subject.sessionId && kept.assertionHash === sha256(subject.accessToken) ? kept.cache : undefined;
  } catch {
    return undefined;
  }
};

/**
 * MSAL's token cache for one subject, in our database: one sealed row a session, which ends with it. A cache that
 * cannot be kept costs a request next time, not this call.
 */
export const keptTokenCache = (subject: ErpSubject, { store, box, logger }: TokenCacheOptions): ICachePlugin => ({
  async beforeCacheAccess({ tokenCache }) {
    const sealed = await store.tokenCache(subject.sessionId);
    const cache = sealed === undefined ? undefined : openFor(subject, sealed, box);
    if (cache !== undefined) tokenCache.deserialize(cache);
  },
  async afterCacheAccess({ cacheHasChanged, tokenCache }) {
    if (!cacheHasChanged) return;
    const kept: z.infer<typeof keptSchema> = {
      sessionId: subject.sessionId,
      assertionHash: sha256(subject.accessToken),
      cache: withoutRefreshTokens(tokenCache.serialize()),
    };
    await store.saveTokenCache(subject.sessionId, box.seal(JSON.stringify(kept))).catch((thrown: unknown) => {
      logger.warn({ reason: describeError(thrown) }, 'a token cache could not be kept');
    });
  },
});
