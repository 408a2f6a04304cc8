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
  readonly externalAgent: string;
  readonly company: string;
  readonly template: string;
  readonly setupRevision: number;
  /** One of the asker's own rules. */
  readonly policy: string;
  /** One of the asker's own services. */
  readonly service: string;
  /** Reference of a run of the asker's own agent. */
  readonly run: string;
}

const idsBelow: readonly (readonly [prefix: string, thing: keyof Things])[] = [
  ['/api/v1/admin/agents/{id}/credentials', 'externalAgent'],
  ['/api/v1/admin/agents/{id}', 'agent'],
  ['/api/v1/admin/log-readers/{id}', 'logReader'],
  ['/api/v1/admin/templates/{id}', 'template'],
  ['/api/v1/admin/business-units/{id}', 'businessUnit'],
  ['/api/v1/admin/pending-changes/{id}', 'pendingChange'],
  ['/api/v1/admin/conditions/{id}', 'condition'],
  ['/api/v1/admin/policies/{id}', 'policy'],
  ['/api/v1/admin/service-principals/{id}', 'service'],
  ['/api/v1/service-principals/{id}', 'service'],
  ['/api/v1/legal-holds/{id}', 'legalHold'],
  ['/api/v1/erasures/{id}', 'erasure'],
  ['/api/v1/delegations/{id}', 'delegation'],
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
  'post /agent/v1/executions/{reference}/withdraw': {},
  'post /api/v1/approvals/{id}/edit': { version: 1, arguments: {} },
  'post /api/v1/unsettled-effects/{approvalId}/settle': { found: 'done', reason: 'I looked.' },
  'patch /api/v1/admin/agents/{id}': { description: 'Mine' },
  'post /api/v1/admin/agents/{id}/lifecycle': { to: 'suspended', reason: 'Mine' },
  'patch /api/v1/admin/templates/{id}': { toolLinks: [] },
  'patch /api/v1/admin/business-units/{id}': { name: 'Mine' },
  'post /api/v1/admin/pending-changes/{id}/decision': { decision: 'approve' },
  'patch /api/v1/admin/conditions/{id}': { filter: "number eq '1'" },
  'patch /api/v1/admin/policies/{id}': { enabled: false },
  'patch /api/v1/admin/service-principals/{id}': { name: 'Mine' },
  'post /api/v1/legal-holds/{id}/lift': { reason: 'Mine' },
  'post /api/v1/delegations/{id}/revoke': { reason: 'Mine' },
  'post /api/v1/delegations/{id}/extend': { validTo: '2099-01-01T00:00:00.000Z', reason: 'Mine' },
  'post /api/v1/admin/agents/{id}/credentials': { kind: 'secret' },
  'post /api/v1/admin/log-readers/{id}/credentials': { kind: 'secret' },
  'post /api/v1/admin/log-readers/{id}/credentials/{credentialId}/rotate': {},
  'post /api/v1/admin/log-readers/{id}/credentials/{credentialId}/revoke': {},
  'post /api/v1/admin/agents/{id}/credentials/{credentialId}/rotate': {},
  'post /api/v1/admin/agents/{id}/credentials/{credentialId}/revoke': {},
};

type BodyCase = Pick<ForeignRequest, 'body' | 'revision'> & { readonly path?: string; readonly status?: 422 };

/** No thing of a tenant but the ERP's: an action in it is refused by the gateway, with its row in the log. */
const refusedByGateway = 'refused by the gateway';

/** Requests for something of the asker's own with a foreign id in their body. */
const bodyCases = (things: Things, own: Own): Readonly<Record<string, BodyCase | typeof refusedByGateway>> => {
  const register = { templateId: own.template, name: 'Mine', kind: 'assistant' };
  const agent = `/api/v1/admin/agents/${own.agent}`;
  const delegation = {
    ...{ agentId: own.externalAgent, workflow: 'mine', actions: ['*'], companies: [own.company], reason: 'Mine' },
    validTo: new Date(Date.now() + 86_400_000).toISOString(),
  };
  const rule = (people: readonly string[]) => ({ actions: ['*'], when: { kind: 'always' }, approver: { kind: 'second-person', people } });
  const act = { action: 'read_items', arguments: {} };
  return {
    'post /api/v1/delegations agentId': { body: { ...delegation, agentId: things.externalAgent }, status: 422 },
    'post /api/v1/delegations service': { body: { ...delegation, service: things.service }, status: 422 },
    'post /api/v1/delegations companies[]': { body: { ...delegation, companies: [things.company] }, status: 422 },
    'post /api/v1/delegations responsible': { body: { ...delegation, responsible: things.person }, status: 422 },
    'post /api/v1/delegations revokers[]': { body: { ...delegation, revokers: [things.person] }, status: 422 },
    'post /api/v1/delegations approvalRules[].approver.people[]': {
      ...{ status: 422, body: { ...delegation, approvalRules: [{ name: 'Mine', ...rule([things.person]) }] } },
    },
    'post /api/v1/admin/policies rule.approver.people[]': { body: { rule: { name: 'Theirs', ...rule([things.person]) } }, status: 422 },
    'patch /api/v1/admin/policies/{id} rule.approver.people[]': {
      ...{ path: `/api/v1/admin/policies/${own.policy}`, body: { rule: rule([things.person]) }, status: 422 },
    },
    'post /api/v1/admin/service-principals ownerOid': {
      body: { name: 'Mine too', clientApplication: 'mine-too', secret: 'unknown', ownerOid: things.person },
      status: 422,
    },
    'patch /api/v1/admin/service-principals/{id} ownerOid': {
      path: `/api/v1/admin/service-principals/${own.service}`,
      body: { ownerOid: things.person },
      status: 422,
    },
    'post /api/v1/legal-holds personOid': { body: { kind: 'user', personOid: things.person, reason: 'Mine' }, status: 422 },
    'post /api/v1/legal-holds agentId': { body: { kind: 'agent', agentId: things.agent, reason: 'Mine' }, status: 422 },
    'post /api/v1/erasures personOid': { body: { personOid: things.person, reason: 'Mine' }, status: 422 },
    'post /agent/v1/actions delegation': { body: { ...act, delegation: things.delegation }, status: 422 },
    'post /agent/v1/actions company': refusedByGateway,
    'post /agent/v1/actions execution': { body: { ...act, execution: things.reference } },
    'post /agent/v1/executions/{reference}/withdraw action': {
      ...{ path: `/agent/v1/executions/${own.run}/withdraw`, body: { action: things.toolCall } },
    },
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

/** Lists that are followed by position, of which every organisation has its own. */
const byPosition = ['get /api/smartAgents/audit/v1.0/toolCallLogFeed'];

/** Filters and what they are narrowed by: a filter that nothing of the tenant matches finds nothing. */
const filters: Readonly<Record<string, (things: Things) => string | null>> = {
  agent: ({ agent }) => agent,
  subjectId: ({ agent }) => agent,
  // Words, days, numbers and states name no thing of a tenant.
  ...Object.fromEntries(
    ['user', 'company', 'status', 'from', 'to', 'tool', 'outcome', 'document', 'record', 'limit', 'subjectType', 'wait', 'format'].map((name) => [
      name,
      () => null,
    ]),
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
      .filter((name) => name === 'after' && !byPosition.includes(route.name))
      .map((name) => ({ route, status: 404 as const, place: `query ${name}`, path: `${route.path}?${name}=${things[known(marks, route.name)]}` })),
    ...route.bodyIds.flatMap((name) => {
      const found = known(bodyCases(things, own), `${route.name} ${name}`);
      if (found === refusedByGateway) return [];
      const { path = route.path, status = 404 as const, ...rest } = found;
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
