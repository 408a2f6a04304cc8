import {
  credentialViewSchema,
  newCredentialSchema,
  type CreateCredential,
  type CredentialView,
  type RotateCredential,
} from '../../contracts/agent-credentials.ts';
import { call, listOf, type CallOptions } from './http.ts';

const at = (agentId: string, ...parts: string[]) => `/api/v1/admin/agents/${[agentId, 'credentials', ...parts].map(encodeURIComponent).join('/')}`;

/** An external agent's credentials, newest first. */
export const fetchCredentials = (agentId: string, options?: CallOptions) => call(at(agentId), listOf(credentialViewSchema), options);
/** Makes a credential; a secret is in this answer and nowhere else. */
export const createCredential = (agentId: string, body: CreateCredential) => call(at(agentId), newCredentialSchema, { method: 'POST', body });
/** Puts a new credential beside one, which then ends. */
export const rotateCredential = (agentId: string, { id }: Pick<CredentialView, 'id'>, body: RotateCredential) =>
  call(at(agentId, id, 'rotate'), newCredentialSchema, { method: 'POST', body });
/** Ends a credential at once. */
export const revokeCredential = (agentId: string, { id }: Pick<CredentialView, 'id'>, reason: string) =>
  call(at(agentId, id, 'revoke'), credentialViewSchema, { method: 'POST', body: reason === '' ? {} : { reason } });
