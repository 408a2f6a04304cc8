import type { ODataQuery } from '../../odata/index.ts';
import { parseODataQuery, preferredPageSize } from '../../odata/index.ts';
import type { EntitySetRegistry } from './entity-set-registry.ts';
import { noSuchRecord } from './erp-error.ts';
import type { ErpRequest, ErpResponse } from './erp-request.ts';
import { jsonResponse } from './erp-request.ts';
import { etagOf } from './json-writer.ts';
import { readPageToken, writePageToken } from './page-token.ts';
import type { PageToken } from './page-token.ts';
import { planRead } from './read-plan.ts';
import type { ReadPlan } from './read-plan.ts';
import { countRows, readRows } from './read-rows.ts';
import type { RawRow } from './read-rows.ts';
import { renderEntities } from './render-entities.ts';
import type { RenderContext } from './render-entities.ts';
import type { Resource } from './resolve-path.ts';

/** Business Central's largest page. */
const largestPage = 20_000;

/** Marks an answer whose rows or amounts were narrowed without a word; ours, not Microsoft's. */
export const partialAnnotation = '"@smartAgents.mayBePartial":true';

/** The same mark on an answer that is not JSON. */
const partialHeader = 'smartagents-may-be-partial';

const renderContext = (registry: EntitySetRegistry, request: ErpRequest): RenderContext => ({
  registry,
  statements: request.caller.tenant.statements,
  numbers: /IEEE754Compatible\s*=\s*true/i.test(request.headers['accept'] ?? '') ? 'text' : 'number',
});

const contextUrl = (request: ErpRequest, resource: Resource, query: ODataQuery): string => {
  const fields = query.select === undefined ? '' : `(${query.select.join(',')})`;
  const entity = resource.kind === 'one' ? '/$entity' : '';
  return `${request.origin}/erp/api/${resource.route}/$metadata#${resource.context}${fields}${entity}`;
};

const nextLink = (request: ErpRequest, token: PageToken): string => {
  const kept = request.query.split('&').filter((part) => part !== '' && !/^(\$|%24)(skiptoken|skip|top)=/i.test(part));
  return `${request.origin}/erp/api/${request.path}?${[...kept, `$skiptoken=${writePageToken(token)}`].join('&')}`;
};

const nextToken = (plan: ReadPlan, token: Pick<PageToken, 'remaining' | 'pageSize'>, rows: readonly RawRow[]): PageToken | undefined => {
  const last = rows.at(token.pageSize - 1);
  if (rows.length <= token.pageSize || last === undefined) return undefined;
  const remaining = token.remaining === null ? null : token.remaining - token.pageSize;
  return remaining === 0 ? undefined : { after: last.slice(2, 2 + plan.order.length), remaining, pageSize: token.pageSize };
};

const serveList = (registry: EntitySetRegistry, request: ErpRequest, at: { resource: Resource; query: ODataQuery }): ErpResponse => {
  const { resource, query } = at;
  const context = renderContext(registry, request);
  const plan = planRead({ set: resource.set, scope: resource.scope, query, restrictions: resource.restrictions });
  const token = query.skipToken === undefined ? undefined : readPageToken(query.skipToken, plan.order.length);
  const preferred = preferredPageSize(request.headers['prefer']);
  const pageSize = Math.min(token?.pageSize ?? preferred ?? largestPage, largestPage);
  const remaining = token === undefined ? (query.top ?? null) : token.remaining;
  const take = remaining === null ? pageSize + 1 : Math.min(pageSize + 1, remaining);
  const rows = readRows(context.statements, plan, { skip: token === undefined ? (query.skip ?? 0) : 0, take, after: token?.after });
  const rendered = renderEntities(context, plan, rows.slice(0, pageSize));
  const next = nextToken(plan, { remaining, pageSize }, rows);
  const members = [`"@odata.context":${JSON.stringify(contextUrl(request, resource, query))}`];
  if (query.count) members.push(`"@odata.count":${countRows(context.statements, plan)}`);
  if (plan.isPartial || rendered.isPartial) members.push(partialAnnotation);
  members.push(`"value":[${rendered.texts.join(',')}]`);
  if (next !== undefined) members.push(`"@odata.nextLink":${JSON.stringify(nextLink(request, next))}`);
  const applied: Record<string, string> = preferred === undefined ? {} : { 'preference-applied': `odata.maxpagesize=${pageSize}` };
  return jsonResponse(200, `{${members.join(',')}}`, applied);
};

/** One entity as fetched for an answer or for a check before a write. */
export interface OneEntity {
  readonly text: string;
  readonly etag: string;
  readonly systemId: string;
}

/** Reads the single entity that a resource leads to; 404 if it is not there for the caller. */
export const readOne = (registry: EntitySetRegistry, request: ErpRequest, at: { resource: Resource; query: ODataQuery }): OneEntity => {
  const { resource, query } = at;
  const context = renderContext(registry, request);
  const plan = planRead({ set: resource.set, scope: resource.scope, query, restrictions: resource.restrictions });
  const rows = readRows(context.statements, plan, { skip: 0, take: 1, after: undefined });
  const [row] = rows;
  const rendered = renderEntities(context, plan, rows);
  const [text] = rendered.texts;
  if (row === undefined || text === undefined) throw noSuchRecord(resource.set.caption, resource.label);
  const head = `{"@odata.context":${JSON.stringify(contextUrl(request, { ...resource, kind: 'one' }, query))},`;
  const partial = plan.areValuesPartial || rendered.isPartial ? `${partialAnnotation},` : '';
  return { text: `${head}${partial}${text.slice(1)}`, etag: etagOf(row[0] ?? '', row[1] ?? 0), systemId: String(row[0]) };
};

/** The number alone. There is no room for the annotation in it, so a header says that it may be partial. */
const serveCount = (request: ErpRequest, { resource, query }: { resource: Resource; query: ODataQuery }): ErpResponse => {
  const { set, scope, restrictions } = resource;
  const plan = planRead({ set, scope, query: { ...query, select: [set.key] }, restrictions });
  const headers: Record<string, string> = { 'content-type': 'text/plain; charset=utf-8' };
  if (plan.isPartial) headers[partialHeader] = 'true';
  return { status: 200, headers, body: String(countRows(request.caller.tenant.statements, plan)) };
};

/** Answers GET for a resource. */
export const serveRead = (registry: EntitySetRegistry, request: ErpRequest, resource: Resource): ErpResponse => {
  const query = parseODataQuery(request.query);
  if (resource.kind === 'list') return serveList(registry, request, { resource, query });
  if (resource.kind === 'one') {
    const one = readOne(registry, request, { resource, query });
    return jsonResponse(200, one.text, { etag: one.etag });
  }
  return serveCount(request, { resource, query });
};
