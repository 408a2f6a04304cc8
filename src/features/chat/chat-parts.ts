import type { Logger } from 'pino';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/database.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { Tracing } from '../../kernel/telemetry.ts';
import type { OutsideRuns } from '../agent-actions/index.ts';
import type { Approvals } from '../approvals/index.ts';
import type { AuditGap, AuditLog } from '../audit/index.ts';
import type { Delegations } from '../delegations/index.ts';
import type { EffectSettlement, Gateway, ProposalDecisions } from '../gateway/index.ts';
import type { Nodes } from '../nodes/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Subjects } from '../subjects/index.ts';
import type { ToolRegistry } from '../tools/index.ts';
import type { ModelPort } from './model-port.ts';
import type { PanelChannel } from './session-runtime.ts';

/** Tells whether the ERP can still be asked in the name of somebody who is away. */
export interface SignIns {
  /** Whether a sign-in still brings tokens for an agent. */
  isLive(signIn: string, agentId: string): Promise<boolean>;
}

/** What the chat engine is made of. */
export interface ChatParts {
  readonly database: Database;
  readonly log: AuditLog;
  readonly nodes: Nodes;
  readonly gap: AuditGap;
  readonly settings: Settings;
  readonly delegations: Delegations;
  readonly subjects: Subjects;
  readonly approvals: Approvals;
  readonly gateway: Gateway;
  readonly decisions: ProposalDecisions;
  readonly settlement: EffectSettlement;
  readonly outsideRuns: OutsideRuns;
  readonly tools: ToolRegistry;
  readonly signIns: SignIns;
  readonly model: ModelPort;
  readonly channel: PanelChannel;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly tracing: Tracing;
  /** Names the program in execution fingerprints. */
  readonly programVersion: string;
}
