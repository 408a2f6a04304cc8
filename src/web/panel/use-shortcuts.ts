import { useEffect, useRef } from 'react';

interface Shortcuts {
  readonly onNew: () => void;
  readonly onStop: () => void;
  readonly onHelp: () => void;
  readonly onToggle: () => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The panel's keys, wherever the focus is. Esc is left to an open dialog or menu. */
export const useShortcuts = (shortcuts: Shortcuts): void => {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const isCommand = event.ctrlKey || event.metaKey;
      if (isCommand && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current.onNew();
      } else if (isCommand && event.key === '.') {
        event.preventDefault();
        latest.current.onToggle();
      } else if (event.key === 'Escape' && !document.querySelector('[role="dialog"],[role="menu"],[role="listbox"]')) latest.current.onStop();
      else if (event.key === '?' && !isCommand && !isTyping(event.target)) latest.current.onHelp();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
};
