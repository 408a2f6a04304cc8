import { emptyQuery } from '../../odata/index.ts';
import { createErpContext } from '../business/index.ts';
import type { ErpContext } from '../business/index.ts';
import type { EntitySetRegistry } from './entity-set-registry.ts';
import type { ErpRequest } from './erp-request.ts';
import type { Resource } from './resolve-path.ts';
import { readOne } from './serve-read.ts';

/** Something that changes data: who asks for it, and where. */
export interface Change {
  readonly registry: EntitySetRegistry;
  readonly request: ErpRequest;
  readonly resource: Resource;
}

/** The business context of a change: the caller's name and work date, the company's records. */
export const contextFor = ({ request, resource }: Change): ErpContext => {
  const { tenant, user, client } = request.caller;
  const records = tenant.recordsOf(resource.scope.company);
  return createErpContext({ records, userName: user.userName, workDate: resource.scope.workDate, client });
};

/** The entity that a change is about, as the caller may read it; 404 if there is none for her. */
export const current = ({ registry, request, resource }: Change) => readOne(registry, request, { resource, query: emptyQuery });
