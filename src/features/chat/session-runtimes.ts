import type { ChatParts } from './chat-parts.ts';
import type { Speaker } from './open-turn.ts';
import { SessionRuntime } from './session-runtime.ts';

/** Idle sessions beyond this many are forgotten; they are loaded again when something happens in them. */
const remembered = 2_000;

/** The sessions something is going on in. */
export class SessionRuntimes {
  readonly #known = new Map<string, SessionRuntime>();

  constructor(private readonly parts: ChatParts) {}

  /** The runtime of a session; always the same one while anything is under way. */
  of(speaker: Pick<Speaker, 'session' | 'subject'>): SessionRuntime {
    const { id } = speaker.session;
    const known = this.#known.get(id);
    if (known) return known;
    if (this.#known.size >= remembered) this.#forgetIdle();
    const made = new SessionRuntime(id, speaker.subject.box, this.parts);
    this.#known.set(id, made);
    return made;
  }

  /** Whether a turn runs at this moment. */
  isRunning(turnId: string): boolean {
    return [...this.#known.values()].some((runtime) => runtime.active?.turnId === turnId);
  }

  /** Gives back sessions that could not be given back when something ended in them. */
  async rest(): Promise<void> {
    for (const runtime of this.#known.values()) if (runtime.isIdle && runtime.isHeld) await runtime.rest();
  }

  /** Waits for the ends of running turns, and gives every session back. */
  async stop(): Promise<void> {
    const active = [...this.#known.values()].flatMap((runtime) => (runtime.active ? [runtime.active] : []));
    await Promise.all(active.map((turn) => turn.finished));
    await Promise.all([...this.#known.values()].map((runtime) => runtime.rest()));
  }

  #forgetIdle(): void {
    for (const [id, runtime] of this.#known) if (runtime.isIdle && !runtime.isHeld) this.#known.delete(id);
  }
}
