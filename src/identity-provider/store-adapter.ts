import { createHash } from 'node:crypto';
import { errors } from 'oidc-provider';
import type { Adapter, AdapterFactory, AdapterPayload, ClientMetadata } from 'oidc-provider';
import type { Clock } from '../kernel/clock.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { IdentityProviderStore, StoredProviderRecord } from './store.ts';

/** Where clients that are not part of the configuration come from (external agents). */
export type FindClient = (clientId: string) => Promise<ClientMetadata | undefined>;

/** What the adapter needs beyond the store itself. */
export interface StoreAdapterOptions {
  readonly store: IdentityProviderStore;
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly findClient?: FindClient;
}

/** Models that go when their grant is revoked; an interaction also names a grant but outlives it. */
const grantable: ReadonlySet<string> = new Set([
  'AccessToken',
  'AuthorizationCode',
  'RefreshToken',
  'DeviceCode',
  'BackchannelAuthenticationRequest',
  'PreAuthorizedCode',
]);

const digest = (value: string): string => createHash('sha256').update(value, 'utf8').digest('hex');

const payloadFrom = (record: StoredProviderRecord | undefined, box: SecretBox): AdapterPayload | undefined => {
  if (record === undefined) return undefined;
  const payload = JSON.parse(box.open(record.payload)) as AdapterPayload;
  return record.consumedAt === null ? payload : { ...payload, consumed: Math.floor(record.consumedAt.getTime() / 1000) };
};

const recordAdapter = (model: string, { store, box, clock }: StoreAdapterOptions): Adapter => ({
  async upsert(id, payload, expiresIn) {
    await store.upsert({
      model,
      id: digest(id),
      payload: box.seal(JSON.stringify(payload)),
      grantId: grantable.has(model) ? (payload.grantId ?? null) : null,
      userCode: payload.userCode === undefined ? null : digest(payload.userCode),
      uid: model === 'Session' ? (payload.uid ?? null) : null,
      expiresAt: expiresIn === undefined ? null : new Date(clock.now().getTime() + expiresIn * 1000),
    });
  },
  find: async (id) => payloadFrom(await store.find(model, digest(id)), box),
  findByUid: async (uid) => payloadFrom(await store.findByUid(model, uid), box),
  findByUserCode: async (userCode) => payloadFrom(await store.findByUserCode(model, digest(userCode)), box),
  async consume(id) {
    // The library reads, then consumes; between the two, another request may have used the same code.
    if (!(await store.consume(model, digest(id), clock.now()))) throw new errors.InvalidGrant('already used');
  },
  destroy: (id) => store.destroy(model, digest(id)),
  revokeByGrantId: (grantId) => store.revokeByGrantId(grantId),
});

const refuse = (): Promise<never> => Promise.reject(new Error('Clients are registered elsewhere; the provider only reads them.'));

const clientAdapter = (findClient: FindClient): Adapter => ({
  find: (id) => findClient(id),
  findByUid: () => Promise.resolve(undefined),
  findByUserCode: () => Promise.resolve(undefined),
  upsert: refuse,
  consume: refuse,
  destroy: refuse,
  revokeByGrantId: refuse,
});

/**
 * The provider library's adapter over our store: ids are hashed, payloads sealed, and a code or
 * refresh token is consumed by one request only. Clients come from `findClient`.
 */
export const storeAdapter =
  (options: StoreAdapterOptions): AdapterFactory =>
  (model) =>
    model === 'Client' ? clientAdapter(options.findClient ?? (() => Promise.resolve(undefined))) : recordAdapter(model, options);
