import type { ProposalPreview, RecordRef } from '../../contracts/approvals.ts';
import { asksForMore, mayEdit } from '../../domain/editing.ts';
import { stakeOf, type Stake } from '../../domain/stake.ts';
import type { Decision } from '../../domain/tool-call.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import {
  amountOf,
  approverOf,
  deciderOf,
  differences,
  hashOfOutcome,
  nextVersion,
  proposalRow,
  proposalWrite,
  type PreparedOutcome,
  type ProposalRow,
} from '../approvals/index.ts';
import { attemptWrites, outcomeWrites, type AttemptRecord } from '../audit/index.ts';
import { argumentRedactor, type NotPrepared, type WriteTool } from '../tools/index.ts';
import { attemptRecord } from './attempt-record.ts';
import { budgetFacts } from './budgets.ts';
import type { CallScope } from './call-scope.ts';
import { recordRefused } from './close-proposal.ts';
import type { DecisionEnd, PersonDeciding } from './decide-proposal.ts';
import { decisionOf } from './decision-record.ts';
import { deliberate, type Deliberation } from './deliberate.ts';
import type { Ran } from './executor.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { loggedReason } from './logged-decision.ts';
import { couldNotPrepare, inOwnWords, logged, type LoggedSentence } from './logged-text.ts';
import { parseArguments, type ParsedArguments } from './parse-arguments.ts';
import { commitOutcome } from './run-commit.ts';
import { runningOf } from './running-of.ts';

/** A person's change of what a version of a proposal asks for. */
export interface ProposalEdit extends PersonDeciding {
  /** The arguments as a whole, as they are to be. */
  readonly arguments: Json;
}

type EditEnd = Extract<DecisionEnd, { kind: 'edited' | 'refused' | 'already_decided' }>;

const notHers = { ...inOwnWords('You are not asked to decide on this, so it is not yours to edit.'), remedy: 'Leave it to those who are.' };
const unseen = {
  ...inOwnWords('What you entered rests on records that you may not see in the ERP.'),
  remedy: 'Enter something that you may see, or leave it to whoever asked.',
};
const sameAsBefore = { ...inOwnWords('Nothing would be different.'), remedy: 'Change a value, or decide on it as it is.' };

/** Prepares a waiting proposal anew with other arguments, and puts the outcome in its place as a new version to decide on. */
export class EditedProposal {
  constructor(
    private readonly parts: GatewayParts,
    private readonly scope: CallScope,
    private readonly made: ProposalEdit,
  ) {}

  /** Takes the edit through: decided on, with its row, prepared, weighed anew. Where it comes to nothing, the version before goes on waiting. */
  async carryOut(): Promise<EditEnd> {
    const { row, decider, mayApprove } = this.made;
    const { scope } = this;
    if (!mayEdit(approverOf(row), deciderOf(row, { id: decider.id, mayApprove }))) {
      await recordRefused(this.parts, scope, { row, decider, said: notHers.said });
      return { kind: 'refused', message: notHers.message, remedy: notHers.remedy };
    }
    const tool = this.parts.tools.get(row.tool);
    if (tool?.kind !== 'write') return { kind: 'refused', message: 'This tool is not there any more.', remedy: 'Withdraw the proposal.' };
    const parsed = parseArguments(tool, JSON.stringify(this.made.arguments));
    const opened = await this.#open(tool, parsed);
    if (opened.deliberation.decision.kind === 'refuse') return this.#refuse(opened, opened.deliberation.decision, parsed);
    if (parsed.kind !== 'valid') throw new Error('arguments that do not fit were not refused');
    return this.#prepare(tool, parsed.value, opened);
  }

  async #open(tool: WriteTool<unknown>, parsed: ParsedArguments): Promise<Opened> {
    const { row, decider } = this.made;
    const deliberation = await this.parts.log.reading(() => this.#deliberate(tool, parsed.kind === 'valid', null));
    const attempt = attemptRecord(this.scope, deliberation, {
      id: this.parts.ids.next(),
      toolCallId: row.toolCallId,
      arguments: JSON.stringify(argumentRedactor(tool)(this.made.arguments, this.parts.hashKey(this.scope.tenantId))),
      approvalId: row.id,
      approverSubjectId: decider.id,
      recheck: null,
      effectKey: row.effectKey,
    });
    if (deliberation.decision.kind !== 'refuse') await this.parts.log.commit(attemptWrites(attempt));
    return { deliberation, attempt };
  }

  /** Decides on the edited change as if it were proposed now; no model is asked, so it costs nothing. */
  async #deliberate(tool: WriteTool<unknown>, argumentsValid: boolean, stake: Stake | null) {
    const { row } = this.made;
    const settings = await this.parts.settings.current(this.scope.tenantId);
    const now = this.parts.clock.now();
    const budget = { ...(await budgetFacts(this.parts.database.reader, this.scope, { settings, tool: row.tool, now })), price: '0' };
    const weighed = stake && stakeOf(stake);
    const known = { phase: 'prepare', toolName: row.tool, tool, argumentsValid, ordinal: 1, approval: null, priorEffect: 'none' } as const;
    return deliberate(this.parts, this.scope, { ...known, budget, stake: weighed });
  }

  async #refuse(opened: Opened, decision: Refusal, parsed: ParsedArguments): Promise<EditEnd> {
    const [basis] = decision.basis;
    const message = basis?.message ?? 'Refused.';
    const said = loggedReason(opened.deliberation);
    const outcome = commitOutcome(this.parts, opened.attempt, { outcome: 'refused', layer: basis?.layer ?? null, said });
    await this.parts.log.commit([...attemptWrites(opened.attempt), ...outcomeWrites(outcome)]);
    if (parsed.kind !== 'malformed') return { kind: 'refused', message, remedy: decision.remedy };
    return { kind: 'refused', message: parsed.message, remedy: 'Correct the fields that are named and save again.', fields: parsed.fields };
  }

  async #prepare(tool: WriteTool<unknown>, args: Json, opened: Opened): Promise<EditEnd> {
    const ran = await this.#run(tool, args, opened.deliberation);
    if (ran.kind === 'failed') return this.#ended(opened, ran, { ...ran.failure });
    const { value } = ran;
    if ('kind' in value) return this.#ended(opened, ran, { ...value, said: couldNotPrepare, outcome: 'failed', layer: null });
    if (!(await this.#mayRead(value.records))) return this.#ended(opened, ran, { ...unseen, outcome: 'refused', layer: 'approval' });
    const { row, decider } = this.made;
    const isSame = hashOfOutcome(row, value) === row.outcomeHash && (row.editedBySubjectId ?? row.requesterSubjectId) === decider.id;
    if (isSame) return this.#ended(opened, ran, { ...sameAsBefore, outcome: 'refused', layer: 'approval' });
    const weighed = await this.parts.log.reading(() => this.#deliberate(tool, true, value));
    if (weighed.decision.kind === 'refuse') {
      const { basis, remedy } = weighed.decision;
      const [first] = basis;
      const said = loggedReason(weighed);
      return this.#ended(opened, ran, { message: first?.message ?? 'Refused.', said, remedy, outcome: 'refused', layer: first?.layer ?? null });
    }
    return this.#replace(opened, { ran, value, weighed });
  }

  /**
   * Prepares it with the rights of whoever it is asked for, as the commit will. Somebody else's edit is prepared in her own
   * name first: she learns nothing by it that the ERP would not show her.
   */
  async #run(tool: WriteTool<unknown>, args: Json, deliberation: Deliberation): Promise<Ran<PreparedOutcome | NotPrepared>> {
    const { row, decider, lookingAs } = this.made;
    const running = runningOf(this.scope, deliberation, { callId: row.toolCallId, effectKey: row.effectKey, tool: row.tool });
    if (!this.#isRequester) {
      const hers = { ...running, scope: { ...this.scope, ...lookingAs, subject: decider } };
      const seen = await this.parts.executor.prepare(tool, args, hers);
      if (seen.kind === 'failed' || 'kind' in seen.value) return seen;
    }
    return this.parts.executor.prepare(tool, args, running);
  }

  async #mayRead(records: readonly RecordRef[]): Promise<boolean> {
    const { row, decider, lookingAs } = this.made;
    return this.#isRequester || this.parts.executor.mayRead(records, { ...this.scope, ...lookingAs, subject: decider }, row.toolCallId);
  }

  get #isRequester(): boolean {
    return this.made.decider.id === this.made.row.requesterSubjectId;
  }

  /** It came to nothing: its outcome says why, and the version before goes on waiting. */
  async #ended({ attempt }: Opened, { witness }: Ran<unknown>, why: Ended): Promise<EditEnd> {
    const { outcome, layer, message, said, remedy } = why;
    await this.parts.log.commit(outcomeWrites(commitOutcome(this.parts, attempt, { outcome, layer, said, witness })));
    return { kind: 'refused', message, remedy };
  }

  async #replace({ attempt }: Opened, edited: Edited): Promise<EditEnd> {
    const { row, decider } = this.made;
    const now = this.parts.clock.now().toISOString();
    const next = await this.#next(edited);
    const replaced = await this.parts.log.transaction(async (manager) => {
      const set = { decidedAt: now, deciderSubjectId: decider.id };
      const isFirst = await this.parts.approvals.move(manager, row.id, { from: 'pending', to: 'superseded', set });
      const end = isFirst ? { outcome: 'prepared', said: null } : { outcome: 'moved', said: logged('It was decided while it was edited.') };
      await this.parts.database.apply(manager, [
        ...outcomeWrites(commitOutcome(this.parts, attempt, { ...end, layer: null, witness: edited.ran.witness })),
        ...this.scope.context.takeIn(edited.ran.witness.untrustedFields),
        ...(isFirst ? [...decisionOf(this.parts, row, { decision: 'edited', subjectId: decider.id, now }), proposalWrite(next)] : []),
      ]);
      return isFirst;
    });
    return replaced ? { kind: 'edited', newApprovalId: next.id } : { kind: 'already_decided', state: 'decided' };
  }

  async #next({ value, weighed }: Edited): Promise<ProposalRow> {
    const { row, decider } = this.made;
    const { box } = this.scope.subject;
    const raised = !this.#isRequester && asksForMore(amountOf(await this.parts.approvals.lastAsked(row)), value.amount);
    const message = 'A person changed what the agent proposed.';
    const basis = [
      ...(weighed.decision.kind === 'ask' ? weighed.decision.basis : []),
      { layer, rule: 'edited', setting: `approval ${row.id}`, message },
    ];
    const before = { preview: JSON.parse(box.open(row.sealedPreview)) as ProposalPreview, records: JSON.parse(row.sourceRecords) as RecordRef[] };
    const { approvalMinutes: minutes } = weighed.settings.setup;
    const frame = {
      ...nextVersion(row, { id: this.parts.ids.next(), at: this.parts.clock.now(), minutes }),
      editedBySubjectId: decider.id,
      raisedBySubjectId: raised ? decider.id : null,
    };
    return proposalRow(frame, value, { box, basis, facts: weighed.facts, changedSince: differences(before, value) });
  }
}

const layer = 'approval' as const;

type Refusal = Extract<Decision, { kind: 'refuse' }>;

/** An edit on its way: decided on, with its row. */
interface Opened {
  readonly deliberation: Deliberation;
  readonly attempt: AttemptRecord;
}

/** What an edited proposal would do, and what was decided on it. */
interface Edited {
  readonly ran: Ran<unknown>;
  readonly value: PreparedOutcome;
  readonly weighed: Deliberation;
}

interface Ended {
  readonly outcome: string;
  readonly layer: string | null;
  readonly message: string;
  readonly said: LoggedSentence | null;
  readonly remedy: string;
}
