/*
 * How the program is reached over HTTP: routes as values, one way through which all of them are served,
 * one mapping of errors. Features bring the routes; what is needed to serve them is passed in.
 */
export { traced } from './traced.ts';
export { apiRouter } from './api-router.ts';
export { bearerOf, challenge } from './bearer-token.ts';
export { contentDisposition, safeFileName } from './content-disposition.ts';
export { createApp, type AppParts } from './create-app.ts';
export { idParams, listResponse } from './list-response.ts';
export { openApiDocument } from './open-api.ts';
export { appErrorOf, problemOf } from './problem.ts';
export { accepted, created, file, noContent, notModified, ok, stream, type FileContent, type Reply } from './reply.ts';
export type { AgentContext, PublicContext, ReaderContext, RequestContext } from './request-context.ts';
export { requestIdOf } from './request-log.ts';
export { givenRevision } from './revision.ts';
export { holdsAny, roles, type Role } from './roles.ts';
export { route, type Permission, type Route, type RouteInput } from './route.ts';
export { errorHandler, sendError, unknownAddress } from './send-error.ts';
export type { ServingParts } from './serve-route.ts';
