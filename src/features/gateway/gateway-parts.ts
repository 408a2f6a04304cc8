import type { Logger } from 'pino';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/database.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { Telemetry } from '../../kernel/telemetry.ts';
import type { Approvals } from '../approvals/index.ts';
import type { AuditLog } from '../audit/index.ts';
import type { Delegations } from '../delegations/index.ts';
import type { Nodes } from '../nodes/index.ts';
import type { Settings } from '../settings/index.ts';
import type { ToolRegistry } from '../tools/index.ts';
import type { Executor } from './executor.ts';

/** What the gateway is made of. */
export interface GatewayParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly delegations: Delegations;
  readonly approvals: Approvals;
  readonly log: AuditLog;
  readonly nodes: Nodes;
  readonly tools: ToolRegistry;
  readonly executor: Executor;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
  /** How long the ERP may still be at a request whose answer was lost; before that, a missing effect proves nothing. Milliseconds. */
  readonly effectHorizonMillis: number;
  /** Key for arguments that are logged as a keyed hash, per tenant. */
  hashKey(tenantId: string): string;
}
