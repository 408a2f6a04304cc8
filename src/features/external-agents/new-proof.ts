import { v5 } from 'uuid';
import type { GivenPublicKey } from '../../contracts/agent-credentials.ts';
import { AppError } from '../../kernel/errors.ts';
import type { CredentialRow } from './credential-store.ts';
import { registeredKey } from './public-key.ts';
import { createSecret } from './secret.ts';

/** What a new credential's row keeps of the proof. */
export type Proof = Pick<CredentialRow, 'kind' | 'secretPrefix' | 'secretHash' | 'publicKey'>;

/** A proof that was just made, with the secret that is told once; null for a key. */
export interface NewProof {
  readonly proof: Proof;
  readonly secret: string | null;
}

/** OAuth's client id follows from agent and kind (UUID, version 5), so that every credential of a kind has the same, whoever makes it when. */
export const clientIdOf = (agentId: string, kind: string): string => v5(kind, agentId);

/** A fresh secret, kept as prefix and hash. */
export const secretProof = async (): Promise<NewProof> => {
  const { secret, prefix, hash } = await createSecret();
  return { proof: { kind: 'secret', secretPrefix: prefix, secretHash: hash, publicKey: null }, secret };
};

/** A key of the agent's own. Throws `unprocessable` where it is not fit. */
export const keyProof = async (given: GivenPublicKey): Promise<NewProof> => {
  const publicKey = JSON.stringify(await registeredKey(given));
  return { proof: { kind: 'key', secretPrefix: null, secretHash: null, publicKey }, secret: null };
};

/** What takes the place of a credential: another one of its kind. Throws `unprocessable` where a key is missing or one too many. */
export const rotatedProof = (kind: string, given: GivenPublicKey | undefined): Promise<NewProof> => {
  if (kind === 'secret' && given === undefined) return secretProof();
  if (kind === 'key' && given !== undefined) return keyProof(given);
  const message = kind === 'key' ? 'A key is rotated by another key.' : 'A secret is rotated by a secret, which is made here.';
  throw new AppError('unprocessable', message, {
    fields: [{ field: 'publicKey', message }],
    remedy: 'Send a public key for a key and none for a secret.',
  });
};
