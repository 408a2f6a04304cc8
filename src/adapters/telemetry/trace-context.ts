import { isSpanContextValid, type SpanContext } from '@opentelemetry/api';

const pattern = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:$|-)/;

/** The span that a `traceparent` names (W3C Trace Context); undefined where it names none. */
export const spanContextIn = (traceparent: string | undefined): SpanContext | undefined => {
  const [, traceId = '', spanId = '', flags = '00'] = pattern.exec(traceparent ?? '') ?? [];
  const found: SpanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(found) ? found : undefined;
};

/** A span as a `traceparent`. */
export const traceparentOf = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
