/** Runs in which something is being done on this node at this moment; what looks after left-overs keeps away from them. */
export class BusyRuns {
  readonly #counts = new Map<string, number>();

  /** Whether something is being done in a run. */
  has(executionId: string): boolean {
    return this.#counts.has(executionId);
  }

  /** Does work in a run. */
  async during<Result>(executionId: string, work: () => Promise<Result>): Promise<Result> {
    this.#counts.set(executionId, (this.#counts.get(executionId) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const left = (this.#counts.get(executionId) ?? 1) - 1;
      if (left === 0) this.#counts.delete(executionId);
      else this.#counts.set(executionId, left);
    }
  }
}
