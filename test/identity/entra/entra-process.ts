import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { JWK, JWTPayload, ProtectedHeaderParameters } from 'jose';
import type { Ask, Standing, Tell } from './wire.ts';

/** The provider as a process of its own, and what it tells of the requests it was sent. */
export class EntraProcess {
  /** Grants it gave and refused, in order: `urn:…:jwt-bearer granted`, `refresh_token invalid_grant`. */
  readonly grants: string[] = [];
  /** Header of the assertion that the application last proved itself with. */
  assertionHeader: ProtectedHeaderParameters | undefined;

  private constructor(
    private readonly child: ChildProcess,
    readonly origin: string,
    /** Private key of the application that proves itself by key. */
    readonly clientKey: JWK,
  ) {
    child.on('message', (told: Tell) => {
      if (told.kind === 'granted') {
        this.grants.push(`${told.grantType} granted`);
        this.assertionHeader = told.assertionHeader;
      }
      if (told.kind === 'refused') this.grants.push(`${told.grantType} ${told.error}`);
    });
  }

  /** Starts it with these tenants. Rejects with its exit code where it does not come up. */
  static async start(...tenants: readonly string[]): Promise<EntraProcess> {
    const child = fork(fileURLToPath(new URL('provider-main.ts', import.meta.url)), tenants, {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const ready = await new Promise<Extract<Tell, { kind: 'ready' }>>((resolve, reject) => {
      child.once('message', (told: Tell) => (told.kind === 'ready' ? resolve(told) : reject(new Error(told.kind))));
      child.once('exit', (code) => reject(new Error(`The provider ended with ${code} before it was ready.`)));
    });
    return new EntraProcess(child, ready.origin, ready.clientKey);
  }

  issuer(tid: string): string {
    return `${this.origin}/${tid}/v2.0`;
  }

  /** On-behalf-of requests so far, by how they ended. */
  async onBehalfOf(): Promise<readonly string[]> {
    await this.#ask({ kind: 'anything_new' });
    const prefix = 'urn:ietf:params:oauth:grant-type:jwt-bearer ';
    return this.grants.filter((grant) => grant.startsWith(prefix)).map((grant) => grant.slice(prefix.length));
  }

  async set(oid: string, standing: Standing): Promise<void> {
    await this.#ask({ kind: 'set', oid, standing });
  }

  /** A token signed by a tenant's key, with any claims; `expiresIn` in seconds from now. */
  issue(tid: string, claims: JWTPayload, expiresIn = 3600): Promise<string> {
    return this.#ask({ kind: 'issue', tid, claims, expiresIn });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.disconnect();
    await ended;
  }

  #ask(ask: Ask): Promise<string> {
    return new Promise((resolve) => {
      const hear = (told: Tell): void => {
        if (told.kind !== 'done') return;
        this.child.off('message', hear);
        resolve(told.token);
      };
      this.child.on('message', hear);
      this.child.send(ask);
    });
  }
}
