import { randomBytes } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';
import type { MachineClient } from './machine-clients.ts';

/** The library wants a secret to compare with; secrets are checked elsewhere, and nobody knows this one. */
const unknowable = randomBytes(32).toString('base64url');

const proofOf = ({ proof, keys }: MachineClient): Partial<ClientMetadata> =>
  proof === 'secret'
    ? { token_endpoint_auth_method: 'client_secret_basic', client_secret: unknowable }
    : { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: keys.map(({ jwk }) => jwk) } };

/** A client as the library knows it: client credentials and nothing else. */
export const machineMetadata = (client: MachineClient | undefined): ClientMetadata | undefined =>
  client && {
    client_id: client.clientId,
    client_name: client.name,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    ...proofOf(client),
  };
