/** Which request is open: of which agent, in which session of a client, by the client's own id. */
export interface CallAddress {
  /** Agent and delegation, as the token says. */
  readonly caller: string;
  /** The client's session; null: it keeps none, so its ids may be another's too and nothing can be cancelled. */
  readonly session: string | null;
  readonly requestId: string | number;
}

const keyOf = ({ caller, session, requestId }: CallAddress): string => JSON.stringify([caller, session, requestId]);

/**
 * The requests that are being answered on this node, so that `notifications/cancelled`, which is a request of its own,
 * finds the one it means. On another node nothing is found; MCP lets a server ignore a cancellation.
 */
export class OpenCalls {
  readonly #cancels = new Map<string, () => void>();

  /** Does the work of a request, which `cancel` stops meanwhile. */
  async during<Result>(at: CallAddress, cancel: () => void, work: () => Promise<Result>): Promise<Result> {
    if (at.session === null) return work();
    const key = keyOf(at);
    this.#cancels.set(key, cancel);
    try {
      return await work();
    } finally {
      if (this.#cancels.get(key) === cancel) this.#cancels.delete(key);
    }
  }

  /** Cancels a request of the same caller and session; one that is not open is let be. */
  cancel(at: CallAddress): void {
    if (at.session !== null) this.#cancels.get(keyOf(at))?.();
  }
}
