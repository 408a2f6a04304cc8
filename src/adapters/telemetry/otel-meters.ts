import type { Counter, Histogram, Meter } from '@opentelemetry/api';
import type { Labels, Measure, Meters } from '../../kernel/telemetry.ts';

const attributesOf = ({ labels }: Measure, values: Labels): Labels =>
  Object.fromEntries(Object.entries(values).map(([label, value]) => [labels[label] ?? label, value]));

/** Measures by OpenTelemetry's SDK. */
export const otelMeters = (meter: Meter): Meters => {
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  const optionsOf = ({ help, unit, buckets }: Measure) => ({
    description: help,
    unit,
    ...(buckets && { advice: { explicitBucketBoundaries: [...buckets] } }),
  });
  const once = <Instrument>(known: Map<string, Instrument>, name: string, make: () => Instrument): Instrument => {
    const instrument = known.get(name) ?? make();
    known.set(name, instrument);
    return instrument;
  };
  return {
    add: (measure, value, labels = {}) =>
      once(counters, measure.otelName, () => meter.createCounter(measure.otelName, optionsOf(measure))).add(value, attributesOf(measure, labels)),
    record: (measure, value, labels = {}) =>
      once(histograms, measure.otelName, () => meter.createHistogram(measure.otelName, optionsOf(measure))).record(
        value,
        attributesOf(measure, labels),
      ),
    observe: (measure, read) =>
      meter.createObservableGauge(measure.otelName, optionsOf(measure)).addCallback(async (result) => {
        const value = await Promise.resolve()
          .then(read)
          .catch(() => Number.NaN);
        if (!Number.isNaN(value)) result.observe(value);
      }),
  };
};
