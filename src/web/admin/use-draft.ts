import { useCallback, useMemo, useState } from 'react';

/** Changes on top of what is saved. */
export interface Draft<Value extends object> {
  /** What is saved, with the changes over it. */
  readonly value: Value;
  /** Only what differs from what is saved. */
  readonly changes: Partial<Value>;
  readonly isChanged: boolean;
  readonly set: (change: Partial<Value>) => void;
  readonly reset: () => void;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Holds changes to a saved value until they are saved or dropped; what is set back to the saved value is no change. */
export const useDraft = <Value extends object>(saved: Value): Draft<Value> => {
  const [changes, setChanges] = useState<Partial<Value>>({});
  const set = useCallback((change: Partial<Value>) => setChanges((before) => ({ ...before, ...change })), []);
  const reset = useCallback(() => setChanges({}), []);
  return useMemo(() => {
    const real = Object.fromEntries(
      Object.entries(changes).filter(([field, value]) => !isSame(value, saved[field as keyof Value])),
    ) as Partial<Value>;
    return { value: { ...saved, ...changes }, changes: real, isChanged: Object.keys(real).length > 0, set, reset };
  }, [changes, saved, set, reset]);
};
