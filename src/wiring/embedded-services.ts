import type { Logger } from 'pino';
import { isLoopback } from './listening.ts';
import type { Config } from '../config.ts';
import { startEmbeddedErp, type EmbeddedErp } from '../erp/index.ts';
import { isoDate, type Clock } from '../kernel/clock.ts';
import { startOfflineModel } from '../offline-model/index.ts';
import { createOpenAiModel } from '../adapters/openai/openai-model.ts';
import type { Tracing } from '../kernel/telemetry.ts';
import type { ModelPort } from '../features/chat/index.ts';
import { demoErpTenants } from './demo-organisation.ts';

/** The audience of tokens for the embedded ERP. */
export const embeddedErpAudience = 'urn:smart-agents:erp';

/** A service that runs inside the program where no outside one is configured. */
export interface Running<Service> {
  readonly service: Service;
  close(): Promise<void>;
}

/** Where the ERP is: the configured environment, or an embedded one that is started here. */
export const startErp = async (
  config: Config,
  issuer: string,
  clock: Clock,
): Promise<Running<{ readonly baseUrl: string; readonly embedded: EmbeddedErp | null }>> => {
  if (config.BC_BASE_URL !== undefined) return { service: { baseUrl: config.BC_BASE_URL, embedded: null }, close: async () => undefined };
  const embedded = await startEmbeddedErp({
    dataDir: config.dataDir,
    host: isLoopback(config.HOST) ? config.HOST : '127.0.0.1',
    port: 0,
    issuer,
    audience: embeddedErpAudience,
    tenants: demoErpTenants,
    anchorDate: config.DEMO_DATE ?? isoDate(clock.now()),
  });
  return { service: { baseUrl: `${embedded.url}/erp`, embedded }, close: () => embedded.close() };
};

/** A model, and where it is; null where it is in the program. */
export interface ReachableModel {
  readonly port: ModelPort;
  readonly baseUrl: string | null;
}

/** The model: the configured one, or the offline model where there is no key. */
export const startModel = async (config: Config, logger: Logger, tracing: Tracing): Promise<Running<ReachableModel>> => {
  const shared = { timeoutMs: config.OPENAI_TIMEOUT_MS, logger, tracing };
  if (config.OPENAI_API_KEY !== undefined) {
    const models = {
      fast: config.OPENAI_MODEL_FAST,
      smart: config.OPENAI_MODEL_SMART,
      expert: config.OPENAI_MODEL_EXPERT,
      premium: config.OPENAI_MODEL_PREMIUM,
    };
    const baseUrl = config.OPENAI_BASE_URL ?? 'https://api.openai.com/v1';
    return {
      service: { port: createOpenAiModel({ ...shared, apiKey: config.OPENAI_API_KEY, baseUrl, models, offline: false }), baseUrl },
      close: async () => undefined,
    };
  }
  const offline = await startOfflineModel({ host: '127.0.0.1', port: 0 });
  const { baseUrl } = offline;
  const port = createOpenAiModel({ ...shared, apiKey: 'offline', baseUrl, models: { smart: 'offline-model' }, offline: true });
  return { service: { port, baseUrl }, close: () => offline.close() };
};
