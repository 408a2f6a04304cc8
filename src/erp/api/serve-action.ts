import { contextFor, current } from './change.ts';
import type { Change } from './change.ts';
import { badRequest, methodNotAllowed, noSuchResource } from './erp-error.ts';
import type { ErpResponse } from './erp-request.ts';
import { readParameters } from './read-body.ts';
import { requireRoutine } from './routine.ts';

/**
 * A bound action, understood and ready to run. Business Central answers one with 204 and no body
 * (https://learn.microsoft.com/dynamics365/business-central/dev-itpro/api-reference/v2.0/api/dynamics_salesinvoice_post);
 * where a new record came of it, Location says which.
 */
export const serveAction = (change: Change, name: string): (() => ErpResponse) => {
  const { request, resource, registry } = change;
  const action = Object.hasOwn(resource.set.actions, name) ? resource.set.actions[name] : undefined;
  if (action === undefined || resource.kind !== 'one') throw noSuchResource(`Microsoft.NAV.${name}`);
  if (request.method !== 'POST') throw methodNotAllowed(request.method, `Microsoft.NAV.${name}`);
  if (request.query !== '') throw badRequest('Query options are not supported on actions.');
  return () => {
    const { systemId } = current(change);
    const erp = contextFor(change);
    requireRoutine(resource.scope.rights, action, { erp, systemId });
    const made = action.run(erp, systemId, readParameters(action.parameters ?? {}, request.body));
    const headers: Record<string, string> = {};
    if (made !== undefined) {
      const { route } = registry.require(made.set);
      headers['location'] = `${request.origin}/erp/api/${route}/companies(${resource.company?.systemId ?? ''})/${made.set}(${made.systemId})`;
    }
    return { status: 204, headers, body: '' };
  };
};
