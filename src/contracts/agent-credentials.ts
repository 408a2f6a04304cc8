import { z } from 'zod';

export const credentialKinds = ['secret', 'key'] as const;

/** A credential of an external agent, as the admin sees it: never the secret. `GET /api/v1/admin/agents/{id}/credentials`. */
export const credentialViewSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(credentialKinds),
  /** OAuth's client id; the same for all credentials of one kind of one agent. */
  clientId: z.string(),
  /** What tells credentials apart: the first characters of a secret, the `kid` of a key. */
  hint: z.string(),
  state: z.enum(['live', 'expired', 'revoked']),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
  revokedBy: z.string().nullable(),
  /** When it last got a token. */
  lastUsedAt: z.iso.datetime().nullable(),
});
export type CredentialView = z.infer<typeof credentialViewSchema>;

/** A public key: PEM (SubjectPublicKeyInfo), a JSON Web Key, or a key set (RFC 7517) with one key. */
const publicKeySchema = z.union([z.string().max(8000), z.record(z.string(), z.unknown())]);
export type GivenPublicKey = z.infer<typeof publicKeySchema>;

/** When a credential ends; by default after 180 days, at most after two years. */
const ending = z.iso.datetime();

/** Makes a credential. `POST /api/v1/admin/agents/{id}/credentials`. */
export const createCredentialSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('secret'), expiresAt: ending.optional() }),
  z.strictObject({ kind: z.literal('key'), publicKey: publicKeySchema, expiresAt: ending.optional() }),
]);
export type CreateCredential = z.infer<typeof createCredentialSchema>;

/** Puts a new credential beside one, which ends at `overlapUntil` (by default in seven days). `POST …/credentials/{credentialId}/rotate`. */
export const rotateCredentialSchema = z.strictObject({
  overlapUntil: z.iso.datetime().optional(),
  expiresAt: ending.optional(),
  /** The new key, where a key is rotated. */
  publicKey: publicKeySchema.optional(),
});
export type RotateCredential = z.infer<typeof rotateCredentialSchema>;

/** Ends a credential at once, and every token it got. `POST …/credentials/{credentialId}/revoke`. */
export const revokeCredentialSchema = z.strictObject({ reason: z.string().trim().min(1).max(400).optional() });

/** A credential that was just made. The secret is told this once and kept nowhere; null for a key. */
export const newCredentialSchema = z.strictObject({ credential: credentialViewSchema, secret: z.string().nullable() });
export type NewCredential = z.infer<typeof newCredentialSchema>;
