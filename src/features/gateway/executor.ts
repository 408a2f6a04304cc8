import type { RecordRef } from '../../contracts/approvals.ts';
import type { ApprovalSetupFacts } from '../../domain/approval-setup.ts';
import type { Stake } from '../../domain/stake.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import { inSpan, noTracing, type Tracing } from '../../kernel/telemetry.ts';
import type { PreparedOutcome } from '../approvals/index.ts';
import type { Committed, ErpReader, HandedOver, NotPrepared, ReadTool, Reconciled, ToolContext, ToolReading, WriteTool } from '../tools/index.ts';
import type { EffectPorts, ReconcilePorts } from '../tools/ports/effects.ts';
import type { ConditionSetting } from '../settings/index.ts';
import { endAttributes } from '../telemetry/index.ts';
import type { CallScope } from './call-scope.ts';
import { EffectWatch } from './effect-watch.ts';
import { failureOf, type LoggedFailure } from './failure.ts';
import { areVisible, holdingConditions, idsPerRequest } from './holding-conditions.ts';
import { OutsideDelegation, RecordBounds, type RecordFilters } from './record-bounds.ts';
import { readApprovalSetup, type PeopleByEmail } from './read-approval-setup.ts';
import { readErpApproval, type ErpApprovalFound } from './read-erp-approval.ts';
import { Witness } from './witness.ts';

/** A request for ports: on whose behalf, for which call, within which bounds. */
export interface PortRequest {
  readonly scope: CallScope;
  readonly callId: string;
  readonly rowLimit: number;
  readonly signal: AbortSignal;
  /** `primary` where what is read must be the present: the look just before a write. A copy of the ERP's data may lag. */
  readonly freshness: 'primary' | 'replica';
}

/** Opens the ports of a call. Effects are opened here and nowhere else. */
export interface PortFactory {
  reader(request: PortRequest): ErpReader;
  effects(request: PortRequest): EffectPorts;
  reconciling(request: PortRequest): ReconcilePorts;
}

/** One call with everything it needs to run. */
export interface Running {
  readonly scope: CallScope;
  readonly callId: string;
  readonly effectKey: string;
  readonly rowLimit: number;
  /** The records its delegation covers. */
  readonly recordFilters: RecordFilters;
  /** The tenant's conditions, to be looked at for a change. */
  readonly conditions: readonly ConditionSetting[];
  /** A rule about its changes asks the ERP's approval user setup. */
  readonly asksApprovalSetup: boolean;
}

/** How running a tool's code ended, and what it touched. */
export type Ran<Value> =
  | { readonly kind: 'done'; readonly value: Value; readonly witness: Witness }
  | { readonly kind: 'failed'; readonly failure: LoggedFailure; readonly witness: Witness };

/** Which of a tool's steps runs, and how. */
interface Manner {
  readonly step: 'read' | 'prepare' | 'commit' | 'reconcile' | 'look';
  readonly freshness?: PortRequest['freshness'];
  readonly millis?: number;
  readonly watch?: EffectWatch;
}

/** At most this many rows are read of what the ERP keeps of a document's approvals. */
const approvalRows = 200;

const lookingOnly = (scope: CallScope, callId: string): Running => ({
  ...{ scope, callId, effectKey: '', rowLimit: approvalRows, recordFilters: {}, conditions: [], asksApprovalSetup: false },
});

const nobodyKnown: PeopleByEmail = async () => () => null;

/** A tool may take this long before it is stopped. */
const callMillis = 30_000;
/** A commit may take longer than the ERP's answer may, so that it is the ERP's own silence that is reported. */
const commitMillis = 60_000;

/**
 * Runs tools. The only place that opens ports with an effect; it decides nothing, and is called only
 * after the attempt's row is committed.
 */
export class Executor {
  constructor(
    private readonly ports: PortFactory,
    private readonly clock: Clock,
    private readonly tracing: Tracing = noTracing,
    private readonly peopleByEmail: PeopleByEmail = nobodyKnown,
  ) {}

  read(tool: ReadTool<unknown>, args: Json, call: Running): Promise<Ran<ToolReading>> {
    const bounds = new RecordBounds(call.recordFilters);
    const work = (request: PortRequest, witness: Witness): Promise<ToolReading> =>
      tool.read(args, witness.observe(bounds.reader(this.ports.reader(request))), this.#context(call));
    return this.#run(call, work, { step: 'read' });
  }

  /** Prepares a write: what it would do, and everything it rests on. */
  prepare(tool: WriteTool<unknown>, args: Json, call: Running): Promise<Ran<PreparedOutcome | NotPrepared>> {
    const work = async (request: PortRequest, witness: Witness): Promise<PreparedOutcome | NotPrepared> => {
      const bounds = new RecordBounds(call.recordFilters);
      const erp = this.ports.reader(request);
      const prepared = await tool.prepare(args, witness.observe(bounds.reader(erp)), this.#context(call));
      if (prepared.kind === 'not_prepared') {
        if (bounds.leftOut !== null) throw new OutsideDelegation(bounds.leftOut);
        return prepared;
      }
      const { draft, preview, amount } = prepared;
      const stake = { amount, ...(await this.#lookAround(erp, witness.records, call)) };
      return { payload: { arguments: args, draft }, preview, ...stake, records: witness.records, mayBePartial: witness.mayBePartial };
    };
    return this.#run(call, work, { step: 'prepare', freshness: 'primary' });
  }

  /** What else is at stake, as the ERP tells it: the conditions that hold, and where a rule asks it, who may approve what. */
  async #lookAround(erp: ErpReader, records: readonly RecordRef[], call: Running): Promise<Omit<Stake, 'amount'>> {
    const conditions = await holdingConditions(erp, records, call.conditions);
    return call.asksApprovalSetup ? { conditions, approvalSetup: await this.#setupOf(erp, call.scope) } : { conditions };
  }

  async #setupOf(erp: ErpReader, { person, tenantId }: CallScope): Promise<ApprovalSetupFacts> {
    return readApprovalSetup(erp, person, await this.peopleByEmail(tenantId));
  }

  /** What the ERP's approval user setup says of whoever's authority a call uses. */
  approvalSetup(call: Running): Promise<Ran<ApprovalSetupFacts>> {
    const look = (request: PortRequest): Promise<ApprovalSetupFacts> => this.#setupOf(this.ports.reader(request), call.scope);
    return this.#run(call, look, { step: 'look', freshness: 'primary' });
  }

  /** Makes the change. Not stopped by a cancelled turn: it is too late then. What was written is in the witness. */
  commit(tool: WriteTool<unknown>, draft: Json, call: Running): Promise<Ran<Committed>> {
    const unstopped = { ...call, scope: { ...call.scope, signal: new AbortController().signal } };
    const watch = new EffectWatch();
    const work = (request: PortRequest, witness: Witness): Promise<Committed> => {
      const watched = watch.observe(this.ports.effects(request), (set, record) => witness.wrote(set, record));
      const bounds = new RecordBounds(call.recordFilters);
      const ports = { ...watched, erp: bounds.writer(watched.erp, this.ports.reader(request)) };
      return tool.commit(draft, ports, this.#context(call));
    };
    return this.#run(unstopped, work, { step: 'commit', freshness: 'primary', millis: commitMillis, watch });
  }

  /** Finds out whether the change was made. */
  reconcile(tool: WriteTool<unknown>, draft: Json, call: Running): Promise<Ran<Reconciled>> {
    const work = (request: PortRequest): Promise<Reconciled> =>
      tool.reconcile ? tool.reconcile(draft, this.ports.reconciling(request), this.#context(call)) : Promise.resolve({ kind: 'unknown' });
    return this.#run(call, work, { step: 'reconcile', freshness: 'primary' });
  }

  /** Whether a person's own rights let her see every one of these records; those inside others count as seen with them. */
  async mayRead(records: readonly RecordRef[], scope: CallScope, callId: string): Promise<boolean> {
    const look = async (request: PortRequest): Promise<boolean> => areVisible(this.ports.reader(request), records);
    const ran = await this.#run({ ...lookingOnly(scope, callId), rowLimit: idsPerRequest }, look, { step: 'look' });
    return ran.kind === 'done' && ran.value;
  }

  /** How a document that the ERP's approval workflow took over stands there, with the rights of whoever it was handed over for. */
  approvalInErp(handedOver: HandedOver, scope: CallScope, callId: string): Promise<Ran<ErpApprovalFound>> {
    const look = async (request: PortRequest): Promise<ErpApprovalFound> =>
      readErpApproval(this.ports.reader(request), handedOver, await this.peopleByEmail(scope.tenantId));
    return this.#run(lookingOnly(scope, callId), look, { step: 'look', freshness: 'primary' });
  }

  #run<Value>(call: Running, work: (request: PortRequest, witness: Witness) => Promise<Value>, how: Manner): Promise<Ran<Value>> {
    return inSpan(this.tracing, { name: `tool.${how.step}` }, async (span) => {
      const ran = await this.#ran(call, work, how);
      if (ran.kind === 'failed') span.set(endAttributes(ran.failure.outcome, ran.failure.layer));
      return ran;
    });
  }

  async #ran<Value>(call: Running, work: (request: PortRequest, witness: Witness) => Promise<Value>, how: Manner): Promise<Ran<Value>> {
    const { freshness = 'replica', millis = callMillis, watch } = how;
    const witness = new Witness();
    const timeout = AbortSignal.timeout(millis);
    const signal = AbortSignal.any([call.scope.signal, timeout]);
    try {
      signal.throwIfAborted();
      const value = await work({ scope: call.scope, callId: call.callId, rowLimit: call.rowLimit, signal, freshness }, witness);
      return { kind: 'done', value, witness };
    } catch (error) {
      const known = { cancelled: call.scope.signal.aborted, timedOut: timeout.aborted, effectPossible: watch?.mayHaveHappened ?? false };
      return { kind: 'failed', failure: failureOf(error, known), witness };
    }
  }

  #context(call: Running): ToolContext {
    const { scope } = call;
    return {
      now: this.clock.now(),
      rowLimit: call.rowLimit,
      agentLabel: `Prepared by the AI agent "${scope.agentName}" (${scope.execution.reference})`,
      effectKey: call.effectKey,
    };
  }
}
