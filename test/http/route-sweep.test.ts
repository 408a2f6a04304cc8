import { expect } from 'chai';
import type { Route } from '../../src/http/index.ts';
import { problemSchema } from '../../src/contracts/problem.ts';
import { ApiWorld, accounts } from './api-world.ts';

const nobodys = '00000000-0000-4000-8000-00000000dead';
const addressOf = ({ path }: Route): string =>
  path
    .replace('{reference}', 'EX-0')
    .replace('{tool}', 'no_such_tool')
    .replaceAll(/\{\w+\}/g, nobodys);
const rolesOf = ({ permission }: Route): readonly string[] => (typeof permission === 'object' && 'anyOf' in permission ? permission.anyOf : []);

describe('every route of the table', () => {
  let world: ApiWorld;
  let guarded: readonly Route[];
  before(async () => {
    world = await ApiWorld.open();
    guarded = world.parts.routes;
  });
  after(() => world.close());

  const eachRoute = async (check: (route: Route, address: string) => Promise<void>): Promise<void> => {
    expect(guarded.length).to.be.greaterThan(20);
    for (const route of guarded) await check(route, addressOf(route));
  };

  it('says 401 to whoever is not signed in', () =>
    eachRoute(async (route, address) => {
      const { status, headers } = await world.call(null, address, { method: route.method.toUpperCase() });
      expect(status, `${route.method} ${address}`).to.equal(401);
      expect(headers.get('x-request-id')).to.match(/^[0-9a-f-]{36}$/);
    }));

  it('says 403 to everyone whose permission sets it does not name, and never to the others', () =>
    eachRoute(async (route, address) => {
      for (const { userName, roles } of accounts) {
        const { status } = await world.call(userName, address, { method: route.method.toUpperCase() });
        const isNamed = roles.some((role) => rolesOf(route).includes(role));
        if (isNamed) expect(status, `${userName} ${route.method} ${address}`).to.not.be.oneOf([401, 403, 500]);
        else expect(status, `${userName} ${route.method} ${address}`).to.equal(403);
      }
    }));

  it('says 403 to a change that does not come from our own pages', () =>
    eachRoute(async (route, address) => {
      const [role = ''] = rolesOf(route);
      const user = accounts.find(({ roles }) => roles.includes(role))?.userName ?? '';
      const { status, json } = await world.call(user, address, { method: route.method.toUpperCase(), headers: { 'x-csrf-token': 'bad' } });
      if (route.method === 'get') expect(status).to.not.equal(403);
      else expect([status, json.code], `${route.method} ${address}`).to.deep.equal([403, 'csrf']);
    }));

  it('writes its errors as problem details, the log page as OData', () =>
    eachRoute(async (route, address) => {
      const { headers, json } = await world.call('NOROLE', address, { method: route.method.toUpperCase() });
      if (route.errors === 'odata') {
        expect(json).to.deep.equal({ error: { code: 'forbidden', message: json.error.message } });
        return;
      }
      expect(headers.get('content-type')).to.equal('application/problem+json; charset=utf-8');
      expect(problemSchema.parse(json)).to.include({ status: 403, code: 'forbidden' });
    }));

  it('is described in the OpenAPI document with its permission sets', async () => {
    const { json } = await world.call(null, '/api/openapi.json');
    expect(json.openapi).to.equal('3.1.0');
    await eachRoute(async (route) => {
      const operation = json.paths[route.path]?.[route.method];
      expect(operation?.summary, route.path).to.equal(route.summary);
      for (const role of rolesOf(route)) expect(operation.description).to.include(role);
      const pathParameters = operation.parameters.filter((one: { in: string }) => one.in === 'path').map((one: { name: string }) => one.name);
      expect(pathParameters).to.deep.equal([...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    });
  });
});

describe('another tenant', () => {
  let world: ApiWorld;
  before(async () => {
    world = await ApiWorld.open();
  });
  after(() => world.close());

  it('gets 404 for every id that is ours, and nothing of ours in any list', async () => {
    const idsOf = async (list: string): Promise<string[]> =>
      (await world.call('ADELE', `/api/v1/admin/${list}`)).json.value.map((one: { id: string }) => one.id);
    const ours = { agents: await idsOf('agents'), templates: await idsOf('templates') };
    expect(ours.agents).to.have.length(2);
    for (const [list, ids] of Object.entries(ours)) {
      const theirs = await world.call('PAUL', `/api/v1/admin/${list}`);
      for (const id of ids) {
        expect((await world.call('PAUL', `/api/v1/admin/${list}/${id}`)).status).to.equal(404);
        const change = { method: 'PATCH', body: { toolLinks: [] }, revision: 1 };
        expect((await world.call('PAUL', `/api/v1/admin/${list}/${id}`, change)).status).to.equal(404);
        expect(theirs.text).to.not.include(id);
      }
    }
    const [agent = ''] = ours.agents;
    expect((await world.call('PAUL', `/api/v1/admin/agents/${agent}/versions`)).status).to.equal(404);
    expect((await world.call('PAUL', `/api/v1/admin/agents/${agent}/lifecycle`, { method: 'POST', body: { to: 'suspended' } })).status).to.equal(404);
    const [templateId] = ours.templates;
    expect((await world.call('PAUL', '/api/v1/admin/agents', { method: 'POST', body: { templateId, name: 'Mine' } })).status).to.equal(404);
    expect((await world.call('PAUL', '/api/v1/admin/users')).json.value).to.have.length(1);
  });
});
