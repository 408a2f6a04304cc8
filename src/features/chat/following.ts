import { SmartAgentSession } from '../../../entities/index.ts';
import {
  erpApprovalEndLine,
  erpApprovalTold,
  erpApprovalToldWrite,
  noConversation,
  type ErpApprovalRow,
  type ErpApprovals,
  type ProposalRow,
} from '../approvals/index.ts';
import type { CallScope, ErpApprovalFollower } from '../gateway/index.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ChatService } from './chat-service.ts';
import type { Telling } from './telling.ts';
import { guarded } from './guarded.ts';
import { openToldTurn } from './open-told-turn.ts';

/** How often what is due is looked at. */
const sweepMillis = 15_000;
/** At most this many are looked at in one sweep. */
const sweepBatch = 50;

/** What following is made of. */
export interface FollowingParts extends ChatParts {
  readonly erpApprovals: ErpApprovals;
  readonly follower: ErpApprovalFollower;
}

/**
 * Follows changes that the ERP's own approval workflow took over, and tells their conversations, or the runs of external
 * agents, how they ended. A sweep of its own: a slow ERP holds up nothing else.
 */
export class Following {
  #timer: NodeJS.Timeout | null = null;
  #sweeping: Promise<void> | null = null;

  constructor(
    private readonly parts: FollowingParts,
    private readonly chat: ChatService,
    private readonly telling: Telling,
  ) {}

  /** Looks once, and then now and then; nobody waits for it. */
  start(): void {
    void this.sweep();
    this.#timer = setInterval(() => void this.sweep(), sweepMillis).unref();
  }

  /** Stops after what is being looked at. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#sweeping;
  }

  /** Looks at what is due, and tells of what ended; one sweep at a time, whoever asks. */
  sweep(): Promise<void> {
    this.#sweeping ??= guarded(this.parts.logger, () => this.#look(), 'approvals in the ERP could not be looked through').finally(
      () => (this.#sweeping = null),
    );
    return this.#sweeping;
  }

  async #look(): Promise<void> {
    const { erpApprovals, clock } = this.parts;
    for (const row of await erpApprovals.due(clock.now().toISOString(), sweepBatch))
      await guarded(this.parts.logger, () => this.#follow(row), 'an approval in the ERP could not be followed yet');
    for (const row of await erpApprovals.untold(sweepBatch))
      await guarded(this.parts.logger, () => this.#tell(row), 'nobody could be told how an approval in the ERP ended');
  }

  async #follow(row: ErpApprovalRow): Promise<void> {
    const proposal = await this.parts.approvals.find(row.tenantId, row.id);
    if (proposal) await this.parts.follower.look(row, proposal, () => this.#scopeOf(proposal));
  }

  async #scopeOf(proposal: ProposalRow): Promise<CallScope | null> {
    if (proposal.sessionId === noConversation) return this.parts.outsideRuns.scopeOf(proposal);
    const speaker = await this.chat.storedSpeaker(proposal.sessionId, proposal.turnId);
    return speaker && this.telling.scopeOf(speaker, proposal);
  }

  async #tell(row: ErpApprovalRow): Promise<void> {
    const proposal = await this.parts.approvals.find(row.tenantId, row.id);
    const told = [erpApprovalToldWrite(row)];
    if (proposal?.sessionId === noConversation) return this.parts.outsideRuns.refresh(proposal.executionId, told);
    if (!proposal || !(await this.#tellConversation(row, proposal))) await this.parts.database.commit(told);
  }

  /** True where the conversation was told, or will be when nothing runs in it; false where there is nobody to tell. */
  async #tellConversation(row: ErpApprovalRow, proposal: ProposalRow): Promise<boolean> {
    const speaker = await this.chat.storedSpeaker(proposal.sessionId, proposal.turnId);
    if (!speaker) return false;
    const runtime = this.chat.runtimes.of(speaker);
    return runtime.exclusive(async () => {
      if (runtime.active || runtime.isDeciding) return true;
      const session = await this.parts.database.reader.findOneByOrFail(SmartAgentSession, { id: proposal.sessionId });
      if (session.deletedAt !== null) return false;
      const told = erpApprovalTold(row, speaker.subject.box);
      const text = erpApprovalEndLine(told);
      const said = {
        approvalId: row.id,
        tool: proposal.tool,
        status: 'erp_approval',
        document: told.documentNumber,
        state: told.state,
        message: text,
      };
      const content = `[decision] ${JSON.stringify(said)}`;
      await openToldTurn({ parts: this.parts, chat: this.chat, speaker, runtime, session }, { content, text, writes: [erpApprovalToldWrite(row)] });
      return true;
    });
  }
}
