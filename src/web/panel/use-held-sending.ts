import { useCallback, useEffect, useRef, useState } from 'react';

/** Why nothing can be sent now, and whether that passes by itself. */
export interface Blocked {
  readonly because: string;
  readonly isPassing: boolean;
}

/** Sends at once, or as soon as what is in the way has passed; until then it is held, and can be released. */
export const useHeldSending = (blocked: Blocked | null, sendNow: () => void) => {
  const [isHeld, setHeld] = useState(false);
  const latest = useRef(sendNow);
  latest.current = sendNow;
  useEffect(() => {
    if (!isHeld || blocked?.isPassing === true) return;
    setHeld(false);
    if (blocked === null) latest.current();
  }, [isHeld, blocked]);
  const release = useCallback(() => setHeld(false), []);
  return { isHeld, send: () => (blocked === null ? sendNow() : setHeld(blocked.isPassing)), release };
};
