import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';
import { startEmbeddedErp } from '../../../src/erp/index.ts';
import type { EmbeddedErp, EmbeddedErpTenant, EmbeddedErpUser } from '../../../src/erp/index.ts';
import { copySeededErp } from '../../support/seeded-erp.ts';

export const tenantOne = '11111111-1111-4111-8111-111111111111';
export const tenantTwo = '22222222-2222-4222-8222-222222222222';
export const audience = 'urn:smart-agents:erp';
export const anchorDate = '2026-11-20';

const roles = ['ar-clerk', 'buyer', 'ap-clerk', 'finance-manager', 'sales-rep', 'auditor', 'owner'] as const;
export type Role = (typeof roles)[number];

export const oidOf = (role: Role): string => `00000000-0000-4000-8000-00000000000${roles.indexOf(role)}`;

const user = (erpRole: Role): EmbeddedErpUser => ({
  oid: oidOf(erpRole),
  userName: erpRole.toUpperCase(),
  displayName: erpRole,
  email: `${erpRole}@example.test`,
  erpRole,
});

const tenants: readonly EmbeddedErpTenant[] = [
  { tid: tenantOne, demo: 'small', users: roles.filter((role) => role !== 'owner').map(user) },
  { tid: tenantTwo, demo: 'small', users: [user('owner')] },
];

/** An answer with its JSON body. Tests read bodies loosely on purpose: they are the outside. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export interface Call {
  readonly as?: Role;
  readonly token?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface TokenClaims {
  readonly [claim: string]: unknown;
}

/** A running ERP with two tenants on small demo data, its key server, and tokens signed by it. */
export class RunningErp {
  private constructor(
    readonly erp: EmbeddedErp,
    readonly dataDir: string,
    private readonly keyServer: Server,
    private readonly keys: { readonly privateKey: CryptoKey; readonly issuer: string },
  ) {}

  static async start(): Promise<RunningErp> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' };
    const keyServer = createServer((request, response) => {
      const body = request.url === '/jwks' ? { keys: [jwk] } : { issuer: issuer(), jwks_uri: `${issuer()}/jwks` };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    });
    const issuer = (): string => `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}`;
    keyServer.listen(0, '127.0.0.1');
    await once(keyServer, 'listening');
    const dataDir = mkdtempSync(join(tmpdir(), 'erp-test-'));
    await copySeededErp(dataDir, { tenants, anchorDate });
    const erp = await startEmbeddedErp({ dataDir, issuer: issuer(), audience, anchorDate, tenants });
    return new RunningErp(erp, dataDir, keyServer, { privateKey, issuer: issuer() });
  }

  async stop(): Promise<void> {
    await this.erp.close();
    this.keyServer.closeAllConnections();
    this.keyServer.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** A valid token for a role, with any claim replaced (undefined removes it). */
  token(role: Role, claims: TokenClaims = {}, key: CryptoKey = this.keys.privateKey): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const usual = {
      iss: this.keys.issuer,
      aud: audience,
      sub: oidOf(role),
      oid: oidOf(role),
      tid: role === 'owner' ? tenantTwo : tenantOne,
      scope: 'openid Financials.ReadWrite.All',
      exp: now + 600,
    };
    return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'test' }).sign(key);
  }

  /** Sends a request; a path without scheme is taken behind `/erp/api/`. */
  async call(path: string, call: Call = {}): Promise<Answer> {
    const token = call.token ?? (call.as === undefined ? undefined : await this.token(call.as));
    const url = path.startsWith('http') ? path : `${this.erp.url}/erp/api/${path}`;
    const response = await fetch(url, {
      method: call.method ?? 'GET',
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(call.body === undefined ? {} : { body: typeof call.body === 'string' ? call.body : JSON.stringify(call.body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, text, body: isJson && text !== '' ? JSON.parse(text) : undefined };
  }

  /** The address of a company, on the v2.0 route or another. */
  async company(role: Role, at = 0, route = 'v2.0'): Promise<string> {
    const { body } = await this.call(`${route}/companies`, { as: role });
    return `${route}/companies(${String(body.value[at].id)})`;
  }
}
