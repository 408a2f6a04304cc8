export { bothMeters } from './both-meters.ts';
export { prometheusMeters, type PrometheusMeters } from './prometheus-meters.ts';
export { pairsIn, type TelemetrySettings } from './settings.ts';
