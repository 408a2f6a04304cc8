import { SmartAgentServicePrincipal } from '../../../entities/index.ts';
import type { Database } from '../../kernel/database.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { ServiceCredential } from '../identity/index.ts';

/** How a service proves itself at the identity provider; null where it may not act at this moment. */
export const serviceCredentials =
  (database: Database, box: SecretBox) =>
  async (id: string): Promise<ServiceCredential | null> => {
    const row = await database.reader.findOneBy(SmartAgentServicePrincipal, { id, state: 'active' });
    return row && { clientId: row.clientId, secret: box.open(row.sealedSecret) };
  };
