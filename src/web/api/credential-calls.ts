import {
  credentialViewSchema,
  newCredentialSchema,
  type CreateCredential,
  type CredentialView,
  type RotateCredential,
} from '../../contracts/agent-credentials.ts';
import { call, listOf, type CallOptions } from './http.ts';

/** Whose credentials: what kind of holder, and which. */
export interface HolderAddress {
  readonly list: 'agents' | 'log-readers';
  readonly id: string;
}

const at = ({ list, id }: HolderAddress, ...parts: string[]) =>
  `/api/v1/admin/${list}/${[id, 'credentials', ...parts].map(encodeURIComponent).join('/')}`;

/** A holder's credentials, newest first. */
export const fetchCredentials = (holder: HolderAddress, options?: CallOptions) => call(at(holder), listOf(credentialViewSchema), options);
/** Makes a credential; a secret is in this answer and nowhere else. */
export const createCredential = (holder: HolderAddress, body: CreateCredential) => call(at(holder), newCredentialSchema, { method: 'POST', body });
/** Puts a new credential beside one, which then ends. */
export const rotateCredential = (holder: HolderAddress, { id }: Pick<CredentialView, 'id'>, body: RotateCredential) =>
  call(at(holder, id, 'rotate'), newCredentialSchema, { method: 'POST', body });
/** Ends a credential at once. */
export const revokeCredential = (holder: HolderAddress, { id }: Pick<CredentialView, 'id'>, reason: string) =>
  call(at(holder, id, 'revoke'), credentialViewSchema, { method: 'POST', body: reason === '' ? {} : { reason } });
