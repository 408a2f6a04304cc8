import { emptyQuery, parseODataQuery } from '../../odata/index.ts';
import type { ODataQuery } from '../../odata/index.ts';
import type { Right } from '../permissions/index.ts';
import { contextFor, current } from './change.ts';
import type { Change } from './change.ts';
import type { EntitySet } from './entity-set.ts';
import type { EntitySetRegistry } from './entity-set-registry.ts';
import { badRequest, ErpError, methodNotAllowed } from './erp-error.ts';
import type { ErpRequest, ErpResponse } from './erp-request.ts';
import { jsonResponse } from './erp-request.ts';
import { idempotencyKeyOf, onceForKey } from './idempotency.ts';
import { readBody } from './read-body.ts';
import { namedBy, requireNamed, requireRecord, tableForNew, writtenRecord } from './record-rights.ts';
import type { Written } from './record-rights.ts';
import { requireNew, requireNewParts, requireParts } from './require-new.ts';
import type { Resource } from './resolve-path.ts';
import { requireRoutine } from './routine.ts';
import { serveAction } from './serve-action.ts';
import { readOne } from './serve-read.ts';
import type { Body, EntityWrites } from './write-context.ts';

/** A write that is understood so far: where it goes and with which code. */
interface Write extends Change {
  readonly writes: EntityWrites;
  /** Which fields and parts the answer shows. */
  readonly shown: ODataQuery;
}

/** What the address of a resource fixes, by field. */
const addressOf = ({ restrictions }: Resource): Body['address'] =>
  Object.fromEntries(restrictions.map(({ field, values }) => [field, values[0] ?? '']));

/** The record a write is about, and the right that is asked for: its own, or to modify the record it is a part of. */
const concerned = (write: Write, right: Right, systemId: string): { readonly record: Written; readonly right: Right } => {
  const whole = write.writes.partOf?.(contextFor(write), addressOf(write.resource));
  return whole === undefined ? { record: writtenRecord(write, write.writes, systemId), right } : { record: whole, right: 'modify' };
};

const entityTag = /^(?:W\/)?"[^"]*"$/;

/** Business Central changes and deletes only what the client has seen: `If-Match` with the ETag, or `*`. */
const checkIfMatch = (request: ErpRequest, current: string): void => {
  const wanted = request.headers['if-match'];
  const invalid = 'Could not validate the client concurrency token required by the service. Please provide a valid token in the client request.';
  if (wanted === undefined) throw new ErpError(412, 'BadRequest_InvalidToken', invalid);
  if (wanted.trim() === '*') return;
  const tags = wanted.split(',').map((tag) => tag.trim());
  if (!tags.every((tag) => entityTag.test(tag))) throw badRequest(invalid, 'BadRequest_InvalidToken');
  if (!tags.includes(current)) throw new ErpError(409, 'Request_EntityChanged', 'Another user has already changed the record.');
};

const byKey = (resource: Resource, systemId: string): Resource => ({
  ...resource,
  restrictions: [...resource.restrictions, { field: resource.set.key, values: [systemId] }],
  kind: 'one',
  label: `${resource.set.key}='${systemId}'`,
});

/** A step from a parent fixes the field that links to it: `POST …/purchaseOrders(id)/purchaseOrderLines`. */
const withParent = (resource: Resource, body: Body): Body => {
  const address = addressOf(resource);
  return { ...body, values: { ...body.values, ...address }, address };
};

const insert = (write: Write): ErpResponse => {
  const { registry, request, resource, writes } = write;
  if (resource.kind !== 'list' || writes.insert === undefined) throw methodNotAllowed('POST', resource.set.name);
  const { rights } = resource.scope;
  const isOwn = writes.insertsBy === undefined && writes.partOf === undefined;
  if (writes.insertsBy !== undefined) requireRoutine(rights, writes.insertsBy);
  else if (isOwn && writes.second === undefined) rights.requireTable(writes.table, 'insert');
  const body = withParent(resource, readBody(registry, { set: resource.set, method: 'POST' }, request.body));
  if (isOwn) rights.requireTable(tableForNew(writes, body), 'insert');
  requireParts(registry, resource, body);
  const systemId = writes.insert(contextFor(write), body);
  if (isOwn) requireNew(write, writes, systemId);
  else if (writes.partOf !== undefined) {
    const { record, right } = concerned(write, 'insert', systemId);
    requireRecord(write, record, right);
  }
  requireNewParts(write, body, systemId);
  const created = byKey(resource, systemId);
  const one = readOne(registry, request, { resource: created, query: withDeepParts(write.shown, body) });
  if (writes.insertsBy !== undefined) requireRoutine(rights, writes.insertsBy, { erp: contextFor(write), systemId });
  const location = `${request.origin}/erp/api/${request.path}(${systemId})`;
  return jsonResponse(201, one.text, { etag: one.etag, location });
};

/** The answer to a deep insert shows the parts that were inserted. */
const withDeepParts = (shown: ODataQuery, body: Body): ODataQuery => {
  const asked = new Set(shown.expand.map(({ navigation }) => navigation));
  const inserted = Object.keys(body.parts).filter((navigation) => !asked.has(navigation));
  return { ...shown, expand: [...shown.expand, ...inserted.map((navigation) => ({ navigation, query: emptyQuery }))] };
};

const modify = (write: Write): ErpResponse => {
  const { registry, request, resource, writes } = write;
  if (resource.kind !== 'one' || writes.modify === undefined) throw methodNotAllowed('PATCH', resource.set.name);
  const before = current(write);
  const { record } = concerned(write, 'modify', before.systemId);
  requireRecord(write, record, 'modify');
  checkIfMatch(request, before.etag);
  const body = { ...readBody(registry, { set: resource.set, method: 'PATCH' }, request.body), address: addressOf(resource) };
  const named = namedBy(write, record);
  writes.modify(contextFor(write), before.systemId, body);
  requireRecord(write, record, 'modify');
  requireNamed(write, record, named);
  const after = readOne(registry, request, { resource, query: write.shown });
  return jsonResponse(200, after.text, { etag: after.etag });
};

const remove = (write: Write): ErpResponse => {
  const { request, resource, writes } = write;
  if (resource.kind !== 'one' || writes.remove === undefined) throw methodNotAllowed('DELETE', resource.set.name);
  const before = current(write);
  const { record, right } = concerned(write, 'delete', before.systemId);
  requireRecord(write, record, right);
  checkIfMatch(request, before.etag);
  writes.remove(contextFor(write), before.systemId, addressOf(resource));
  return { status: 204, headers: {}, body: '' };
};

const methods: Readonly<Record<string, (write: Write) => ErpResponse>> = { POST: insert, PATCH: modify, DELETE: remove };

const writesOf = (set: EntitySet, method: string): EntityWrites => {
  if (set.writes === undefined) throw methodNotAllowed(method, set.name);
  return set.writes;
};

/** The options that shape the answer of a write; those that choose rows make no sense on it. */
const shownBy = (request: ErpRequest): ODataQuery => {
  const { select, expand, filter, orderBy, top, skip, count, skipToken } = parseODataQuery(request.query);
  const choosesRows = [filter, top, skip, skipToken].some((option) => option !== undefined) || orderBy.length > 0 || count;
  if (choosesRows) throw badRequest('Only $select and $expand are supported on requests that change data.');
  return { ...emptyQuery, select, expand };
};

const writing = (change: Change): (() => ErpResponse) => {
  const { request, resource } = change;
  const run = methods[request.method];
  if (run === undefined) throw methodNotAllowed(request.method, resource.set.name);
  const write: Write = { ...change, writes: writesOf(resource.set, request.method), shown: shownBy(request) };
  return () => run(write);
};

/** Answers POST, PATCH, DELETE and bound actions for a resource: all of it happens in one transaction, or nothing. */
export const serveWrite = (registry: EntitySetRegistry, request: ErpRequest, resource: Resource): ErpResponse => {
  if (request.headers['data-access-intent']?.toLowerCase() === 'readonly') {
    throw badRequest('The request was sent with Data-Access-Intent: ReadOnly and cannot change data.', 'BadRequest_InvalidOperation');
  }
  const change: Change = { registry, request, resource };
  const run = resource.action === undefined ? writing(change) : serveAction(change, resource.action);
  const key = request.method === 'POST' ? idempotencyKeyOf(request) : undefined;
  const work = (): ErpResponse => (key === undefined ? run() : onceForKey(request, key, run));
  return request.caller.tenant.db.transaction(work).immediate();
};
