import { decideReaderToken } from '../../domain/log-reader.ts';
import type { MachineClient, MachineClients, MachineGrant, MachineTokenRequest } from '../../identity-provider/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { CredentialStore } from '../external-agents/index.ts';
import type { ReaderRow, ReaderStore } from './reader-store.ts';

/** What the clients are told from. */
export interface ReaderClientParts {
  /** Whoever else has credentials: they prove themselves in the same way, and are decided on there. */
  readonly others: MachineClients;
  readonly credentials: CredentialStore;
  readonly readers: ReaderStore;
  readonly clock: Clock;
  /** What readers' tokens are for (RFC 8707). */
  readonly resource: string;
}

/** Log readers as OAuth clients beside the others: their tokens are for the log alone. */
export class ReaderClients implements MachineClients {
  constructor(private readonly parts: ReaderClientParts) {}

  async find(clientId: string): Promise<MachineClient | undefined> {
    const client = await this.parts.others.find(clientId);
    if (!client) return undefined;
    const reader = await this.#readerOf(clientId);
    return reader ? { ...client, resources: [this.parts.resource] } : client;
  }

  credentialOfSecret(clientId: string, secret: string): Promise<string | undefined> {
    return this.parts.others.credentialOfSecret(clientId, secret);
  }

  async grant(request: MachineTokenRequest): Promise<MachineGrant> {
    const reader = await this.#readerOf(request.clientId);
    if (!reader) return this.parts.others.grant(request);
    const decision = decideReaderToken(reader, request.scopes, request.details.length > 0);
    if (decision.kind === 'refused') return decision;
    await this.parts.credentials.used(request.credential, this.parts.clock.now().toISOString());
    return {
      kind: 'granted',
      scopes: decision.scopes,
      claims: { tid: reader.tenantId, reader_id: reader.id, credential_id: request.credential },
      details: [],
    };
  }

  async #readerOf(clientId: string): Promise<ReaderRow | null> {
    const [credential] = await this.parts.credentials.ofClient(clientId);
    return credential ? this.parts.readers.find(credential.tenantId, credential.agentId) : null;
  }
}
