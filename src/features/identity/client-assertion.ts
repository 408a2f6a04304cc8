import { importJWK, SignJWT } from 'jose';
import type { JWK } from 'jose';
import type { Clock } from '../../kernel/clock.ts';
import type { IdSource } from '../../kernel/ids.ts';

/** What a JWT of our own says, and about whom. */
export interface ClientStatement {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  /** Further members of the JOSE header. */
  readonly header?: Readonly<Record<string, string>>;
}

const lifeSeconds = 60;

/** Signs statements with the client's key, each for one use within a minute (RFC 7523, 3). */
export const clientSigner =
  (privateJwk: JWK, clock: Clock, ids: IdSource) =>
  async ({ issuer, subject, audience, header = {} }: ClientStatement): Promise<string> => {
    const now = Math.floor(clock.now().getTime() / 1000);
    return new SignJWT({ sub: subject })
      .setProtectedHeader({ alg: privateJwk.alg ?? 'ES256', ...(privateJwk.kid === undefined ? {} : { kid: privateJwk.kid }), ...header })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + lifeSeconds)
      .setJti(ids.next())
      .sign(await importJWK(privateJwk));
  };
