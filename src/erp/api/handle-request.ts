import type { EntitySetRegistry } from './entity-set-registry.ts';
import { methodNotAllowed } from './erp-error.ts';
import type { ErpRequest, ErpResponse } from './erp-request.ts';
import { jsonResponse } from './erp-request.ts';
import { metadataXml, serviceDocument } from './metadata.ts';
import { resolvePath, splitRoute } from './resolve-path.ts';
import { serveRead } from './serve-read.ts';
import { serveWrite } from './serve-write.ts';

/**
 * Answers one request of a known caller. Synchronous: SQLite is, and so no request sees half of another.
 * Throws ErpError, PermissionDenied, ODataError or AppError for everything that is the caller's to know.
 */
export const handleRequest = (registry: EntitySetRegistry, request: ErpRequest): ErpResponse => {
  const address = splitRoute(request.path);
  const isRead = request.method === 'GET';
  if (address.rest === '' || address.rest === '$metadata') {
    if (!isRead) throw methodNotAllowed(request.method, address.rest);
    if (address.rest === '') return jsonResponse(200, serviceDocument(registry, { route: address.route, origin: request.origin }));
    return { status: 200, headers: { 'content-type': 'application/xml; charset=utf-8' }, body: metadataXml(registry, address.route) };
  }
  const resource = resolvePath(registry, request.caller, address);
  if (isRead) {
    if (resource.action !== undefined) throw methodNotAllowed('GET', `Microsoft.NAV.${resource.action}`);
    return serveRead(registry, request, resource);
  }
  return serveWrite(registry, request, resource);
};
