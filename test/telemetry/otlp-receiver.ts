import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

interface OtlpValue {
  readonly stringValue?: string;
  readonly intValue?: number | string;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

interface OtlpSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly OtlpAttribute[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status: { readonly code?: number };
}

type Values = Readonly<Record<string, string | number | boolean | undefined>>;

/** A span as it was received. */
export interface ReceivedSpan extends Omit<OtlpSpan, 'attributes'> {
  readonly attributes: Values;
}

/** A log record as it was received. */
export interface ReceivedEvent {
  readonly name: string;
  readonly traceId: string | undefined;
  readonly attributes: Values;
}

const valuesOf = (attributes: readonly OtlpAttribute[] = []): Values =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? (value.intValue === undefined ? (value.doubleValue ?? value.boolValue) : Number(value.intValue)),
    ]),
  );

/** A stand-in for an OpenTelemetry Collector: takes OTLP/HTTP as JSON and keeps what it gets. */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  readonly events: ReceivedEvent[] = [];
  readonly metricNames = new Set<string>();
  /** Everything that arrived, as text. */
  readonly bodies: string[] = [];
  readonly headers: (string | undefined)[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<OtlpReceiver> {
    const box: { receiver?: OtlpReceiver } = {};
    const server = createServer((req, res) => {
      let text = '';
      req.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      req.on('end', () => {
        box.receiver?.headers.push(req.headers['x-collector-key']?.toString());
        box.receiver?.take(req.url ?? '', text);
        res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (box.receiver = new OtlpReceiver(server));
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  take(path: string, text: string): void {
    this.bodies.push(text);
    const body = JSON.parse(text);
    for (const { scopeSpans } of body.resourceSpans ?? [])
      for (const { spans } of scopeSpans) this.spans.push(...spans.map((span: OtlpSpan) => ({ ...span, attributes: valuesOf(span.attributes) })));
    for (const { scopeLogs } of body.resourceLogs ?? [])
      for (const { logRecords } of scopeLogs)
        for (const { eventName, traceId, attributes } of logRecords) this.events.push({ name: eventName, traceId, attributes: valuesOf(attributes) });
    for (const { scopeMetrics } of body.resourceMetrics ?? [])
      for (const { metrics } of scopeMetrics) for (const { name } of metrics) this.metricNames.add(name as string);
  }

  /** The spans of a name. */
  named(name: string | RegExp): readonly ReceivedSpan[] {
    return this.spans.filter((span) => (typeof name === 'string' ? span.name === name : name.test(span.name)));
  }

  /** The names from a span up to the root, itself first. */
  pathOf(span: ReceivedSpan): readonly string[] {
    const above = this.spans.find(({ spanId, traceId }) => spanId === span.parentSpanId && traceId === span.traceId);
    return [span.name, ...(above ? this.pathOf(above) : [])];
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
