import type { RequestHandler } from 'express';
import type { Tracing } from '../kernel/telemetry.ts';

/**
 * A handler inside a span of its request, which goes on with the caller's trace where it sent a `traceparent`. `route` is
 * the address as it is declared: what stands in its place, and the query, may name people.
 */
export const traced =
  (tracing: Tracing, { method, route }: { readonly method: string; readonly route: string }, handler: RequestHandler): RequestHandler =>
  (req, res, next) => {
    const span = tracing.start({
      name: `${method} ${route}`,
      kind: 'server',
      parent: req.get('traceparent'),
      attributes: { 'http.request.method': method, 'http.route': route },
    });
    res.once('close', () => {
      span.set({ 'http.response.status_code': res.statusCode });
      span.end(res.statusCode >= 500 ? String(res.statusCode) : undefined);
    });
    return span.run(() => handler(req, res, next));
  };
