import { useCallback, useState } from 'react';

/** Where something is kept: `browser` until it is changed, `tab` until the tab is closed or the user signs out. */
type Place = 'browser' | 'tab';

const storageAt = (place: Place): Storage => (place === 'browser' ? window.localStorage : window.sessionStorage);

const read = (key: string, place: Place): string | null => {
  try {
    return storageAt(place).getItem(key);
  } catch {
    return null;
  }
};

/** Forgets everything that is kept for this tab. */
export const forgetTab = (): void => {
  try {
    window.sessionStorage.clear();
  } catch {
    // Storage may be forbidden: then nothing was kept.
  }
};

/** A small preference kept in this browser; without storage it lasts as long as the page. */
export const useKeptState = (key: string, initial: string, place: Place = 'browser'): readonly [string, (value: string) => void] => {
  const [value, setValue] = useState(() => read(key, place) ?? initial);
  const keep = useCallback(
    (next: string) => {
      setValue(next);
      try {
        storageAt(place).setItem(key, next);
      } catch {
        // Storage may be full or forbidden: the preference is then not kept.
      }
    },
    [key, place],
  );
  return [value, keep];
};
