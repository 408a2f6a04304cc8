import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Labels, Measure, Meters } from '../../kernel/telemetry.ts';

/** Measures as Prometheus scrapes them. */
export interface PrometheusMeters extends Meters {
  readonly contentType: string;
  /** Everything measured so far, as text. */
  scrape(): Promise<string>;
}

/** Measures in a registry of its own, with those of the process. */
export const prometheusMeters = (measures: readonly Measure[]): PrometheusMeters => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  for (const { kind, name, help, labels, buckets } of measures) {
    const shared = { name, help, labelNames: Object.keys(labels), registers: [registry] };
    // Known from the start, so that what has not happened yet can be told from what is not measured.
    if (kind === 'counter') counters.set(name, new Counter(shared));
    if (kind === 'histogram') histograms.set(name, new Histogram({ ...shared, ...(buckets && { buckets: [...buckets] }) }));
  }
  return {
    contentType: registry.contentType,
    scrape: () => registry.metrics(),
    add: ({ name }: Measure, value: number, labels: Labels = {}) => counters.get(name)?.inc(labels, value),
    record: ({ name }: Measure, value: number, labels: Labels = {}) => histograms.get(name)?.observe(labels, value),
    observe: ({ name, help }, read) => {
      const collect = async function (this: Gauge): Promise<void> {
        // While the database is gone the other numbers are wanted all the more.
        this.set(
          await Promise.resolve()
            .then(read)
            .catch(() => Number.NaN),
        );
      };
      new Gauge({ name, help, registers: [registry], collect });
    },
  };
};
