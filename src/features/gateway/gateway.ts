import type { Json } from '../../kernel/canonical-json.ts';
import type { Write } from '../../kernel/database.ts';
import { inSpan } from '../../kernel/telemetry.ts';
import { addCredits } from '../../domain/budget.ts';
import { stakeOf } from '../../domain/stake.ts';
import type { Decision } from '../../domain/tool-call.ts';
import { attemptWrites, isAuditUnavailable, outcomeLost, outcomeWrites } from '../audit/index.ts';
import { grantedRow, noConversation, proposalRow, proposalWrite, type PreparedOutcome, type ProposalFrame } from '../approvals/index.ts';
import { endAttributes, executeToolSpan } from '../telemetry/index.ts';
import type { AskTool, ReadTool, Tool, WriteTool } from '../tools/index.ts';
import { outcomeRecord, type AttemptEnd } from './attempt-record.ts';
import type { CallEnd, KeepEnd, KeptWithEnd } from './call-end.ts';
import { answerReport, awaitingReport, negativeReport, trustNote, type CallReport } from './call-report.ts';
import type { CallScope, ToolCallRequest } from './call-scope.ts';
import { loggedReason } from './logged-decision.ts';
import { couldNotPrepare, logged, type LoggedSentence } from './logged-text.ts';
import { runCommit } from './run-commit.ts';
import type { Ran } from './executor.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { deliberate, type Deliberation } from './deliberate.ts';
import { openCall, type Passage } from './open-call.ts';
import { witnessed } from './witness.ts';
import { parseArguments, type ParsedArguments } from './parse-arguments.ts';

/** What was seen of a call when it ended. */
interface Seen {
  readonly outcome: string;
  readonly layer?: string | null;
  readonly said?: LoggedSentence | null;
  readonly witness?: Ran<unknown>['witness'];
  readonly correlationId?: string | null;
}

const noAnswer = logged('The agent that was asked gave no answer.');

const askedBy = (tool: Tool | undefined, parsed: ParsedArguments): string | undefined =>
  tool?.kind === 'ask' && parsed.kind === 'valid' ? tool.asked(parsed.value).agent : undefined;

const settled = (report: CallReport): CallEnd => ({ kind: 'settled', report });

/**
 * The one way from an agent to the ERP. For each call: decide, commit the attempt's row, only then run,
 * and release the result only when its outcome is committed too (invariants 1 and 2).
 */
export class Gateway {
  constructor(private readonly parts: GatewayParts) {}

  /**
   * Takes one tool call through, and keeps with its end what the caller says. Never throws for what a model, a
   * person or the ERP did: that is a report. Throws `audit_unavailable` where not even that could be kept.
   */
  call(scope: CallScope, request: ToolCallRequest, keep: KeepEnd): Promise<CallEnd> {
    const { telemetry, tools } = this.parts;
    const spec = executeToolSpan(scope, { tool: tools.get(request.name)?.name, callId: request.id });
    return inSpan(telemetry.tracing, spec, async (span) => {
      const end = await this.#call(scope, request, keep);
      span.set(endAttributes(end.report.result, end.report.layer));
      return end;
    });
  }

  async #call(scope: CallScope, request: ToolCallRequest, keep: KeepEnd): Promise<CallEnd> {
    try {
      return await this.#pass(scope, request, keep);
    } catch (error) {
      if (!isAuditUnavailable(error)) throw error;
      this.parts.logger.error({ err: error.cause, tool: request.name }, `a tool call came to no end: ${error.message}`);
      const why = { message: error.message, layer: 'audit', remedy: error.remedy ?? null };
      const end = settled(negativeReport('audit_unavailable', why, request.share.credits));
      const kept = await keep(end);
      await this.#durable(kept, () => this.parts.log.keep(kept.writes));
      return end;
    }
  }

  /** What comes before anything ran. Where that fails nothing did run: the attempt is refused, and counted. */
  async #before<Result>(scope: CallScope, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (isAuditUnavailable(error)) this.parts.log.countRefused(scope.tenantId);
      throw error;
    }
  }

  async #pass(scope: CallScope, request: ToolCallRequest, keep: KeepEnd): Promise<CallEnd> {
    const tool = this.parts.tools.get(request.name);
    const parsed: ParsedArguments = tool ? parseArguments(tool, request.argumentsText) : { kind: 'malformed', message: 'unknown tool' };
    const passage = await this.#before(scope, () =>
      openCall(this.parts, { scope, request, keep }, { tool, isValid: parsed.kind === 'valid', asks: askedBy(tool, parsed) }),
    );
    const { decision } = passage.deliberation;
    if (decision.kind === 'refuse') return this.#refuse(passage, decision, parsed);
    if (!tool || parsed.kind !== 'valid') throw new Error('a call without a tool or valid arguments was not refused');
    switch (tool.kind) {
      case 'read':
        return this.#read(passage, tool, parsed.value);
      case 'ask':
        return this.#ask(passage, tool, parsed.value);
      case 'write':
        return this.#prepare(passage, tool, parsed.value);
    }
  }

  async #refuse(passage: Passage, decision: Extract<Decision, { kind: 'refuse' }>, parsed: ParsedArguments): Promise<CallEnd> {
    const [basis] = decision.basis;
    const malformed = basis?.rule === 'malformed-arguments' && parsed.kind === 'malformed';
    const message = malformed ? `${basis.message} ${parsed.message}` : (basis?.message ?? 'Refused.');
    const why = { message, layer: basis?.layer ?? null, rule: basis?.rule, remedy: decision.remedy };
    const outcome = this.#outcome(passage, { outcome: 'refused', layer: basis?.layer ?? null, said: loggedReason(passage.deliberation) });
    const end = settled(negativeReport('refused', why, passage.request.share.credits));
    return this.#before(passage.scope, () => this.#release(passage, end, [...attemptWrites(passage.attempt), ...outcome]));
  }

  async #read(passage: Passage, tool: ReadTool<unknown>, args: Json): Promise<CallEnd> {
    const ran = await this.parts.executor.read(tool, args, passage.running);
    if (ran.kind === 'failed') return this.#failed(passage, ran);
    const { witness, value } = ran;
    const { mayBePartial, truncated } = witness;
    const report: CallReport = {
      result: 'ok',
      envelope: { status: 'ok', mayBePartial, truncated, ...trustNote(witness.untrustedFields), data: value.data },
      line: value.line,
      layer: null,
      remedy: null,
      mayBePartial,
      truncated,
      untrustedText: witness.untrustedFields.length > 0,
      records: witness.count,
      credits: this.#credits(passage),
    };
    return this.#afterRun(passage, settled(report), this.#outcome(passage, { outcome: 'ok', witness }));
  }

  /** Lets another agent answer. What that one does passes here too, call by call. */
  async #ask(passage: Passage, tool: AskTool<unknown>, args: Json): Promise<CallEnd> {
    const { scope, request, deliberation } = passage;
    const agentId = deliberation.facts.call.asks?.agentId;
    if (!agentId || !scope.agents) throw new Error('a question to nobody was not refused');
    const answer = await scope.agents.ask(scope, { agentId, question: tool.asked(args).question, callId: request.id }).catch((error: unknown) => {
      throw this.#lost(passage, error);
    });
    const report = answerReport(answer, { fields: scope.context.untrustedFields, credits: this.#credits(passage) });
    const { result: outcome } = report;
    return this.#afterRun(passage, settled(report), this.#outcome(passage, { outcome, said: outcome === 'ok' ? null : noAnswer }));
  }

  async #prepare(passage: Passage, tool: WriteTool<unknown>, args: Json): Promise<CallEnd> {
    const ran = await this.parts.executor.prepare(tool, args, passage.running);
    if (ran.kind === 'failed') return this.#failed(passage, ran);
    const { value, witness } = ran;
    if ('kind' in value) {
      const report = negativeReport('failed', { message: value.message, layer: null, remedy: value.remedy }, this.#credits(passage));
      return this.#afterRun(passage, settled(report), this.#outcome(passage, { outcome: 'failed', witness, said: couldNotPrepare }));
    }
    // What was read to prepare it counts when it is weighed.
    const writes = this.#outcome(passage, { outcome: 'prepared', witness });
    const weighed = { ...passage, deliberation: await this.#weigh(passage, tool, value) };
    if (weighed.deliberation.decision.kind === 'ask') return this.#propose(weighed, ran, { outcome: value, writes });
    await this.#kept(weighed, writes);
    return this.#execute(weighed, tool, ran, value);
  }

  /** Decides again, now that it is known what is at stake. */
  #weigh({ scope, request, deliberation }: Passage, tool: WriteTool<unknown>, outcome: PreparedOutcome): Promise<Deliberation> {
    return this.parts.log.reading(() =>
      deliberate(this.parts, scope, {
        phase: 'prepare',
        toolName: request.name,
        tool,
        argumentsValid: true,
        ordinal: request.ordinal,
        stake: stakeOf(outcome),
        budget: deliberation.facts.budget,
        approval: null,
        priorEffect: 'none',
      }),
    );
  }

  /** Goes on to the change itself, where it need not ask; where it has to ask after all by now, it is shown instead. What the stake forbids is refused there, with a row of its own. */
  async #execute(
    passage: Passage,
    tool: WriteTool<unknown>,
    ran: Extract<Ran<unknown>, { kind: 'done' }>,
    outcome: PreparedOutcome,
  ): Promise<CallEnd> {
    const { scope, request, running, attempt, deliberation } = passage;
    const row = grantedRow(this.#frame(passage), outcome, { box: scope.subject.box, basis: deliberation.decision.basis, facts: deliberation.facts });
    const call = { toolName: request.name, ordinal: request.ordinal, redacted: attempt.arguments };
    const done = await runCommit(this.parts, { scope, tool, outcome, running, call }, row);
    if (done.asks !== null) return this.#propose({ ...passage, deliberation: done.asks }, ran, { outcome, writes: [] });
    const end = settled(done.report);
    return done.ran ? this.#afterRun(passage, end, done.writes) : this.#release(passage, end, done.writes);
  }

  async #propose(
    passage: Passage,
    ran: Extract<Ran<unknown>, { kind: 'done' }>,
    { outcome, writes }: { readonly outcome: PreparedOutcome; readonly writes: readonly Write[] },
  ): Promise<CallEnd> {
    const { scope, deliberation } = passage;
    const { facts, decision } = deliberation;
    const proposal = proposalRow(this.#frame(passage), outcome, {
      ...{ box: scope.subject.box, basis: decision.basis, facts, changedSince: [] },
      trace: this.parts.telemetry.tracing.traceparent(),
    });
    const report = awaitingReport(outcome, {
      approvalId: proposal.id,
      layer: decision.basis[0]?.layer ?? null,
      truncated: ran.witness.truncated,
      untrustedText: ran.witness.untrustedFields.length > 0,
      records: ran.witness.count,
      credits: this.#credits(passage),
    });
    return this.#afterRun(passage, { kind: 'proposed', proposal, report }, [...writes, proposalWrite(proposal)]);
  }

  #frame({ scope, request, running, deliberation }: Passage): ProposalFrame {
    const id = this.parts.ids.next();
    const now = this.parts.clock.now();
    return {
      id,
      tenantId: scope.tenantId,
      proposalId: id,
      version: 1,
      executionId: scope.execution.id,
      sessionId: scope.sessionId ?? noConversation,
      turnId: scope.turnId ?? noConversation,
      toolCallId: request.id,
      agentId: scope.agentId,
      agentVersionId: scope.version.id,
      delegationId: scope.delegationId,
      requesterSubjectId: scope.subject.id,
      responsibleSubjectId: deliberation.delegation.responsible,
      editedBySubjectId: null,
      raisedBySubjectId: null,
      companyId: scope.company.id,
      tool: request.name,
      effectKey: running.effectKey,
      requestedAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + deliberation.settings.setup.approvalMinutes * 60_000).toISOString(),
    };
  }

  async #failed(passage: Passage, ran: Extract<Ran<unknown>, { kind: 'failed' }>): Promise<CallEnd> {
    const { failure, witness } = ran;
    const why = { message: failure.message, layer: failure.layer, remedy: failure.remedy };
    const report = negativeReport(failure.outcome, why, this.#credits(passage));
    return this.#afterRun(passage, settled(report), this.#outcome(passage, { ...failure, witness }));
  }

  /** The one way out: a call's end leaves when the writes that record it are durable, with whatever the caller keeps of it. */
  async #release(passage: Passage, end: CallEnd, writes: readonly Write[]): Promise<CallEnd> {
    const kept = await passage.keep(end);
    await this.#durable(kept, () => this.parts.log.commit([...writes, ...kept.writes]));
    return end;
  }

  /** The way out for what ran: where its end cannot be recorded, it is withheld, and nobody is told that nothing ran. */
  async #afterRun(passage: Passage, end: CallEnd, writes: readonly Write[]): Promise<CallEnd> {
    try {
      return await this.#release(passage, end, writes);
    } catch (error) {
      throw this.#lost(passage, error);
    }
  }

  #lost({ attempt }: Passage, error: unknown): unknown {
    if (!isAuditUnavailable(error)) return error;
    this.parts.log.loseOutcome(attempt.id);
    return outcomeLost(error.cause);
  }

  async #kept(passage: Passage, writes: readonly Write[]): Promise<void> {
    try {
      await this.parts.log.commit(writes);
    } catch (error) {
      throw this.#lost(passage, error);
    }
  }

  async #durable(kept: KeptWithEnd, commit: () => Promise<void>): Promise<void> {
    try {
      await commit();
    } catch (error) {
      kept.failed();
      throw error;
    }
    kept.done();
  }

  /** The outcome's row, and with it that the context takes in what outsiders wrote. */
  #outcome(passage: Passage, seen: Seen): readonly Write[] {
    const read = passage.scope.context.takeIn(seen.witness?.untrustedFields ?? []);
    return [...outcomeWrites(outcomeRecord(passage.attempt, this.#end(passage, seen))), ...read];
  }

  #end(passage: Passage, seen: Seen): AttemptEnd {
    return {
      id: this.parts.ids.next(),
      at: this.parts.clock.now(),
      startedAt: passage.startedAt,
      outcome: seen.outcome,
      layer: seen.layer ?? null,
      said: seen.said ?? null,
      ...witnessed(seen.witness),
      share: { ...passage.request.share, credits: seen.outcome === 'refused' ? passage.request.share.credits : this.#credits(passage) },
      correlationId: seen.correlationId ?? null,
    };
  }

  /** The call's share of its model call, and the tool's own price. */
  #credits(passage: Passage): string {
    return addCredits(passage.request.share.credits, passage.deliberation.settings.tools.get(passage.request.name)?.creditPrice ?? '0');
  }
}
