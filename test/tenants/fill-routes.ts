import type { DescribedRoute } from './described-routes.ts';
import type { Things } from './things.ts';

/** A request that names a thing of another organisation. */
export interface ForeignRequest {
  readonly route: DescribedRoute;
  /** Where the foreign id is: `path`, `query after`, `body templateId`. */
  readonly place: string;
  readonly path: string;
  readonly body?: unknown;
  /** 422 where the id is a field of a change of the asker's own: the answer names the field. */
  readonly status: 404 | 422;
  /** The asker's own revision of what is changed. */
  readonly revision?: number;
}

/** What the asker's own requests are made of. */
export interface Own {
  readonly agent: string;
  readonly company: string;
  readonly template: string;
  readonly setupRevision: number;
}

const idsBelow: readonly (readonly [prefix: string, thing: keyof Things])[] = [
  ['/api/v1/admin/agents/{id}/credentials', 'externalAgent'],
  ['/api/v1/admin/agents/{id}', 'agent'],
  ['/api/v1/admin/templates/{id}', 'template'],
  ['/api/v1/admin/business-units/{id}', 'businessUnit'],
  ['/api/v1/admin/pending-changes/{id}', 'pendingChange'],
  ['/api/v1/sessions/{id}', 'session'],
  ['/api/v1/approvals/{id}', 'approval'],
  ['/api/v1/outbox/{id}', 'draft'],
  ['/api/v1/files/{id}', 'file'],
];
const thingOf: Readonly<Record<string, keyof Things>> = { reference: 'reference', approvalId: 'approval', credentialId: 'credential' };
/** Parameters that name no thing of a tenant. */
const plain: Readonly<Record<string, string>> = { version: '1', other: '2', index: '0' };
/** A tool has one name in every tenant; its settings are the asker's own. */
const sharedNames = ['tool'];

const pathValue = (route: DescribedRoute, name: string, things: Things): string => {
  const thing = name === 'id' ? idsBelow.find(([prefix]) => route.path.startsWith(prefix))?.[1] : thingOf[name];
  const value = thing === undefined ? plain[name] : things[thing];
  if (value === undefined) throw new Error(`Say in ${import.meta.url} what {${name}} of ${route.name} is, and make one.`);
  return value;
};

/** Bodies that are in order, so that it is the id that the answer is about. */
const bodies: Readonly<Record<string, unknown>> = {
  'patch /api/v1/sessions/{id}': { title: 'Mine' },
  'post /api/v1/approvals/{id}/decision': { version: 1, decision: 'reject' },
  'post /api/v1/unsettled-effects/{approvalId}/settle': { found: 'done', reason: 'I looked.' },
  'patch /api/v1/admin/agents/{id}': { description: 'Mine' },
  'post /api/v1/admin/agents/{id}/lifecycle': { to: 'suspended', reason: 'Mine' },
  'patch /api/v1/admin/templates/{id}': { toolLinks: [] },
  'patch /api/v1/admin/business-units/{id}': { name: 'Mine' },
  'post /api/v1/admin/pending-changes/{id}/decision': { decision: 'approve' },
  'post /api/v1/admin/agents/{id}/credentials': { kind: 'secret' },
  'post /api/v1/admin/agents/{id}/credentials/{credentialId}/rotate': {},
  'post /api/v1/admin/agents/{id}/credentials/{credentialId}/revoke': {},
};

type BodyCase = Pick<ForeignRequest, 'body' | 'revision'> & { readonly path?: string; readonly status?: 422 };

/** Requests for something of the asker's own with a foreign id in their body. */
const bodyCases = (things: Things, own: Own): Readonly<Record<string, BodyCase>> => {
  const register = { templateId: own.template, name: 'Mine', kind: 'assistant' };
  const agent = `/api/v1/admin/agents/${own.agent}`;
  return {
    'post /api/v1/sessions agentId': { body: { agentId: things.agent, companyId: own.company } },
    'post /api/v1/sessions companyId': { body: { agentId: own.agent, companyId: things.agent } },
    'post /api/v1/admin/agents templateId': { body: { ...register, templateId: things.template } },
    'post /api/v1/admin/agents businessUnitId': { body: { ...register, businessUnitId: things.businessUnit }, status: 422 },
    'post /api/v1/admin/agents sponsorOid': { body: { ...register, sponsorOid: things.person }, status: 422 },
    'patch /api/v1/admin/agents/{id} ownerOid': { path: agent, body: { ownerOid: things.person }, status: 422 },
    'patch /api/v1/admin/agents/{id} sponsorOid': { path: agent, body: { sponsorOid: things.person }, status: 422 },
    'patch /api/v1/admin/agents/{id} businessUnitId': { path: agent, body: { businessUnitId: things.businessUnit }, status: 422 },
    'patch /api/v1/admin/setup bindingWithoutAsk[].agentId': {
      ...{ status: 422, revision: own.setupRevision },
      body: { bindingWithoutAsk: [{ agentId: things.agent, tool: 'draft_email' }] },
    },
  };
};

/** Marks of a list's next page: they name a thing. */
const marks: Readonly<Record<string, keyof Things>> = {
  'get /api/v1/executions': 'reference',
  'get /api/v1/admin/changeLog': 'change',
  'get /api/v1/admin/missedLookups': 'missedLookup',
};

/** Filters and what they are narrowed by: a filter that nothing of the tenant matches finds nothing. */
const filters: Readonly<Record<string, (things: Things) => string | null>> = {
  agent: ({ agent }) => agent,
  subjectId: ({ agent }) => agent,
  // Words, days, numbers and states name no thing of a tenant.
  ...Object.fromEntries(
    ['user', 'company', 'status', 'from', 'to', 'tool', 'outcome', 'document', 'record', 'limit', 'subjectType'].map((name) => [name, () => null]),
  ),
};

const known = <Value>(table: Readonly<Record<string, Value>>, key: string): Value => {
  const value = table[key];
  if (value === undefined) throw new Error(`Say in ${import.meta.url} what "${key}" is; nothing may be left out.`);
  return value;
};

const inPath = (route: DescribedRoute, things: Things): readonly ForeignRequest[] => {
  const ids = route.pathNames.filter((name) => !sharedNames.includes(name));
  if (ids.length === 0) return [];
  const path = ids.reduce((address, name) => address.replace(`{${name}}`, pathValue(route, name, things)), route.path);
  return [{ route, place: 'path', status: 404, path, ...(route.hasBody ? { body: known(bodies, route.name) } : {}) }];
};

/** Every request by which one organisation's things could be asked for by another: each must be answered as if it were nowhere. Throws for a route it does not know how to fill. */
export const foreignRequests = (routes: readonly DescribedRoute[], things: Things, own: Own): readonly ForeignRequest[] =>
  routes.flatMap((route) => [
    ...inPath(route, things),
    ...route.queryNames
      .filter((name) => name === 'after')
      .map((name) => ({ route, status: 404 as const, place: `query ${name}`, path: `${route.path}?${name}=${things[known(marks, route.name)]}` })),
    ...route.bodyIds.map((name) => {
      const { path = route.path, status = 404 as const, ...rest } = known(bodyCases(things, own), `${route.name} ${name}`);
      return { route, place: `body ${name}`, path, status, ...rest };
    }),
  ]);

/** Lists narrowed to a thing of another organisation: each must be empty. */
export const foreignFilters = (routes: readonly DescribedRoute[], things: Things): readonly string[] =>
  routes.flatMap((route) =>
    route.queryNames
      .filter((name) => name !== 'after')
      .flatMap((name) => {
        const value = known(filters, name)(things);
        return value === null ? [] : [`${route.path}?${name}=${value}`];
      }),
  );
