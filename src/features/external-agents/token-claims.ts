import { z } from 'zod';
import { namedDelegation } from './named-delegation.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** What a token says of its bearer. Nothing of it counts before the standing was looked up. */
export interface TokenClaims {
  readonly tenantId: string;
  readonly clientId: string;
  /** The agent; null where the issuer knows applications only. */
  readonly agentId: string | null;
  readonly credentialId: string | null;
  readonly delegationId: string | null;
  readonly scopes: readonly string[];
}

const ownSchema = z.looseObject({
  client_id: z.uuid(),
  tid: z.string().min(1),
  agent_id: z.uuid(),
  credential_id: z.uuid(),
  scope: z.string().default(''),
  authorization_details: z.unknown().optional(),
});

/** The claims of our own tokens (RFC 9068); undefined where they are not complete. */
export const ownClaims = (payload: unknown): TokenClaims | undefined => {
  const read = ownSchema.safeParse(payload);
  if (!read.success) return undefined;
  const { client_id: clientId, tid, agent_id: agentId, credential_id: credentialId, scope, authorization_details: details } = read.data;
  const delegationId = namedDelegation(details ?? []);
  if (delegationId === undefined) return undefined;
  return { tenantId: tid, clientId, agentId, credentialId, delegationId, scopes: scope.split(' ').filter((one) => one !== '') };
};

const entraSchema = z.looseObject({
  tid: z.string().min(1),
  /** v2.0 tokens. */
  azp: z.string().min(1).optional(),
  /** v1.0 tokens. */
  appid: z.string().min(1).optional(),
  roles: z.array(z.string()).default([]),
  idtyp: z.string().optional(),
  /** Delegated permissions: only a token for a user has them. */
  scp: z.string().optional(),
  oid: z.string().optional(),
  sub: z.string().optional(),
});

/**
 * The claims of an app-only token of Microsoft Entra ID (access token claims reference): the application in `azp`
 * (v2.0) or `appid` (v1.0), its app roles as scopes. Undefined for a token of a person: that has `scp`, or an `idtyp`
 * other than `app`, or an `oid` that is not its `sub`.
 */
export const entraClaims = (payload: unknown): TokenClaims | undefined => {
  const read = entraSchema.safeParse(payload);
  if (!read.success) return undefined;
  const { tid, azp, appid, roles, idtyp, scp, oid, sub } = read.data;
  const clientId = azp ?? appid;
  const isAppOnly = scp === undefined && (idtyp === undefined ? oid !== undefined && oid === sub : idtyp === 'app');
  if (clientId === undefined || !isAppOnly) return undefined;
  return { tenantId: tid, clientId, agentId: null, credentialId: null, delegationId: null, scopes: roles };
};

/** The claims of an agent's token, by who issues it. */
export const agentClaims = ({ kind }: Pick<TokenIssuer, 'kind'>): ((payload: unknown) => TokenClaims | undefined) =>
  kind === 'own' ? ownClaims : entraClaims;
