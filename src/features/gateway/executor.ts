import type { Clock } from '../../kernel/clock.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import type { PreparedOutcome } from '../approvals/index.ts';
import type { Committed, ErpReader, NotPrepared, ReadTool, Reconciled, ToolContext, ToolReading, WriteTool } from '../tools/index.ts';
import type { EffectPorts, ReconcilePorts } from '../tools/ports/effects.ts';
import type { CallScope } from './call-scope.ts';
import { failureOf, type CallFailure } from './failure.ts';
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
}

/** How running a tool's code ended, and what it touched. */
export type Ran<Value> =
  | { readonly kind: 'done'; readonly value: Value; readonly witness: Witness }
  | { readonly kind: 'failed'; readonly failure: CallFailure; readonly witness: Witness };

/** A tool may take this long before it is stopped. */
const callMillis = 30_000;

/**
 * Runs tools. The only place that opens ports with an effect; it decides nothing, and is called only
 * after the attempt's row is committed.
 */
export class Executor {
  constructor(
    private readonly ports: PortFactory,
    private readonly clock: Clock,
  ) {}

  read(tool: ReadTool<unknown>, args: Json, call: Running): Promise<Ran<ToolReading>> {
    return this.#run(call, (request, witness) => tool.read(args, witness.observe(this.ports.reader(request)), this.#context(call)));
  }

  /** Prepares a write: what it would do, and everything it rests on. */
  prepare(tool: WriteTool<unknown>, args: Json, call: Running): Promise<Ran<PreparedOutcome | NotPrepared>> {
    const work = async (request: PortRequest, witness: Witness): Promise<PreparedOutcome | NotPrepared> => {
      const prepared = await tool.prepare(args, witness.observe(this.ports.reader(request)), this.#context(call));
      if (prepared.kind === 'not_prepared') return prepared;
      const { draft, preview, amount } = prepared;
      return { payload: { arguments: args, draft }, preview, amount, records: witness.records, mayBePartial: witness.mayBePartial };
    };
    return this.#run(call, work, 'primary');
  }

  /** Makes the change. Not stopped by a cancelled turn: it is too late then. */
  commit(tool: WriteTool<unknown>, draft: Json, call: Running): Promise<Ran<Committed>> {
    return this.#run({ ...call, scope: { ...call.scope, signal: new AbortController().signal } }, (request) =>
      tool.commit(draft, this.ports.effects(request), this.#context(call)),
    );
  }

  /** Finds out whether the change was made. */
  reconcile(tool: WriteTool<unknown>, draft: Json, call: Running): Promise<Ran<Reconciled>> {
    return this.#run(call, (request) =>
      tool.reconcile ? tool.reconcile(draft, this.ports.reconciling(request), this.#context(call)) : Promise.resolve({ kind: 'unknown' }),
    );
  }

  async #run<Value>(
    call: Running,
    work: (request: PortRequest, witness: Witness) => Promise<Value>,
    freshness: PortRequest['freshness'] = 'replica',
  ): Promise<Ran<Value>> {
    const witness = new Witness();
    const timeout = AbortSignal.timeout(callMillis);
    const signal = AbortSignal.any([call.scope.signal, timeout]);
    try {
      signal.throwIfAborted();
      const value = await work({ scope: call.scope, callId: call.callId, rowLimit: call.rowLimit, signal, freshness }, witness);
      return { kind: 'done', value, witness };
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error, { cancelled: call.scope.signal.aborted, timedOut: timeout.aborted }), witness };
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
