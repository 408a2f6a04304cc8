import type { CredentialView } from '../../contracts/agent-credentials.ts';
import { credentialState } from '../../domain/agent-token.ts';
import { erasedName } from '../subjects/index.ts';
import type { CredentialRow } from './credential-store.ts';

/** What tells one credential of an agent from another: a secret's first characters, a key's `kid`. */
export const hintOf = ({ secretPrefix, publicKey }: Pick<CredentialRow, 'secretPrefix' | 'publicKey'>): string =>
  publicKey === null ? (secretPrefix ?? '') : (JSON.parse(publicKey) as { kid: string }).kid;

/** A credential in the change log's words. */
export const inWords = (row: CredentialRow): string => `${row.kind} ${hintOf(row)}, until ${row.expiresAt}`;

/** A credential as the admin sees it. */
export const credentialView = (row: CredentialRow, known: { readonly names: ReadonlyMap<string, string>; readonly now: string }): CredentialView => ({
  id: row.id,
  kind: row.kind === 'key' ? 'key' : 'secret',
  clientId: row.clientId,
  hint: hintOf(row),
  state: credentialState(row, known.now),
  createdAt: row.createdAt,
  createdBy: known.names.get(row.createdBySubjectId) ?? erasedName,
  expiresAt: row.expiresAt,
  revokedAt: row.revokedAt,
  revokedBy: row.revokedBySubjectId === null ? null : (known.names.get(row.revokedBySubjectId) ?? erasedName),
  lastUsedAt: row.lastUsedAt,
});
