import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../contracts/problem.ts';
import type { Answer } from './answer.ts';

/** A thing that is loaded: the last good value stays while it is loaded again. */
export interface Resource<Value> {
  readonly value: Value | undefined;
  readonly problem: Problem | undefined;
  readonly isLoading: boolean;
  /** Loads it again. */
  readonly reload: () => void;
  /** Puts a value the page already knows, e.g. the answer of a change. */
  readonly put: (value: Value) => void;
}

type Held<Value> = { key: string; value: Value | undefined; problem: Problem | undefined; isLoading: boolean };

/**
 * Loads when `key` or `view` changes and on `reload`. An answer that comes after that is dropped. A new key
 * starts without a value; a new view of the same thing (another page, another sorting) keeps the old one meanwhile.
 */
export const useResource = <Value>(key: string, load: (signal: AbortSignal) => Promise<Answer<Value>>, view = ''): Resource<Value> => {
  const [held, setHeld] = useState<Held<Value>>({ key, value: undefined, problem: undefined, isLoading: true });
  const [round, setRound] = useState(0);
  const loader = useRef(load);
  loader.current = load;

  useEffect(() => {
    const control = new AbortController();
    setHeld((before) => ({ key, value: before.key === key ? before.value : undefined, problem: undefined, isLoading: true }));
    void loader.current(control.signal).then((answer) => {
      if (control.signal.aborted) return;
      setHeld((before) =>
        answer.ok
          ? { key, value: answer.value, problem: undefined, isLoading: false }
          : { key, value: before.value, problem: answer.problem, isLoading: false },
      );
    });
    return () => control.abort();
  }, [key, view, round]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  const put = useCallback((value: Value) => setHeld((before) => ({ ...before, value, problem: undefined })), []);
  const current = held.key === key ? held : { value: undefined, problem: undefined, isLoading: true };
  return { value: current.value, problem: current.problem, isLoading: current.isLoading, reload, put };
};
