import { SmartAgentPanelEvent } from '../../../entities/index.ts';
import type { PanelEvent, PanelEventData } from '../../contracts/panel-events.ts';
import { insert, type Database, type Write } from '../../kernel/database.ts';
import type { AppError } from '../../kernel/errors.ts';
import type { AuditLog } from '../audit/index.ts';
import type { KeptWithEnd } from '../gateway/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import { SessionClaim, type SessionClaimParts } from './session-claim.ts';

/** Where events go once they are kept. */
export interface PanelChannel {
  publish(event: PanelEvent): void;
  /** Tells whoever has the session open that a turn cannot go on, where nothing can be kept. */
  problem(at: { readonly sessionId: string; readonly turnId: string }, error: AppError): void;
}

/** What a runtime works with. */
export interface RuntimeParts extends SessionClaimParts {
  /** What is shown is kept by the same way in as the log, so that a store that fails is noticed whatever it failed at. */
  readonly log: AuditLog;
  readonly clock: Clock;
  readonly channel: PanelChannel;
}

/** A session that something is going on in: numbers its events and messages, and lets one thing happen at a time, on one node. */
export class SessionRuntime {
  #sequence: number | null = null;
  #lookingUp: Promise<number> | null = null;
  #number: number | null = null;
  #tail: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #deciding = 0;
  readonly #claim: SessionClaim;
  /** The turn that is running, if one is. */
  active: { readonly turnId: string; readonly abort: AbortController; finished: Promise<void> } | null = null;

  constructor(
    readonly sessionId: string,
    private readonly box: SecretBox,
    private readonly parts: RuntimeParts,
  ) {
    this.#claim = new SessionClaim(sessionId, parts);
  }

  /**
   * Runs the work when nothing else of this session that was asked for before is under way. Throws `AtAnotherNode` where
   * something is at another node.
   */
  exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#waiting += 1;
    const result = this.#tail
      .then(async () => {
        await this.#take();
        return work();
      })
      .finally(() => (this.#waiting -= 1));
    this.#tail = result.catch(() => undefined);
    void this.rest();
    return result;
  }

  /** Gives the session back to whichever node needs it next, when nothing is under way in it any more. */
  rest(): Promise<void> {
    const rested = this.#tail.then(() => (this.isIdle ? this.#claim.letGo() : undefined)).catch(() => undefined);
    this.#tail = rested;
    return rested;
  }

  /** Marks that a proposal of this session is being decided, so that nobody takes it for lost. */
  async deciding<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#deciding += 1;
    try {
      return await work();
    } finally {
      this.#deciding -= 1;
      if (this.isHeld) void this.rest();
    }
  }

  get isDeciding(): boolean {
    return this.#deciding > 0;
  }

  /** Whether other nodes keep away from it. */
  get isHeld(): boolean {
    return this.#claim.isHeld;
  }

  /** Whether nothing is under way or asked for. */
  get isIdle(): boolean {
    return this.active === null && this.#waiting === 0 && this.#deciding === 0;
  }

  /** The number of the next message; `last` is what the transcript says when this is the first. */
  nextMessageNumber(last: number): number {
    this.#number = (this.#number ?? last) + 1;
    return this.#number;
  }

  /** Keeps writes and events in one commit, then shows the events. */
  async commit(writes: readonly Write[], events: readonly PanelEventData[]): Promise<void> {
    const staged = await this.stage(writes, events);
    try {
      await this.parts.log.keep(staged.writes);
    } catch (error) {
      staged.failed();
      throw error;
    }
    staged.done();
  }

  /** Numbers events, without a gap, and adds their rows to the writes; for whoever has more to put into the same commit. */
  async stage(writes: readonly Write[], events: readonly PanelEventData[]): Promise<KeptWithEnd> {
    if (!this.isHeld) await this.#take();
    await this.#claim.sure();
    const at = this.parts.clock.now().toISOString();
    if (events.length > 0) await this.#knowSequence();
    const numbered = events.map((data): PanelEvent => ({ sessionId: this.sessionId, sequence: this.#nextSequence(), at, data }));
    const rows = numbered.map((event) =>
      insert(SmartAgentPanelEvent, {
        sessionId: event.sessionId,
        sequence: event.sequence,
        at,
        sealedData: this.box.seal(JSON.stringify(event.data)),
      }),
    );
    return {
      writes: [...writes, ...rows],
      done: () => {
        for (const event of numbered) this.parts.channel.publish(event);
      },
      // What was not kept was not numbered: the next event counts on from what the database has.
      failed: () => (this.#sequence = null),
    };
  }

  /** What another node numbered since is looked up anew. */
  async #take(): Promise<void> {
    if (await this.#claim.take()) this.#sequence = this.#number = null;
  }

  /** Several may ask at once; the number is looked up for all of them together, so that none starts over. */
  async #knowSequence(): Promise<void> {
    if (this.#sequence !== null) return;
    this.#lookingUp ??= lastSequence(this.parts.database, this.sessionId).finally(() => (this.#lookingUp = null));
    const last = await this.#lookingUp;
    this.#sequence ??= last;
  }

  #nextSequence(): number {
    this.#sequence = (this.#sequence ?? 0) + 1;
    return this.#sequence;
  }
}

/** The number of a session's last event; 0 for none. */
export const lastSequence = async (database: Database, sessionId: string): Promise<number> => {
  const [last] = await database.reader.find(SmartAgentPanelEvent, { where: { sessionId }, order: { sequence: 'DESC' }, take: 1 });
  return last?.sequence ?? 0;
};
