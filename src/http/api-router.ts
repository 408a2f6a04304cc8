import express, { type Router } from 'express';
import { openApiDocument } from './open-api.ts';
import { ok } from './reply.ts';
import { route, type Route } from './route.ts';
import { serveRoute, type ServingParts } from './serve-route.ts';
import { unknownAddress } from './send-error.ts';

const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** The route that describes the others. */
const descriptionRoute = (routes: readonly Route[], version: string): Route => {
  const document = openApiDocument(routes, version);
  return route({
    method: 'get',
    path: '/api/openapi.json',
    permission: 'public',
    summary: 'This description (OpenAPI 3.1).',
    response: { contentType: 'application/json' },
    handle: () => Promise.resolve(ok(document)),
  });
};

/**
 * A router with every route of the table, the description of the table at `/api/openapi.json`, and a 404
 * for whatever else is where programs ask and no page is. Throws where two routes claim the same address.
 */
export const apiRouter = (routes: readonly Route[], parts: ServingParts & { readonly version: string }): Router => {
  const router = express.Router({ caseSensitive: true });
  const seen = new Set<string>();
  for (const each of [...routes, descriptionRoute(routes, parts.version)]) {
    const address = `${each.method} ${each.path}`;
    if (seen.has(address)) throw new TypeError(`Two routes are at ${address}.`);
    seen.add(address);
    router[each.method](expressPath(each.path), serveRoute(each, parts));
  }
  router.use(['/api', '/agent', '/oauth', '/.well-known'], unknownAddress);
  return router;
};
