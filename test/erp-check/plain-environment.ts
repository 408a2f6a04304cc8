import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Business Central without our extensions, as far as the check looks: it says nothing of itself that it need not. */
export interface PlainEnvironment {
  readonly base: string;
  /** Requests so far: method, path, and whether only reading was meant. */
  readonly asked: { readonly method: string; readonly path: string; readonly readOnly: boolean }[];
  close(): Promise<void>;
}

const metadata = `<Schema Namespace="Microsoft.NAV">
  <EntityType Name="vendor"><Key><PropertyRef Name="id"/></Key></EntityType><EntityType Name="item"><Key><PropertyRef Name="id"/></Key></EntityType>
  <EntityContainer Name="NAV"><EntitySet Name="vendors" EntityType="Microsoft.NAV.vendor"/><EntitySet Name="items" EntityType="Microsoft.NAV.item"/></EntityContainer></Schema>`;
const company = { id: '11111111-2222-4333-8444-555555555555', name: 'CRONUS' };
const error = (code: string, message: string): string => JSON.stringify({ error: { code, message } });

/** Starts one that knows one token. */
export const startPlainEnvironment = async (token: string): Promise<PlainEnvironment> => {
  const asked: PlainEnvironment['asked'] = [];
  const answers: Readonly<Record<string, () => readonly [number, string]>> = {
    '/api/v2.0/companies': () => [200, JSON.stringify({ value: [company] })],
    '/api/v2.0/$metadata': () => [200, metadata],
    [`/api/v2.0/companies(${company.id})/vendors`]: () => [
      200,
      JSON.stringify({ value: [{ id: 'a' }, { id: 'b' }], '@odata.nextLink': `${base}/api/v2.0/companies(${company.id})/vendors?$skiptoken=2` }),
    ],
    [`/api/v2.0/companies(${company.id})/items`]: () => [
      403,
      error('Internal_ServerError', 'Sorry, the current permissions prevented the action. (TableData 27 Item Read: Base Application)'),
    ],
  };
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    asked.push({ method: request.method ?? '', path, readOnly: request.headers['data-access-intent'] === 'ReadOnly' });
    const isKnown = request.headers.authorization === `Bearer ${token}`;
    const [status, body] = !isKnown
      ? ([401, error('Authentication_InvalidCredentials', 'The server has rejected the client credentials.')] as const)
      : (answers[path]?.() ?? ([404, error('BadRequest_ResourceNotFound', 'Resource not found.')] as const));
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
