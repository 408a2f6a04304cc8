import { useSyncExternalStore } from 'react';

const query = '(prefers-color-scheme: dark)';

const subscribe = (changed: () => void) => {
  const media = window.matchMedia(query);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
};

/** `dark` or `light`, as the system prefers, following it while the page is open. */
export const useColorScheme = (): 'dark' | 'light' => useSyncExternalStore(subscribe, () => (window.matchMedia(query).matches ? 'dark' : 'light'));
