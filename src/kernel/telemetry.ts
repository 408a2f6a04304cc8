/*
 * What the program tells about its own work: spans, measures and events. They carry ids, outcomes, durations and
 * counts. Never what was asked, read or written, and never who: those are in the audit log, which is no telemetry.
 */

/** Facts of a span, measure or event: ids, outcomes and counts. What is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** A span to be started. */
export interface SpanSpec {
  /** Of few values: an operation, never an id. */
  readonly name: string;
  /** `server` where a request comes in, `client` where one goes out; inside the program otherwise. */
  readonly kind?: 'server' | 'client';
  readonly attributes?: Attributes;
  /** The W3C `traceparent` that a request came with; the span under way is the parent otherwise. */
  readonly parent?: string | undefined;
  /** The `traceparent` of an earlier span that this one carries on. */
  readonly link?: string | undefined;
  /** How long ago it began, in seconds, where it is told of only when it is over. */
  readonly ago?: number;
}

/** A span under way. */
export interface Span {
  /** Runs work, and whatever it starts, inside the span. */
  run<Result>(work: () => Result): Result;
  set(attributes: Attributes): void;
  /** Ends it; `errorType` names the kind of error it ended with, of few values (`error.type`). */
  end(errorType?: string): void;
}

/** Where spans go. */
export interface Tracing {
  start(spec: SpanSpec): Span;
  /** The W3C `traceparent` of the span under way, to be sent along or kept; undefined where nothing is traced. */
  traceparent(): string | undefined;
}

/** One thing that is measured: the same in Prometheus and in OpenTelemetry. */
export interface Measure {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** As Prometheus has it, with its unit. */
  readonly name: string;
  /** As OpenTelemetry has it. */
  readonly otelName: string;
  readonly help: string;
  /** As UCUM has it: `s`, `{attempt}`. */
  readonly unit: string;
  /** What it is told apart by, as Prometheus and as OpenTelemetry name it; each of few values. */
  readonly labels: Readonly<Record<string, string>>;
  /** Upper bounds of a histogram's buckets, in its unit. */
  readonly buckets?: readonly number[];
}

/** Values for a measure's labels, by their Prometheus names. */
export type Labels = Readonly<Record<string, string>>;

/** Where measures go: each is taken once, whoever reads it. */
export interface Meters {
  /** Adds to a counter. */
  add(measure: Measure, value: number, labels?: Labels): void;
  /** Takes one value of a histogram. */
  record(measure: Measure, value: number, labels?: Labels): void;
  /** Says how a gauge is read; asked whenever somebody looks. Where it cannot be read, there is no number. */
  observe(measure: Measure, read: () => number | Promise<number>): void;
}

/** Where events go that somebody may want to keep. */
export interface EventSink {
  emit(name: string, attributes: Attributes): void;
}

/** All of it. */
export interface Telemetry {
  readonly tracing: Tracing;
  readonly meters: Meters;
  readonly events: EventSink;
}

const noSpan: Span = { run: (work) => work(), set: () => undefined, end: () => undefined };

/** Traces nothing, and costs next to nothing. */
export const noTracing: Tracing = { start: () => noSpan, traceparent: () => undefined };

/** Tells nobody. */
export const noTelemetry: Telemetry = {
  tracing: noTracing,
  meters: { add: () => undefined, record: () => undefined, observe: () => undefined },
  events: { emit: () => undefined },
};

/** The kind of an error for `error.type`: its code where it is one of ours, else the name of its class; never its message. */
export const errorTypeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const { code, kind } = error as { readonly code?: unknown; readonly kind?: unknown };
  const named = [code, kind].find((value): value is string => typeof value === 'string' && /^\w{1,60}$/.test(value));
  return named ?? error.name;
};

/** Runs work inside a span of its own, which ends with it. */
export const inSpan = async <Result>(tracing: Tracing, spec: SpanSpec, work: (span: Span) => Promise<Result>): Promise<Result> => {
  const span = tracing.start(spec);
  try {
    const result = await span.run(() => work(span));
    span.end();
    return result;
  } catch (error) {
    span.end(errorTypeOf(error));
    throw error;
  }
};

/** Starts to measure; answers how many seconds have gone by since, on a clock that is never set. */
export const stopwatch = (): (() => number) => {
  const started = performance.now();
  return () => (performance.now() - started) / 1000;
};
