import { notCommitted } from '../gateway/index.ts';
import { noConversation, type ProposalRow } from '../approvals/index.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ChatService } from './chat-service.ts';
import { guarded } from './guarded.ts';
import { InterruptedTurns } from './interrupted-turns.ts';
import type { Telling } from './telling.ts';

/** How often proposals are looked through for expired and unsettled ones. */
const sweepMillis = 15_000;
/** No call lasts longer, whatever the ERP takes. */
const longestCallMillis = 60 * 60_000;
/** At most this many proposals of a kind are looked at in one sweep. */
const sweepBatch = 100;

/**
 * Takes up after a stop what was left: running turns go on, interrupted calls are closed, lost commits are settled, old
 * proposals expire. What another node that lives is at is left to that one.
 */
export class Recovery {
  #timer: NodeJS.Timeout | null = null;
  #sweeping: Promise<void> | null = null;
  /** When attempts that were too young to be over are looked at once more. */
  #closeAgainAt: number | null = null;
  readonly #turns: InterruptedTurns;

  constructor(
    private readonly parts: ChatParts,
    private readonly chat: ChatService,
    private readonly telling: Telling,
  ) {
    this.#turns = new InterruptedTurns(parts, chat);
  }

  /** Takes everything up once, then looks through proposals now and then. */
  async start(): Promise<void> {
    const others = await this.parts.nodes.others();
    await this.#closeAttempts(others);
    await this.#takeUpTurns({ others, isStart: true });
    await guarded(this.parts.logger, () => this.parts.outsideRuns.takeUp(others), 'runs of external agents could not be taken up');
    await this.sweep();
    this.#timer = setInterval(() => void this.sweep(), sweepMillis).unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Expires what nobody decided in time and settles what was left open; one sweep at a time, whoever asks. */
  sweep(): Promise<void> {
    this.#sweeping ??= this.#sweep().finally(() => (this.#sweeping = null));
    return this.#sweeping;
  }

  async #sweep(): Promise<void> {
    await guarded(this.parts.logger, () => this.#look(), 'proposals could not be looked through');
  }

  async #look(): Promise<void> {
    const now = this.parts.clock.now().toISOString();
    if (!this.parts.log.state.available) await this.parts.gap.record();
    await this.parts.settlement.closeLost(this.parts.log.takeLost());
    await this.chat.runtimes.rest();
    const others = await this.parts.nodes.others();
    const isLeft = (row: ProposalRow): boolean => this.parts.nodes.ownerOf(row, others) !== 'other';
    await guarded(this.parts.logger, () => this.#lookAfterGone(others), 'calls of a program that is gone could not be closed');
    await guarded(this.parts.logger, () => this.parts.outsideRuns.takeUp(others), 'requests of external agents could not be ended');
    for (const row of await this.parts.approvals.expired(now, sweepBatch))
      await guarded(this.parts.logger, () => this.#expire(row), 'a proposal could not be expired');
    await this.#takeUpTurns({ others, isStart: false });
    for (const row of (await this.parts.approvals.unsettled()).filter(isLeft))
      await guarded(this.parts.logger, () => this.#settle(row), 'a commit could not be settled yet');
    for (const row of (await this.parts.approvals.untold(sweepBatch)).filter(isLeft))
      await guarded(this.parts.logger, () => this.telling.tellUntold(row), 'nobody could be told how a proposal ended');
    for (const row of (await this.parts.approvals.endedUnderWaitingTurns(sweepBatch)).filter(isLeft))
      await guarded(this.parts.logger, () => this.#wake(row), 'a turn could not be woken');
  }

  async #takeUpTurns(found: { readonly others: ReadonlySet<string>; readonly isStart: boolean }): Promise<void> {
    for (const row of await this.chat.interrupted())
      await guarded(this.parts.logger, () => this.#turns.takeUp(row, found), 'a turn could not be taken up');
    for (const row of await this.chat.waitingUnseen())
      await guarded(this.parts.logger, () => this.#turns.rest(row), 'a turn could not be left waiting');
  }

  /** Closes calls of nodes that are gone, and after a while once more, when those are over of which nobody knows where they were made. */
  async #lookAfterGone(others: ReadonlySet<string>): Promise<void> {
    const { nodes, clock } = this.parts;
    const gone = nodes.unattended;
    const isDue = this.#closeAgainAt !== null && this.#closeAgainAt <= clock.now().getTime();
    if (gone.length === 0 && !isDue) return;
    await this.#closeAttempts(new Set([...others, nodes.id]));
    if (gone.length === 0) this.#closeAgainAt = null;
    nodes.attended(gone);
  }

  async #closeAttempts(nodes: ReadonlySet<string>): Promise<void> {
    const now = this.parts.clock.now().getTime();
    await this.parts.settlement.closeInterrupted(nodes, new Date(now - longestCallMillis));
    if (nodes.size > 0) this.#closeAgainAt = now + longestCallMillis;
  }

  async #expire(row: ProposalRow): Promise<void> {
    if (row.sessionId === noConversation) return this.parts.outsideRuns.expire(row);
    const speaker = await this.chat.storedSpeaker(row.sessionId, row.turnId);
    if (!speaker) return;
    const scope = await this.telling.scopeOf(speaker, row);
    if (await this.parts.decisions.close(scope, row, { to: 'expired', subject: null, reason: null })) {
      await this.telling.settled(speaker, row, { kind: 'expired' });
    }
  }

  async #settle(row: ProposalRow): Promise<void> {
    if (row.sessionId === noConversation) return this.parts.outsideRuns.settle(row);
    const speaker = await this.chat.storedSpeaker(row.sessionId, row.turnId);
    if (!speaker || this.chat.runtimes.of(speaker).isDeciding || this.chat.isRunning(row.turnId)) return;
    const found = await this.parts.settlement.settle(await this.telling.scopeOf(speaker, row), row);
    if (found === null) return;
    await this.telling.settled(speaker, row, found.kind === 'committed' ? found : { kind: 'failed', failure: notCommitted[found.kind](found.line) });
  }

  async #wake(row: ProposalRow): Promise<void> {
    const speaker = await this.chat.storedSpeaker(row.sessionId, row.turnId);
    if (speaker) await this.telling.wake(speaker, row);
  }
}
