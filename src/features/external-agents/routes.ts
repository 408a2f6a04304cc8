import { z } from 'zod';
import { callingAgentSchema } from '../../contracts/agent-api.ts';
import {
  createCredentialSchema,
  credentialViewSchema,
  newCredentialSchema,
  revokeCredentialSchema,
  rotateCredentialSchema,
} from '../../contracts/agent-credentials.ts';
import { agentScopes } from '../../domain/agent-token.ts';
import { created, idParams, listResponse, ok, roles, route, type Route } from '../../http/index.ts';
import type { CallingAgents } from './calling-agents.ts';
import type { Credentials } from './credentials.ts';

const forAdmins = { anyOf: [roles.admin] } as const;
const oneParams = z.strictObject({ id: z.uuid(), credentialId: z.uuid() });

const addressOf = ({ id, credentialId }: z.infer<typeof oneParams>) => ({ holderId: id, credentialId });

/** Whose credentials, and where. */
export interface CredentialRouteParts {
  readonly credentials: Credentials;
  /** Where the holders are: `/api/v1/admin/agents`. */
  readonly below: string;
  /** What one is called: `an external agent`. */
  readonly holder: string;
}

/** The routes of the credentials of holders of one kind. */
export const credentialRoutes = ({ credentials, below, holder }: CredentialRouteParts): readonly Route[] => {
  const path = `${below}/{id}/credentials`;
  return [
    route({
      method: 'get',
      path,
      permission: forAdmins,
      summary: `The credentials of ${holder}, newest first; never a secret.`,
      params: idParams,
      response: listResponse(credentialViewSchema),
      handle: async ({ params }, { tenantId }) => ok({ value: await credentials.list(tenantId, params.id) }),
    }),
    route({
      method: 'post',
      path,
      permission: forAdmins,
      summary: `Makes a credential of ${holder}; a secret is told this once.`,
      params: idParams,
      body: createCredentialSchema,
      response: newCredentialSchema,
      status: 201,
      handle: async ({ params, body }, context) => created(await credentials.create(context, params.id, body), `${below}/${params.id}/credentials`),
    }),
    route({
      method: 'post',
      path: `${path}/{credentialId}/rotate`,
      permission: forAdmins,
      summary: `Puts a new credential of ${holder} beside one, which ends at a chosen time.`,
      params: oneParams,
      body: rotateCredentialSchema,
      response: newCredentialSchema,
      status: 201,
      handle: async ({ params, body }, context) =>
        created(await credentials.rotate(context, addressOf(params), body), `${below}/${params.id}/credentials`),
    }),
    route({
      method: 'post',
      path: `${path}/{credentialId}/revoke`,
      permission: forAdmins,
      summary: `Ends a credential of ${holder} at once, and every token it got.`,
      params: oneParams,
      body: revokeCredentialSchema,
      response: credentialViewSchema,
      handle: async ({ params, body }, context) => ok(await credentials.revoke(context, addressOf(params), body.reason)),
    }),
  ];
};

/** The agent API's first route. */
export const callingAgentRoutes = ({ agents }: { readonly agents: CallingAgents }): readonly Route[] => [
  route({
    method: 'get',
    path: '/agent/v1/me',
    permission: { agent: agentScopes.read },
    summary: 'Who the agent is, and which delegations it could get a token for.',
    response: callingAgentSchema,
    handle: async (_input, { externalAgent }) => ok(await agents.describe(externalAgent)),
  }),
];
