/** How telemetry leaves the program. */
export interface TelemetrySettings {
  /** An OpenTelemetry Collector's OTLP/HTTP address. */
  readonly otlpEndpoint: string | undefined;
  /** Secret: never logged. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMillis: number;
  /** Application Insights. Secret: never logged. */
  readonly connectionString: string | undefined;
  readonly serviceName: string;
  readonly serviceVersion: string;
  readonly resource: Readonly<Record<string, string>>;
  readonly sampler: string;
  /** Share of the traces, for samplers by ratio. */
  readonly ratio: number;
  readonly metricMillis: number;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** `name=value` pairs separated by commas, values percent-encoded, as OpenTelemetry's settings have them. */
export const pairsIn = (text: string | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (text ?? '').split(',').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 1 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())]];
    }),
  );
