import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { JWK } from 'jose';
import { password } from '../identity/identity-site.ts';
import { TestBrowser } from '../identity/test-browser.ts';

/** The token endpoint's answer. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Claims and header a test may set otherwise; `undefined` leaves a claim out. */
export interface Otherwise {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly typ?: string;
  readonly key?: JWK;
}

/** An OAuth client written out by hand, so that tests can send what no library would. */
export class ProviderClient {
  constructor(
    readonly issuer: string,
    readonly clientId: string,
    readonly key: JWK,
    readonly redirectUri: string,
  ) {}

  /** A JWT signed by this client, addressed to the provider. */
  async jwt(subject: string, { claims = {}, typ, key = this.key }: Otherwise = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const standard = { iss: this.clientId, sub: subject, aud: this.issuer, iat: now, exp: now + 60, jti: randomUUID() };
    const payload = Object.fromEntries(Object.entries({ ...standard, ...claims }).filter(([, value]) => value !== undefined));
    const header = { alg: 'ES256', kid: key.kid ?? '', ...(typ === undefined ? {} : { typ }) };
    return new SignJWT(payload).setProtectedHeader(header).sign(await importJWK(key));
  }

  /** An actor token for this agent. */
  actor(agentId: string, otherwise: Otherwise = {}): Promise<string> {
    return this.jwt(agentId, { typ: 'actor+jwt', ...otherwise });
  }

  /** One request to the token endpoint, authenticated by this client's key. */
  async token(parameters: Readonly<Record<string, string>>): Promise<TokenAnswer> {
    const body = new URLSearchParams({
      client_id: this.clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await this.jwt(this.clientId),
      ...parameters,
    });
    const response = await fetch(`${this.issuer}/token`, { method: 'POST', body });
    return { status: response.status, body: (await response.json()) as TokenAnswer['body'] };
  }

  /** Signs a person in and returns the parameters that redeem the code. */
  async code(email: string, extra: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
    const verifier = randomBytes(32).toString('base64url');
    const browser = new TestBrowser();
    const query = new URLSearchParams({
      client_id: this.clientId,
      response_type: 'code',
      redirect_uri: this.redirectUri,
      scope: 'openid profile email user_impersonation',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...extra,
    });
    await browser.go(`${this.issuer}/auth?${query.toString()}`);
    if (browser.page.url.startsWith(this.issuer)) await browser.submit({ email, password });
    const answer = new URL(browser.visited.find((url) => url.startsWith(this.redirectUri)) ?? browser.page.url);
    const code = answer.searchParams.get('code');
    if (code === null) throw new Error(answer.searchParams.get('error') ?? `no code at ${answer.href}`);
    return { grant_type: 'authorization_code', code, redirect_uri: this.redirectUri, code_verifier: verifier };
  }
}
