import type { Logger } from 'pino';
import type { OpenDatabase } from '../adapters/database/database.ts';
import { ActionRequests, BusyRuns, OutsideRuns, OutsideScopes, type AgentActionParts } from '../features/agent-actions/index.ts';
import { Approvals, ErpApprovals } from '../features/approvals/index.ts';
import {
  AuditGap,
  AuditLog,
  LoggedEvents,
  observedDatabase,
  Sequencer,
  SequencerLoop,
  type HeadWitness,
  type LogSigner,
} from '../features/audit/index.ts';
import {
  type ChatParts,
  ChatService,
  Deciding,
  Following,
  type ModelPort,
  observedModel,
  type PanelChannel,
  Recovery,
  type SignIns,
  Telling,
} from '../features/chat/index.ts';
import { ReadNotes, SettingChanges } from '../features/change-log/index.ts';
import { Delegations } from '../features/delegations/index.ts';
import type { Erasures } from '../features/erasure/index.ts';
import {
  EffectSettlement,
  ErpApprovalFollower,
  Executor,
  Gateway,
  ProposalDecisions,
  type GatewayParts,
  type PortFactory,
} from '../features/gateway/index.ts';
import { MissedLookups } from '../features/missed-lookups/index.ts';
import { Nodes } from '../features/nodes/index.ts';
import type { Retention, RetentionRuns } from '../features/retention/index.ts';
import { Settings } from '../features/settings/index.ts';
import { peopleByEmail, Subjects, type Person } from '../features/subjects/index.ts';
import { createToolRegistry, shippedTools, type Tool } from '../features/tools/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { randomIds, type IdSource } from '../kernel/ids.ts';
import { noTelemetry, type Telemetry } from '../kernel/telemetry.ts';
import type { ProgramSecrets } from './program-secrets.ts';
import { recordKeeping } from './record-keeping.ts';

/** What the core is built on; the outside comes in as ports. */
export interface CoreOptions {
  readonly database: OpenDatabase;
  readonly masterKey: Buffer;
  readonly secrets: ProgramSecrets;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly witness: HeadWitness;
  readonly model: ModelPort;
  readonly ports: PortFactory;
  readonly signIns: SignIns;
  readonly channel: PanelChannel;
  readonly programVersion: string;
  /** Where spans, measures and events go; nowhere if left out. */
  readonly telemetry?: Telemetry;
  /** How long the ERP may still be at a request whose answer was lost, in milliseconds; by default as long as Business Central lets a request run. */
  readonly effectHorizonMillis?: number;
  /** Whether no other program can be at work on the database; by default on SQLite, where one data folder has one program. */
  readonly isAlone?: boolean;
  /** Ends a person's sign-ins, with what is kept of them; how many there were. */
  readonly endSignIns?: (person: Person) => Promise<number>;
  /** Tools of this program; the shipped ones if left out. */
  readonly tools?: readonly Tool[];
}

/** The control layer, put together. */
export interface Core {
  readonly parts: ChatParts;
  readonly log: AuditLog;
  readonly gap: AuditGap;
  /** What actions of external agents are built on. */
  readonly outside: Pick<AgentActionParts, 'database' | 'scopes' | 'requests' | 'busy' | 'nodes' | 'clock'>;
  readonly nodes: Nodes;
  readonly sequencer: Sequencer;
  readonly signer: LogSigner;
  readonly chat: ChatService;
  readonly deciding: Deciding;
  readonly telling: Telling;
  readonly recovery: Recovery;
  readonly following: Following;
  readonly erpApprovals: ErpApprovals;
  /** Looks through what waits for time or for the ERP, as is done now and then without being asked. */
  sweep(): Promise<void>;
  readonly missed: MissedLookups;
  /** Key under which a tenant's texts are hashed, so that equal ones are found. */
  readonly hashKey: (tenantId: string) => string;
  /** Who reads the logs. */
  readonly reads: ReadNotes;
  readonly erasures: Erasures;
  readonly retention: Retention;
  readonly retentionRuns: RetentionRuns;
  /** Takes up what was left, and begins to give positions. */
  start(): Promise<void>;
  /** Lets running turns end, gives the last positions. The database stays open. */
  stop(): Promise<void>;
}

/** Business Central ends a request after ten minutes at the latest, with 504 (Microsoft Learn, "Current API Limits"). */
const businessCentralRequestMillis = 10 * 60_000;

/** Puts the control layer together. Nothing runs before `start`. */
export const createCore = (options: CoreOptions): Core => {
  const { clock, ids, logger, telemetry = noTelemetry } = options;
  const tools = createToolRegistry(options.tools ?? shippedTools);
  const events = new LoggedEvents(telemetry, (name) => tools.get(name) !== undefined);
  const database = observedDatabase(options.database, telemetry, events);
  const settings = new Settings(database);
  const delegations = new Delegations(database);
  const nodes = new Nodes({ database, clock, ids, logger, isAlone: options.isAlone ?? database.dialect === 'sqlite' });
  const approvals = new Approvals(database, () => nodes.id);
  const erpApprovals = new ErpApprovals(database);
  const subjects = new Subjects(database, randomIds, { clock, masterKey: options.masterKey });
  const sequencer = new Sequencer({ database, clock, signer: options.secrets.signer, witness: options.witness, holder: ids.next() });
  const loop = new SequencerLoop(sequencer, logger);
  const log = new AuditLog(database, loop.wake);
  const gap = new AuditGap(log, { clock, ids });
  const executor = new Executor(options.ports, clock, telemetry.tracing, (tenantId) => peopleByEmail(subjects, tenantId));
  const gatewayParts: GatewayParts = {
    ...{ database, settings, delegations, approvals, log, nodes, tools, executor, clock, ids, logger, telemetry },
    effectHorizonMillis: options.effectHorizonMillis ?? businessCentralRequestMillis,
    hashKey: (tenantId) => options.secrets.hashKey(tenantId),
  };
  const decisions = new ProposalDecisions(gatewayParts);
  const settlement = new EffectSettlement(gatewayParts);
  const scopes = new OutsideScopes({
    database,
    settings,
    subjects,
    nodes,
    clock,
    isLive: (signIn, agentId) => options.signIns.isLive(signIn, agentId),
  });
  const outside = { database, scopes, requests: new ActionRequests(database), busy: new BusyRuns(), nodes, clock };
  const parts: ChatParts = {
    ...{ database, log, nodes, gap, settings, delegations, subjects, approvals, tools, clock, ids, logger, decisions, settlement },
    gateway: new Gateway(gatewayParts),
    outsideRuns: new OutsideRuns({ ...outside, approvals, decisions, settlement }),
    model: observedModel(options.model, telemetry),
    tracing: telemetry.tracing,
    signIns: options.signIns,
    channel: options.channel,
    programVersion: options.programVersion,
  };
  const chat = new ChatService(parts);
  const telling = new Telling(parts, chat);
  const deciding = new Deciding(parts, chat, telling);
  const recovery = new Recovery(parts, chat, telling);
  const follower = new ErpApprovalFollower({ ...gatewayParts, erpApprovals });
  const following = new Following({ ...parts, erpApprovals, follower }, chat, telling);
  const reads = new ReadNotes({ changes: new SettingChanges({ database, clock, ids }), clock, ids });
  const keeping = recordKeeping(options, { database, subjects, chat, outsideRuns: parts.outsideRuns });
  return {
    parts,
    ...keeping,
    hashKey: (tenantId) => options.secrets.hashKey(tenantId),
    ...{ reads, log, gap, nodes, outside, sequencer, chat, deciding, telling, recovery, following, erpApprovals },
    signer: options.secrets.signer,
    missed: new MissedLookups({ database, settings, subjects, clock, ids }),
    sweep: async () => {
      await recovery.sweep();
      await following.sweep();
    },
    start: async () => {
      loop.start();
      await nodes.start();
      await recovery.start();
      following.start();
      keeping.erasures.start();
    },
    stop: async () => {
      recovery.stop();
      await following.stop();
      await keeping.retention.stop();
      await keeping.erasures.stop();
      await chat.runtimes.stop();
      await nodes.stop();
      await loop.stop();
      await reads.close();
    },
  };
};
