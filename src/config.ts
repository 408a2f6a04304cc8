import { resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from './kernel/errors.ts';

const port = z.coerce.number().int().min(0).max(65535);
const url = z.url({ protocol: /^https?$/ });
const optional = <Type extends z.ZodType>(type: Type): z.ZodOptional<Type> => type.optional();

/** Every setting the environment can make, with what it is for; `.env.example` is generated from here. */
export const environmentSchema = z.object({
  PORT: port.default(3000).describe('Port the program listens on; 0 takes any free one.'),
  HOST: z.string().default('127.0.0.1').describe('Address the program listens on.'),
  PUBLIC_URL: optional(url).describe('Where browsers reach the program, if not at http://HOST:PORT.'),
  DATA_DIR: z.string().default('data').describe('Folder for the embedded databases, the master key and the signed log heads.'),
  DATABASE_URL: optional(z.string().regex(/^(sqlite:.+|mssql:\/\/.+)$/, 'Use sqlite:PATH or mssql://user:password@host:port/database.')).describe(
    'sqlite:PATH or mssql://user:password@host:port/database. Default: a SQLite file in DATA_DIR.',
  ),
  MASTER_KEY: optional(z.string().regex(/^[A-Za-z0-9+/]{43}=$/, '32 bytes in base64.')).describe(
    'Key that wraps all others, 32 bytes in base64. Default: made at the first start and kept in DATA_DIR.',
  ),
  OPENAI_API_KEY: optional(z.string().min(1)).describe('Key of the model. Without it the offline model answers.'),
  OPENAI_BASE_URL: optional(url).describe('Address of an OpenAI-compatible API (OpenAI, Azure OpenAI v1, others).'),
  OPENAI_MODEL_FAST: z.string().default('gpt-5-nano').describe('Model of the tier Fast (0.5×).'),
  OPENAI_MODEL_SMART: z.string().default('gpt-5-mini').describe('Model of the tier Smart (1×).'),
  OPENAI_MODEL_EXPERT: z.string().default('gpt-5').describe('Model of the tier Expert (2×).'),
  OPENAI_MODEL_PREMIUM: z.string().default('gpt-5-pro').describe('Model of the tier Premium (4×).'),
  OPENAI_TIMEOUT_MS: z.coerce.number().int().min(1000).default(120_000).describe('Milliseconds one answer of the model may take.'),
  BC_BASE_URL: optional(url).describe('Business Central environment, up to its name. Default: the embedded ERP.'),
  BC_SCOPE: optional(z.string()).describe('Scope for on-behalf-of tokens of a real Business Central.'),
  OIDC_ISSUER: optional(url).describe('OpenID issuer people sign in at. Default: the embedded provider with the demo accounts.'),
  OIDC_CLIENT_ID: z.string().default('smart-agents').describe("The program's client id at the issuer."),
  OIDC_CLIENT_SECRET: optional(z.string().min(1)).describe("The program's client secret at the issuer, where it has one."),
  OIDC_SCOPE: optional(z.string()).describe('Scopes of the sign-in at the issuer.'),
  ERP_TOKEN: optional(z.string().min(1)).describe('Access token for `npm run erp:check --base URL`. Without it one signs in there with a code.'),
  ERP_CHECK_CLIENT_ID: optional(z.string().min(1)).describe('Client id of the public client that `npm run erp:check` signs people in with.'),
  TENANT_ID: optional(z.uuid()).describe("Tenant of those who sign in at OIDC_ISSUER. Default: the one in the address of Entra's issuer."),
  TENANT_NAME: z.string().min(1).max(100).default('Our organisation').describe('Name of that tenant.'),
  DEMO_PASSWORD: z.string().min(4).default('demo').describe('Password of the demo accounts; must be changed where others can reach the program.'),
  DEMO_DATE: optional(z.iso.date()).describe('The day the demo data ends at. Default: the day of the first start.'),
  RETENTION_TIME: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day such as 02:30.')
    .default('02:30')
    .describe('Time of day, UTC, at which what is older than its retention period is removed.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(url).describe(
    'OpenTelemetry Collector that takes traces, metrics and logs as OTLP/HTTP, e.g. http://127.0.0.1:4318. Without it and without Application Insights nothing is exported.',
  ),
  OTEL_EXPORTER_OTLP_HEADERS: optional(z.string().regex(/^[^=,]+=[^,]*(,[^=,]+=[^,]*)*$/, 'name=value, separated by commas.')).describe(
    'Headers for the Collector, name=value separated by commas, values percent-encoded.',
  ),
  OTEL_EXPORTER_OTLP_TIMEOUT: z.coerce.number().int().min(100).default(10_000).describe('Milliseconds one export may take.'),
  OTEL_SERVICE_NAME: z.string().min(1).default('smart-agents').describe('Name of this program in traces, metrics and logs.'),
  OTEL_RESOURCE_ATTRIBUTES: optional(z.string().regex(/^[^=,]+=[^,]*(,[^=,]+=[^,]*)*$/, 'name=value, separated by commas.')).describe(
    'More about this process, name=value separated by commas, e.g. deployment.environment.name=test.',
  ),
  OTEL_TRACES_SAMPLER: z
    .enum(['always_on', 'always_off', 'traceidratio', 'parentbased_always_on', 'parentbased_always_off', 'parentbased_traceidratio'])
    .default('parentbased_always_on')
    .describe('Which traces are exported.'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1).describe('Share of the traces, for the samplers by ratio.'),
  OTEL_METRIC_EXPORT_INTERVAL: z.coerce.number().int().min(1000).default(60_000).describe('Milliseconds between two exports of metrics.'),
  APPLICATIONINSIGHTS_CONNECTION_STRING: optional(z.string().regex(/InstrumentationKey=/, 'As the Azure portal shows it.')).describe(
    'Application Insights that takes traces, metrics and logs; beside a Collector, or instead of one.',
  ),
  MIN_FREE_DISK_MB: z.coerce.number().int().min(1).default(200).describe('Below so many free megabytes in DATA_DIR the disk counts as nearly full.'),
  FEED_REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(120)
    .describe('Requests one reader of the tool-call log feed may make per minute, on each node.'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').describe('How much is logged.'),
});

/** The environment, checked and with defaults. */
export type Environment = z.infer<typeof environmentSchema>;

/** The program's configuration. */
export interface Config extends Environment {
  readonly dataDir: string;
  readonly databaseUrl: string;
}

/** Reads the configuration; every fault is listed at once. The only reader of the environment. */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env): Config => {
  const named = Object.fromEntries(Object.keys(environmentSchema.shape).flatMap((key) => (environment[key] ? [[key, environment[key]]] : [])));
  const read = environmentSchema.safeParse(named);
  if (!read.success) {
    const fields = read.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
    throw new AppError(
      'bad_request',
      `The environment has ${fields.length} fault(s): ${fields.map(({ field, message }) => `${field}: ${message}`).join(' ')}`,
      {
        fields,
        remedy: 'See .env.example for what each setting means.',
      },
    );
  }
  const dataDir = resolve(read.data.DATA_DIR);
  return { ...read.data, dataDir, databaseUrl: read.data.DATABASE_URL ?? `sqlite:${resolve(dataDir, 'smart-agents.sqlite')}` };
};
