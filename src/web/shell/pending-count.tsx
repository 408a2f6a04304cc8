import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { fetchPendingApprovals, fetchUnsettledEffects } from '../api/calls.ts';
import { useMe } from './me.tsx';

interface Pending {
  readonly count: number;
  readonly unsettled: number;
  readonly recount: () => void;
  /** Grows whenever a turn or a decision may have changed something. */
  readonly round: number;
}

const PendingContext = createContext<Pending>({ count: 0, unsettled: 0, recount: () => undefined, round: 0 });

/** How many proposals the user is asked to decide on; those of her own that wait for others are not counted. */
export const usePendingCount = (): number => useContext(PendingContext).count;

/** How many changes wait for somebody to say whether they were made. */
export const useUnsettledCount = (): number => useContext(PendingContext).unsettled;

/** Counts again, after something that may have changed the number. */
export const useRecount = (): (() => void) => useContext(PendingContext).recount;

/** Reads again what a page shows, after a turn or a decision may have changed it. */
export const useReadAgain = ({ value, reload }: { readonly value: unknown; readonly reload: () => void }): void => {
  const { round } = useContext(PendingContext);
  const seen = useRef(round);
  const isShown = value !== undefined;
  useEffect(() => {
    if (seen.current === round || !isShown) return;
    seen.current = round;
    reload();
  }, [round, isShown, reload]);
};

const everyMs = 60_000;

/** Counts the proposals that wait for the user, and the changes that are unsettled: at the start, every minute while the page is in view, and when asked to. */
export const PendingCountProvider = ({ children }: { children: ReactNode }) => {
  const { rights } = useMe();
  const [count, setCount] = useState(0);
  const [unsettled, setUnsettled] = useState(0);
  const [round, setRound] = useState(0);
  const ask = useCallback(() => {
    if (rights.mayApprove)
      void fetchPendingApprovals().then((answer) => answer.ok && setCount(answer.value.value.filter(({ mayDecide }) => mayDecide).length));
    if (rights.maySeeUnsettled) void fetchUnsettledEffects().then((answer) => answer.ok && setUnsettled(answer.value.value.length));
  }, [rights.mayApprove, rights.maySeeUnsettled]);
  const recount = useCallback(() => {
    setRound((before) => before + 1);
    ask();
  }, [ask]);
  useEffect(() => {
    ask();
    const timer = window.setInterval(() => document.visibilityState === 'visible' && ask(), everyMs);
    return () => window.clearInterval(timer);
  }, [ask]);
  const pending = useMemo(() => ({ count, unsettled, recount, round }), [count, unsettled, recount, round]);
  return <PendingContext value={pending}>{children}</PendingContext>;
};
