import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { OpenDatabase } from '../adapters/database/database.ts';
import { ProgramKeys } from '../adapters/database/program-keys.ts';
import { createLogSigner, type LogSigner } from '../features/audit/index.ts';
import { generateClientKey, type ClientKey } from '../features/identity/index.ts';
import { generateIdentityProviderKeys, type IdentityProviderKeys } from '../identity-provider/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { createSecretBox, deriveKey, keyedHash, type SecretBox } from '../kernel/secret-box.ts';

/** Every secret the program holds, made at the first start. */
export interface ProgramSecrets {
  readonly clientKey: ClientKey;
  readonly providerKeys: IdentityProviderKeys;
  /** Signs the tokens of external agents. */
  readonly agentTokenKeys: IdentityProviderKeys;
  readonly sessionSecret: string;
  readonly signer: LogSigner;
  readonly tokenBox: SecretBox;
  readonly providerBox: SecretBox;
  /** Seals the secrets of services that delegate. */
  readonly serviceBox: SecretBox;
  hashKey(tenantId: string): string;
  /** The client secret of a demo application at the embedded provider. */
  applicationSecret(clientId: string): string;
}

const newSigningKey = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** Loads the program's keys from the database, making those that are missing. */
export const loadSecrets = async (database: OpenDatabase, masterKey: Buffer, clock: Clock): Promise<ProgramSecrets> => {
  const keys = new ProgramKeys(database, clock, masterKey);
  const applicationKey = deriveKey(masterKey, 'demo-applications');
  const argumentKey = deriveKey(masterKey, 'argument-hash');
  return {
    clientKey: await keys.get('oauth-client', generateClientKey),
    providerKeys: await keys.get('identity-provider', generateIdentityProviderKeys),
    agentTokenKeys: await keys.get('agent-tokens', generateIdentityProviderKeys),
    sessionSecret: await keys.get('web-session', () => randomBytes(32).toString('base64url')),
    signer: createLogSigner(createPrivateKey(await keys.get('log-signer', newSigningKey))),
    tokenBox: createSecretBox(deriveKey(masterKey, 'web-session-tokens')),
    providerBox: createSecretBox(deriveKey(masterKey, 'identity-provider')),
    serviceBox: createSecretBox(deriveKey(masterKey, 'service-principals')),
    applicationSecret: (clientId) => keyedHash(applicationKey, clientId),
    hashKey: (tenantId) => keyedHash(argumentKey, tenantId),
  };
};
