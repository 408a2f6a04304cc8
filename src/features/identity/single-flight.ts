/** Runs one piece of work per key at a time; whoever asks meanwhile gets the same result or the same failure. */
export const singleFlight = <Result>(): ((key: string, work: () => Promise<Result>) => Promise<Result>) => {
  const running = new Map<string, Promise<Result>>();
  return (key, work) => {
    const existing = running.get(key);
    if (existing !== undefined) return existing;
    const started = work().finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
};
