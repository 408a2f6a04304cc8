import type { Sampler } from '@opentelemetry/sdk-trace-base';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import type { Telemetry } from '../../kernel/telemetry.ts';
import { exportersOf } from './exporters.ts';
import { otelMeters } from './otel-meters.ts';
import { definedOnly, OtelTracing } from './otel-tracing.ts';
import type { TelemetrySettings } from './settings.ts';
import { watchedExporter, type OnExport } from './watched-exporter.ts';

/** Telemetry that is exported, until it is stopped. */
export interface ExportedTelemetry extends Telemetry {
  /** Sends what is left, for a few seconds at most. Never rejects. */
  readonly stop: () => Promise<void>;
}

/** So long a stop waits for what is left to be sent. */
const flushMillis = 3_000;

const samplerOf = ({ sampler, ratio }: TelemetrySettings): Sampler => {
  const name = sampler.replace('parentbased_', '');
  const root = name === 'always_off' ? new AlwaysOffSampler() : name === 'traceidratio' ? new TraceIdRatioBasedSampler(ratio) : new AlwaysOnSampler();
  return sampler.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
};

/**
 * OpenTelemetry's SDK with the configured exporters. It runs beside the work: what cannot be exported is dropped, and
 * `onExport` hears whether exports work.
 */
export const openTelemetry = async (settings: TelemetrySettings, onExport: OnExport): Promise<ExportedTelemetry> => {
  const resource = resourceFromAttributes({
    'service.name': settings.serviceName,
    'service.version': settings.serviceVersion,
    ...settings.resource,
  });
  const exporters = await exportersOf(settings);
  const exportTimeoutMillis = settings.timeoutMillis;
  const tracers = new BasicTracerProvider({
    resource,
    sampler: samplerOf(settings),
    spanProcessors: exporters.map(({ spans }) => new BatchSpanProcessor(watchedExporter(spans, onExport), { exportTimeoutMillis })),
  });
  const meters = new MeterProvider({
    resource,
    readers: exporters.map(
      ({ metrics }) =>
        new PeriodicExportingMetricReader({
          exporter: watchedExporter(metrics, onExport),
          exportIntervalMillis: settings.metricMillis,
          exportTimeoutMillis: Math.min(exportTimeoutMillis, settings.metricMillis),
        }),
    ),
  });
  const loggers = new LoggerProvider({
    resource,
    processors: exporters.map(({ logs }) => new BatchLogRecordProcessor(watchedExporter(logs, onExport), { exportTimeoutMillis })),
  });
  const tracing = new OtelTracing(tracers.getTracer('smart-agents', settings.serviceVersion));
  const logger = loggers.getLogger('smart-agents', settings.serviceVersion);
  return {
    tracing,
    meters: otelMeters(meters.getMeter('smart-agents', settings.serviceVersion)),
    events: {
      emit: (eventName, attributes) =>
        logger.emit({ eventName, severityNumber: SeverityNumber.INFO, attributes: definedOnly(attributes), context: tracing.context }),
    },
    stop: () => within(flushMillis, Promise.allSettled([tracers.shutdown(), meters.shutdown(), loggers.shutdown()])),
  };
};

const within = async (millis: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<void>((resolve) => (timer = setTimeout(resolve, millis)));
  await Promise.race([work, bound]);
  clearTimeout(timer);
};
