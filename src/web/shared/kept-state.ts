import { useCallback, useState } from 'react';

const read = (key: string): string | null => {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
};

/** A small preference kept in this browser; without storage it lasts as long as the page. */
export const useKeptState = (key: string, initial: string): readonly [string, (value: string) => void] => {
  const [value, setValue] = useState(() => read(key) ?? initial);
  const keep = useCallback(
    (next: string) => {
      setValue(next);
      try {
        window.localStorage.setItem(key, next);
      } catch {
        // Storage may be full or forbidden: the preference is then not kept.
      }
    },
    [key],
  );
  return [value, keep];
};
