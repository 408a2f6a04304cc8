import { AzureMonitorLogExporter, AzureMonitorMetricExporter, AzureMonitorTraceExporter } from '@azure/monitor-opentelemetry-exporter';
import type { Exporters } from './exporters.ts';

/**
 * Exporters to Application Insights. Nothing is kept on disk for later: what cannot be sent is lost, and where nothing
 * may be lost is the audit log.
 */
export const applicationInsights = (connectionString: string): Exporters => {
  const options = { connectionString, disableOfflineStorage: true };
  return {
    spans: new AzureMonitorTraceExporter(options),
    metrics: new AzureMonitorMetricExporter(options),
    logs: new AzureMonitorLogExporter(options),
  };
};
