import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { LogRecordExporter } from '@opentelemetry/sdk-logs';
import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { TelemetrySettings } from './settings.ts';

/** Where the three kinds go. */
export interface Exporters {
  readonly spans: SpanExporter;
  readonly metrics: PushMetricExporter;
  readonly logs: LogRecordExporter;
}

const collector = (endpoint: string, { headers, timeoutMillis }: TelemetrySettings): Exporters => {
  const at = (path: string) => ({ url: `${endpoint.replace(/\/$/, '')}/v1/${path}`, headers: { ...headers }, timeoutMillis });
  return {
    spans: new OTLPTraceExporter(at('traces')),
    metrics: new OTLPMetricExporter(at('metrics')),
    logs: new OTLPLogExporter(at('logs')),
  };
};

/** The exporters that are configured. The library for Application Insights is large: it is loaded only where it is used. */
export const exportersOf = async (settings: TelemetrySettings): Promise<readonly Exporters[]> => {
  const { otlpEndpoint, connectionString } = settings;
  const exporters = otlpEndpoint === undefined ? [] : [collector(otlpEndpoint, settings)];
  if (connectionString === undefined) return exporters;
  const { applicationInsights } = await import('./application-insights.ts');
  return [...exporters, applicationInsights(connectionString)];
};
