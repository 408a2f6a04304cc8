import { useEffect, useState } from 'react';
import { systemClock } from '../../kernel/clock.ts';

/** The present instant, renewed every `everyMs` milliseconds while the page is shown. */
export const useNow = (everyMs: number): Date => {
  const [now, setNow] = useState(() => systemClock.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(systemClock.now()), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return now;
};
