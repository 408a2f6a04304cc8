import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';

/** Who a token speaks for. */
export interface TokenIdentity {
  /** Tenant id. */
  readonly tid: string;
  /** Object id of the user. */
  readonly oid: string;
  /** The client or agent that acts for the user (RFC 8693 `act`), blank if none. */
  readonly actor: string;
}

/** What the verifier must know. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string | undefined;
  readonly clock: Clock;
}

/** The delegated permission that Business Central's API asks for. */
const neededScope = 'Financials.ReadWrite.All';
const mostRemembered = 2_000;

const text = (claims: JWTPayload, name: string): string => {
  const value = claims[name];
  return typeof value === 'string' ? value : '';
};

const actorOf = (claims: JWTPayload): string => {
  const act = claims['act'];
  const sub: unknown = typeof act === 'object' && act !== null && 'sub' in act ? act.sub : undefined;
  return typeof sub === 'string' ? sub.slice(0, 100) : '';
};

const identityOf = (claims: JWTPayload): TokenIdentity | undefined => {
  const hasScope = `${text(claims, 'scope')} ${text(claims, 'scp')}`.split(' ').includes(neededScope);
  const identity = { tid: text(claims, 'tid'), oid: text(claims, 'oid'), actor: actorOf(claims) };
  return hasScope && identity.tid !== '' && identity.oid !== '' ? identity : undefined;
};

/**
 * Checks access tokens against the issuer's keys, which are fetched when first needed and kept by jose's
 * rules. A token that passed is remembered until it expires, so that the signature is checked once.
 */
export class TokenVerifier {
  #keys: JWTVerifyGetKey | undefined;
  readonly #known = new Map<string, { readonly identity: TokenIdentity; readonly expiresAt: number }>();

  constructor(private readonly rules: TokenRules) {}

  /** Who the token speaks for, or undefined if it is not valid here. Throws `unavailable` when the issuer cannot be asked. */
  async verify(token: string): Promise<TokenIdentity | undefined> {
    const now = this.rules.clock.now().getTime();
    const known = this.#known.get(token);
    if (known !== undefined) {
      if (known.expiresAt > now) return known.identity;
      this.#known.delete(token);
      return undefined;
    }
    const claims = await this.#check(token);
    const identity = claims === undefined ? undefined : identityOf(claims);
    if (identity === undefined || claims?.exp === undefined) return undefined;
    this.#remember(token, { identity, expiresAt: claims.exp * 1000 });
    return identity;
  }

  async #check(token: string): Promise<JWTPayload | undefined> {
    try {
      const keys = await this.#keySet();
      const { issuer, audience, clock } = this.rules;
      const options = { issuer, audience, algorithms: ['RS256', 'ES256'], requiredClaims: ['exp'], currentDate: clock.now() };
      return (await jwtVerify(token, keys, options)).payload;
    } catch (thrown) {
      const isAboutToken = thrown instanceof errors.JOSEError && !(thrown instanceof errors.JWKSTimeout) && thrown.code !== 'ERR_JOSE_GENERIC';
      if (isAboutToken) return undefined;
      throw new AppError('unavailable', 'The issuer of access tokens cannot be reached.', { cause: thrown });
    }
  }

  async #keySet(): Promise<JWTVerifyGetKey> {
    this.#keys ??= createRemoteJWKSet(new URL(this.rules.jwksUri ?? (await this.#discover())));
    return this.#keys;
  }

  async #discover(): Promise<string> {
    const response = await fetch(`${this.rules.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(5_000) });
    const document: unknown = await response.json();
    if (typeof document === 'object' && document !== null && 'jwks_uri' in document && typeof document.jwks_uri === 'string')
      return document.jwks_uri;
    throw new Error('The issuer has no jwks_uri');
  }

  #remember(token: string, entry: { readonly identity: TokenIdentity; readonly expiresAt: number }): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= mostRemembered && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(token, entry);
  }
}
