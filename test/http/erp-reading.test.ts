import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { RequestHandler } from 'express';
import { pino } from 'pino';
import type { ErpTokens } from '../../src/features/identity/index.ts';
import { createApp } from '../../src/http/index.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { erpReading } from '../../src/wiring/erp-reading.ts';

const prefix = '/api/v1/erp';
const company = 'companies(11111111-2222-4333-8444-555555555555)';

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const closed = async (server: Server): Promise<void> => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

describe('reading the ERP for pages', () => {
  let erp: Server;
  let program: Server;
  let url: string;
  const asked: string[] = [];
  before(async () => {
    erp = createServer((req, res) => {
      asked.push(req.url ?? '');
      if (req.url?.endsWith('/moved')) res.writeHead(302, { location: '/api/elsewhere' }).end();
      else res.writeHead(200, { 'content-type': 'application/json' }).end('{"value":[]}');
    });
    const baseUrl = `${await listening(erp)}/erp`;
    const signedIn: RequestHandler = (req, _res, next) => {
      req.user = { tid: 't', oid: 'o', displayName: 'Clara', email: '', roles: [] };
      next();
    };
    const tokens = { forUser: () => Promise.resolve({ kind: 'token', token: 'hers' }) } as unknown as ErpTokens;
    const reading = erpReading({ baseUrl, client: undefined as never, tokens, signInOf: () => 'sign-in' });
    const atPrefix: RequestHandler = (req, res, next) => {
      if (!req.url.startsWith(prefix)) return next();
      req.url = req.url.slice(prefix.length);
      return reading(req, res, next);
    };
    program = createServer(createApp({ logger: pino({ level: 'silent' }), ids: randomIds, handlers: [signedIn, atPrefix] }) as never);
    url = await listening(program);
  });
  after(() => Promise.all([closed(program), closed(erp)]));
  beforeEach(() => void asked.splice(0));

  /** Sends a path as it stands; `fetch` would tidy it up first. */
  const get = (path: string): Promise<{ status: number; code?: string }> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(url);
      const sending = request({ hostname, port, path: prefix + path }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, ...(JSON.parse(text) as { code?: string }) }));
      });
      sending.on('error', reject).end();
    });

  const inside = [
    '/companies',
    `/${company}/customers`,
    `/${company}/customers?$filter=displayName%20eq%20%27..%2F..%2Fx%27&$top=5`,
    `/companies%2811111111-2222-4333-8444-555555555555%29/customers(99999999-2222-4333-8444-555555555555)/salesInvoices/$count`,
  ];
  for (const path of inside) {
    it(`passes ${path} on as it is`, async () => {
      expect((await get(path)).status).to.equal(200);
      expect(asked).to.deep.equal([`/erp/api/v2.0${path}`]);
    });
  }

  const outside = [
    '/../smartAgents/erp/v1.0/$metadata',
    '/%2e%2e/smartAgents/erp/v1.0/',
    '/%2E./%2e%2E/whatever',
    `/${company}/../../../whatever`,
    `/${company}/%2e%2e/%2e%2e/%2e%2e/whatever`,
    `/${company}/..`,
    `/${company}/./customers`,
    `/${company}/..\\..\\whatever`,
    `/${company}/..%5c..%5cwhatever`,
    `/${company}%2f..%2f..%2fwhatever`,
    `/${company}/x%2Fy`,
    `/${company}/%252e%252e/%252e%252e/whatever`,
    `/${company}//customers`,
    `/${company}/customers%00`,
    `/${company}/%zz`,
    '/$metadata',
    '/',
    '',
    '//evil.example/companies',
    '@evil.example/companies',
    '.evil.example/companies',
  ];
  for (const path of outside) {
    it(`refuses ${path === '' ? 'nothing' : path}, and asks the ERP nothing`, async () => {
      expect(await get(path)).to.include({ status: 400, code: 'bad_request' });
      expect(asked).to.deep.equal([]);
    });
  }

  it('does not follow the ERP to another address', async () => {
    expect(await get(`/${company}/moved`)).to.include({ status: 502, code: 'erp_unavailable' });
    expect(asked).to.have.length(1);
  });
});
