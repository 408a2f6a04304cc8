import { ErpTokenCache, IdentityProviderRecord, WebSession } from '../../entities/index.ts';
import type { Person } from '../features/subjects/index.ts';
import type { Database } from '../kernel/database.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { ProgramSecrets } from './program-secrets.ts';

/** What cannot be opened signs nobody in. */
const opened = (box: SecretBox, sealed: string): string => {
  try {
    return box.open(sealed);
  } catch {
    return '';
  }
};

/** Ends a person's sign-ins: her web sessions with their tokens, and what the embedded identity provider keeps of them. */
export const signInEnder =
  (database: Database, { tokenBox, providerBox }: Pick<ProgramSecrets, 'tokenBox' | 'providerBox'>) =>
  async ({ oid }: Person): Promise<number> =>
    database.transaction(async (manager) => {
      const sessions = (await manager.find(WebSession)).filter(({ sealedData }) => opened(tokenBox, sealedData).includes(`"${oid}"`));
      for (const { id } of sessions) {
        await manager.delete(ErpTokenCache, { sessionId: id });
        await manager.delete(WebSession, { id });
      }
      const records = (await manager.find(IdentityProviderRecord)).filter(({ payload }) => opened(providerBox, payload).includes(`"${oid}"`));
      for (const { model, id } of records) await manager.delete(IdentityProviderRecord, { model, id });
      return sessions.length;
    });
