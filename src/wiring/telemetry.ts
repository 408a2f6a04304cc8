import type { Logger } from 'pino';
import { bothMeters, pairsIn, prometheusMeters, type PrometheusMeters, type TelemetrySettings } from '../adapters/telemetry/index.ts';
import type { Config } from '../config.ts';
import { measures } from '../features/telemetry/index.ts';
import { noTelemetry, type Telemetry } from '../kernel/telemetry.ts';
import { FaultLog } from './fault-log.ts';
import { programVersion } from './program-version.ts';

/** The program's telemetry: exported where that is configured, and to be scraped in any case. */
export interface ProgramTelemetry {
  readonly telemetry: Telemetry;
  readonly prometheus: PrometheusMeters;
  /** Sends what is left, for a few seconds at most. */
  stop(): Promise<void>;
}

const settingsOf = (config: Config): TelemetrySettings => ({
  otlpEndpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
  headers: pairsIn(config.OTEL_EXPORTER_OTLP_HEADERS),
  timeoutMillis: config.OTEL_EXPORTER_OTLP_TIMEOUT,
  connectionString: config.APPLICATIONINSIGHTS_CONNECTION_STRING,
  serviceName: config.OTEL_SERVICE_NAME,
  serviceVersion: programVersion.split(' ').at(-1) ?? programVersion,
  resource: pairsIn(config.OTEL_RESOURCE_ATTRIBUTES),
  sampler: config.OTEL_TRACES_SAMPLER,
  ratio: config.OTEL_TRACES_SAMPLER_ARG,
  metricMillis: config.OTEL_METRIC_EXPORT_INTERVAL,
});

/** Starts telemetry. The SDK is loaded only where something is exported. */
export const startTelemetry = async (config: Config, logger: Logger): Promise<ProgramTelemetry> => {
  const prometheus = prometheusMeters(Object.values(measures));
  const settings = settingsOf(config);
  if (settings.otlpEndpoint === undefined && settings.connectionString === undefined) {
    return { telemetry: { ...noTelemetry, meters: prometheus }, prometheus, stop: async () => undefined };
  }
  const { openTelemetry } = await import('../adapters/telemetry/open-telemetry.ts');
  const faults = new FaultLog(logger);
  const { tracing, meters, events, stop } = await openTelemetry(settings, (fault) => faults.note('the export of telemetry', fault));
  return { telemetry: { tracing, meters: bothMeters(prometheus, meters), events }, prometheus, stop };
};
