import { AzureMonitorLogExporter, AzureMonitorMetricExporter, AzureMonitorTraceExporter } from '@azure/monitor-opentelemetry-exporter';
import type { LogRecordExporter, ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { Exporters } from './exporters.ts';

/** Microsoft's exporter knows no event name but this attribute; without it an event is a message without text. */
const eventNameAttribute = 'microsoft.custom_event.name';

const named = (record: ReadableLogRecord): ReadableLogRecord =>
  record.eventName === undefined
    ? record
    : (Object.create(record, { attributes: { value: { ...record.attributes, [eventNameAttribute]: record.eventName } } }) as ReadableLogRecord);

/** Events arrive in Application Insights as custom events of their name. */
const withEventNames = (exporter: AzureMonitorLogExporter): LogRecordExporter => ({
  export: (records, done) => void exporter.export(records.map(named), done),
  forceFlush: () => exporter.forceFlush(),
  shutdown: () => exporter.shutdown(),
});

/**
 * Exporters to Application Insights. Nothing is kept on disk for later: what cannot be sent is lost, and where nothing
 * may be lost is the audit log.
 */
export const applicationInsights = (connectionString: string): Exporters => {
  const options = { connectionString, disableOfflineStorage: true };
  return {
    spans: new AzureMonitorTraceExporter(options),
    metrics: new AzureMonitorMetricExporter(options),
    logs: withEventNames(new AzureMonitorLogExporter(options)),
  };
};
