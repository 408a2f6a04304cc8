import { AsyncLocalStorage } from 'node:async_hooks';
import {
  createContextKey,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes as OtelAttributes,
  type Context,
  type Span as OtelSpan,
  type Tracer,
} from '@opentelemetry/api';
import type { Attributes, Span, SpanSpec, Tracing } from '../../kernel/telemetry.ts';
import { spanContextIn, traceparentOf } from './trace-context.ts';

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT } as const;

/** Attributes that spans inside have too: a backend finds a conversation's spans by each of them. */
const inherited = ['gen_ai.conversation.id', 'gen_ai.agent.id'] as const;
const inheritedKey = createContextKey('smart-agents inherited attributes');

/** Attributes without those that are undefined. */
export const definedOnly = (attributes: Attributes = {}): OtelAttributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));

/** Spans by OpenTelemetry's SDK. The span under way is kept here and in no global, so that two programs in one process stay apart. */
export class OtelTracing implements Tracing {
  readonly #under = new AsyncLocalStorage<Context>();

  constructor(private readonly tracer: Tracer) {}

  /** The context of the span under way. */
  get context(): Context {
    return this.#under.getStore() ?? ROOT_CONTEXT;
  }

  traceparent(): string | undefined {
    const found = trace.getSpanContext(this.context);
    return found && traceparentOf(found);
  }

  start({ name, kind, attributes, parent, link, ago }: SpanSpec): Span {
    const from = spanContextIn(parent);
    const around = from ? trace.setSpanContext(this.context, from) : this.context;
    const above = (around.getValue(inheritedKey) as OtelAttributes | undefined) ?? {};
    const own = { ...above, ...definedOnly(attributes) };
    const linked = spanContextIn(link);
    const options = {
      attributes: own,
      ...(kind && { kind: kinds[kind] }),
      ...(linked && { links: [{ context: linked }] }),
      ...(ago !== undefined && { startTime: performance.timeOrigin + performance.now() - ago * 1000 }),
    };
    const span = this.tracer.startSpan(name, options, around);
    const handedOn = Object.fromEntries(inherited.flatMap((key) => (own[key] === undefined ? [] : [[key, own[key]]])));
    return this.#wrapped(span, trace.setSpan(around.setValue(inheritedKey, handedOn), span));
  }

  #wrapped(span: OtelSpan, inside: Context): Span {
    const failed = (errorType: unknown): void => {
      if (typeof errorType === 'string') span.setStatus({ code: SpanStatusCode.ERROR });
    };
    return {
      run: (work) => this.#under.run(inside, work),
      set: (more) => {
        span.setAttributes(definedOnly(more));
        failed(more['error.type']);
      },
      end: (errorType) => {
        if (errorType !== undefined) span.setAttribute('error.type', errorType);
        failed(errorType);
        span.end();
      },
    };
  }
}
