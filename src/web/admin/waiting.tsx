import { createContext, useCallback, useContext, useMemo, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { fetchPendingChanges } from '../api/admin-calls.ts';
import type { Answer } from '../api/answer.ts';
import { useResource } from '../api/use-resource.ts';
import { useNotices } from '../shared/notices.tsx';

interface Waiting {
  readonly count: number;
  readonly recount: () => void;
}

const WaitingContext = createContext<Waiting>({ count: 0, recount: () => undefined });

/** How many changes wait for a second admin. */
export const useWaiting = (): Waiting => useContext(WaitingContext);

/** Counts what waits: on each page of the administration, and whenever one asks. */
export const WaitingProvider = ({ children }: { children: ReactNode }) => {
  const { pathname } = useLocation();
  const pending = useResource('pending-changes', (signal) => fetchPendingChanges({ status: 'pending' }, { signal }), pathname);
  const count = pending.value?.value.length ?? 0;
  const waiting = useMemo(() => ({ count, recount: pending.reload }), [count, pending.reload]);
  return <WaitingContext value={waiting}>{children}</WaitingContext>;
};

/** Says that a change was saved, or that what widens in it waits, and counts again. */
export const useTellSaved = (): ((answer: Extract<Answer<unknown>, { ok: true }>, words: string, undo?: () => void) => void) => {
  const { tell } = useNotices();
  const { recount } = useWaiting();
  return useCallback(
    (answer, words, undo) => {
      if (answer.waits !== true) return tell(words, undo ? { undo } : {});
      recount();
      tell('Waiting for a second admin.', {
        body: 'What gives more room takes effect when another admin approves it; everything else is in force now.',
      });
    },
    [tell, recount],
  );
};
