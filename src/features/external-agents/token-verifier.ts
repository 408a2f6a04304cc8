import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { audiencesOf, issuersOf, type TokenIssuer } from './token-issuer.ts';

/** What comes of checking a token. */
export type Verified<Claims> = { readonly kind: 'verified'; readonly claims: Claims } | { readonly kind: 'invalid'; readonly reason: string };

/** What checking stands on. */
export interface VerifierOptions<Claims> {
  readonly from: TokenIssuer;
  readonly keys: () => Promise<JWTVerifyGetKey>;
  readonly clock: Clock;
  /** What the payload says of its bearer; undefined where it does not say enough. */
  readonly claimsOf: (payload: unknown) => Claims | undefined;
}

/** Checks that a bearer token is one of the issuer's, for this resource and not yet over. */
export type VerifyToken<Claims> = (token: string, resource: string) => Promise<Verified<Claims>>;

/** Seconds that two machines' clocks may be apart where another one issues. */
const foreignSkew = 60;

/** Faults of getting the keys, which say nothing of the token. */
const isOfTheIssuer = (thrown: unknown): boolean =>
  !(thrown instanceof errors.JOSEError) || thrown instanceof errors.JWKSTimeout || thrown.code === errors.JOSEError.code;

const unreachable = (cause: unknown): AppError =>
  new AppError('bad_gateway', 'The issuer’s keys cannot be read.', { remedy: 'Try again in a moment.', cause });

const reasonOf = (thrown: unknown): string => {
  if (thrown instanceof errors.JWTExpired) return 'The token has expired.';
  if (thrown instanceof errors.JWTClaimValidationFailed) return `The token is not for this server (${thrown.claim}).`;
  return 'The token is not from the issuer.';
};

/** A verifier of JWT access tokens (RFC 9068; RFC 8725: the algorithms are named here, never taken from the token). */
export const tokenVerifier =
  <Claims>({ from, keys, clock, claimsOf }: VerifierOptions<Claims>): VerifyToken<Claims> =>
  async (token, resource) => {
    const key = await keys();
    try {
      const { payload } = await jwtVerify(token, key, {
        issuer: [...issuersOf(from)],
        audience: [...audiencesOf(from, resource)],
        algorithms: from.kind === 'own' ? ['ES256', 'RS256'] : ['RS256'],
        requiredClaims: ['exp'],
        currentDate: clock.now(),
        ...(from.kind === 'own' ? { typ: 'at+jwt' } : { clockTolerance: foreignSkew }),
      });
      const claims = claimsOf(payload);
      return claims ? { kind: 'verified', claims } : { kind: 'invalid', reason: 'The token does not name its bearer.' };
    } catch (thrown) {
      if (isOfTheIssuer(thrown)) throw unreachable(thrown);
      return { kind: 'invalid', reason: reasonOf(thrown) };
    }
  };
