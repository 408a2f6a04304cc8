import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { fetchPendingApprovals } from '../api/calls.ts';
import { useMe } from './me.tsx';

interface Pending {
  readonly count: number;
  readonly recount: () => void;
}

const PendingContext = createContext<Pending>({ count: 0, recount: () => undefined });

/** How many proposals wait for the user. */
export const usePendingCount = (): number => useContext(PendingContext).count;

/** Counts again, after something that may have changed the number. */
export const useRecount = (): (() => void) => useContext(PendingContext).recount;

const everyMs = 60_000;

/** Counts the proposals that wait: at the start, every minute while the page is in view, and when asked to. */
export const PendingCountProvider = ({ children }: { children: ReactNode }) => {
  const { rights } = useMe();
  const [count, setCount] = useState(0);
  const recount = useCallback(() => {
    if (!rights.mayApprove) return;
    void fetchPendingApprovals().then((answer) => answer.ok && setCount(answer.value.value.length));
  }, [rights.mayApprove]);
  useEffect(() => {
    recount();
    const timer = window.setInterval(() => document.visibilityState === 'visible' && recount(), everyMs);
    return () => window.clearInterval(timer);
  }, [recount]);
  const pending = useMemo(() => ({ count, recount }), [count, recount]);
  return <PendingContext value={pending}>{children}</PendingContext>;
};
