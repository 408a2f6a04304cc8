import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { ClientCredentialsProvider } from '@modelcontextprotocol/sdk/client/auth-extensions.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { ActionAnswer, AgentExecution } from '../../src/contracts/agent-actions.ts';
import type { NotAccepted } from '../../src/contracts/mcp.ts';
import type { NewCredential } from '../../src/contracts/agent-credentials.ts';
import type { PurchaseWorld } from '../agent-actions/purchase-world.ts';

/** The SDK's own client credentials, told under which delegation the agent acts (RFC 9396). */
class UnderDelegation extends ClientCredentialsProvider {
  constructor(
    { credential, secret }: NewCredential,
    readonly delegationId: string,
    expectedIssuer: string,
  ) {
    super({ clientId: credential.clientId, clientSecret: secret ?? '', expectedIssuer });
  }

  override prepareTokenRequest(scope?: string): URLSearchParams {
    const parameters = super.prepareTokenRequest(scope);
    const details = [{ type: 'urn:smart-agents:delegation', identifier: this.delegationId }];
    parameters.set('authorization_details', JSON.stringify(details));
    return parameters;
  }
}

const connected = async (transport: StreamableHTTPClientTransport): Promise<Client> => {
  const client = new Client({ name: 'example', version: '1.0.0' });
  await client.connect(transport);
  return client;
};

/** The SDK's client, which finds the token endpoint by the challenge and gets its token itself. */
export const clientUnder = ({ world, credential }: PurchaseWorld, delegationId: string): Promise<Client> => {
  const authProvider = new UnderDelegation(credential, delegationId, world.url);
  return connected(new StreamableHTTPClientTransport(new URL(`${world.url}/mcp`), { authProvider }));
};

/** The SDK's client with a token it was given. */
export const clientWith = (url: string, token: string): Promise<Client> =>
  connected(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers: { authorization: `Bearer ${token}` } } }));

/** A token for `/mcp` under a delegation. */
export const mcpToken = ({ world, credential }: PurchaseWorld, delegationId: string, otherwise: Readonly<Record<string, string>> = {}) => {
  const details = [{ type: 'urn:smart-agents:delegation', identifier: delegationId }];
  return world.accessToken(credential, { resource: `${world.url}/mcp`, authorization_details: JSON.stringify(details), ...otherwise });
};

/** What a result may hold, whichever of several it is; each test knows which one it expects. */
type AnyOf<Union> = {
  readonly [Key in Union extends unknown ? keyof Union : never]: Union extends Readonly<Record<Key, infer Value>> ? Value : never;
};

/** A tool's result with its structure: an answer to an action, a run, or why the call was not accepted. */
export interface Called extends CallToolResult {
  readonly structuredContent: AnyOf<ActionAnswer | AgentExecution | NotAccepted>;
}

/** Calls a tool; `meta`: our keys without their prefix. */
export const call = (client: Client, name: string, args: object = {}, meta: Readonly<Record<string, string>> = {}): Promise<Called> => {
  const _meta = Object.fromEntries(Object.entries(meta).map(([key, value]) => [`smart-agents/${key}`, value]));
  return client.callTool({ name, arguments: { ...args }, _meta }) as unknown as Promise<Called>;
};

/** Sends one HTTP request to `/mcp` as it is. */
export const post = (url: string, token: string | null, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${url}/mcp`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });

/** A request of MCP. */
export const message = (method: string, params: object = {}, id: number | string = 1): object => ({ jsonrpc: '2.0', id, method, params });
