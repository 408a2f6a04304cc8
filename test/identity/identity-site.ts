import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ErrorRequestHandler } from 'express';
import { pino } from 'pino';
import { demoAccounts } from '../../src/demo/accounts.ts';
import { callbackPath, createIdentity, generateClientKey } from '../../src/features/identity/index.ts';
import type { ClientKey, Identity, IdentityOptions, OpenIdRegistration } from '../../src/features/identity/index.ts';
import { createIdentityProvider, generateIdentityProviderKeys } from '../../src/identity-provider/index.ts';
import type { IdentityProviderKeys, IdentityProviderOptions } from '../../src/identity-provider/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { createSecretBox, newSecretKey } from '../../src/kernel/secret-box.ts';
import type { SecretBox } from '../../src/kernel/secret-box.ts';
import { InMemoryProviderStore } from '../identity-provider/in-memory-store.ts';
import { InMemorySessionStore } from './in-memory-session-store.ts';
import { TestBrowser } from './test-browser.ts';

/** The password of every account in tests. */
export const password = 'demo';

/** What a test may want otherwise. */
export interface SiteOptions {
  readonly provider?: Partial<IdentityProviderOptions>;
  readonly identity?: Partial<IdentityOptions>;
  readonly openId?: Partial<IdentityOptions['openId']>;
}

const problems: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (error instanceof AppError) res.status(error.status).json({ code: error.code, detail: error.message, remedy: error.remedy });
  else next(error);
};

/** Program and identity provider in one express app on a port of its own, as the product mounts them. */
export class IdentitySite {
  readonly providerStore = new InMemoryProviderStore();
  readonly sessionStore = new InMemorySessionStore();
  readonly box: SecretBox = createSecretBox(newSecretKey());
  /** Everything logged, one JSON text a line. */
  readonly logLines: string[] = [];
  /** Path of every request to the identity provider, in order. */
  readonly providerPaths: string[] = [];
  /** Makes the identity provider answer 503 to everything. */
  isProviderDown = false;
  identity!: Identity;
  server!: Server;
  url = '';
  clientKey!: ClientKey;
  providerKeys!: IdentityProviderKeys;
  #app: (req: IncomingMessage, res: ServerResponse) => void = (_req, res) => res.end();

  /** Starts a site; stop it after the test. */
  static async start(options: SiteOptions = {}): Promise<IdentitySite> {
    const site = new IdentitySite();
    site.providerKeys = await generateIdentityProviderKeys();
    site.clientKey = await generateClientKey();
    site.server = createServer((req, res) => {
      site.#app(req, res);
    });
    await new Promise<void>((resolve) => site.server.listen(0, '127.0.0.1', resolve));
    site.url = `http://127.0.0.1:${(site.server.address() as AddressInfo).port}`;
    site.boot(options);
    return site;
  }

  /** Builds everything anew over the same stores, as a restart does. */
  boot(options: SiteOptions = {}): void {
    const logger = pino({ level: 'trace' }, { write: (line: string) => this.logLines.push(line) });
    const provider = createIdentityProvider({
      issuer: this.issuer,
      accounts: demoAccounts,
      demoPassword: password,
      clients: [
        {
          clientId: 'smart-agents',
          name: 'Smart Agents',
          jwks: { keys: [this.clientKey.publicJwk] },
          redirectUris: [this.url + callbackPath],
          postLogoutRedirectUris: [`${this.url}/`],
        },
      ],
      store: this.providerStore,
      box: this.box,
      keys: this.providerKeys,
      clock: systemClock,
      logger,
      ...options.provider,
    });
    this.identity = createIdentity({
      publicUrl: this.url,
      openId: { ...this.registration, ...options.openId },
      sessionStore: this.sessionStore,
      sessionSecrets: ['a session secret for tests'],
      secretBox: this.box,
      clock: systemClock,
      ids: randomIds,
      logger,
      ...options.identity,
    });
    const app = express();
    app.use(provider.path, (req, res, next) => {
      this.providerPaths.push(req.path);
      if (this.isProviderDown) res.status(503).end();
      else next();
    });
    app.use(provider.path, provider.handler);
    app.use(this.identity.sessionMiddleware);
    app.use(this.identity.router);
    app.get('/', this.identity.requireUser, (req, res) => res.send(`home of ${req.user?.displayName ?? ''}`));
    app.get('/orders', this.identity.requireUser, (req, res) => res.send(`orders, ${req.originalUrl}`));
    app.get('/admin', this.identity.requireRole('SMART AGENTS ADMIN'), (_req, res) => res.send('admin'));
    app.post('/api/v1/things', this.identity.requireUser, this.identity.csrf, (_req, res) => res.json({ done: true }));
    app.use(problems);
    this.#app = app as (req: IncomingMessage, res: ServerResponse) => void;
  }

  get issuer(): string {
    return `${this.url}/idp`;
  }

  /** The program's registration at the identity provider. */
  get registration(): OpenIdRegistration {
    return {
      issuer: this.issuer,
      clientId: 'smart-agents',
      clientAuthentication: { method: 'private_key_jwt', privateJwk: this.clientKey.privateJwk },
      scope: 'openid profile email offline_access user_impersonation',
      erpAccess: { kind: 'token_exchange', audience: 'urn:smart-agents:erp' },
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** A browser in which this person has signed in, at the page they asked for. */
  async signIn(email: string, path = '/'): Promise<TestBrowser> {
    const browser = new TestBrowser();
    await browser.go(this.url + path);
    await browser.submit({ email, password });
    return browser;
  }

  /** Tokens kept for the only web session there is. */
  tokens(): { accessToken: string; accessTokenExpiresAt: number; refreshToken: string; idToken: string } {
    const sealed = this.sessionStore.records.get(this.onlySessionId())?.sealedTokens ?? '';
    return JSON.parse(this.box.open(sealed)) as ReturnType<IdentitySite['tokens']>;
  }

  /** How often the token endpoint was asked. */
  get tokenRequests(): number {
    return this.providerPaths.filter((path) => path === '/token').length;
  }

  /** The id of the only web session there is. */
  onlySessionId(): string {
    const [id, ...others] = this.sessionStore.records.keys();
    if (id === undefined || others.length > 0) throw new Error(`${this.sessionStore.records.size} sessions`);
    return id;
  }
}
