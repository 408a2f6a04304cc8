import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { PageContext } from '../../contracts/page-context.ts';
import { useKeptState } from '../shared/kept-state.ts';

/** A question that a page hands to the panel. */
export interface Question {
  readonly text: string;
  /** Counts up, so that the same question can be handed over twice. */
  readonly round: number;
}

interface Workplace {
  /** What the user is looking at. */
  readonly page: PageContext;
  readonly showPage: (page: PageContext) => void;
  readonly isPanelOpen: boolean;
  readonly setPanelOpen: (isOpen: boolean) => void;
  readonly question: Question | null;
  /** Opens the panel with a question in its composer. */
  readonly askAgent: (text: string) => void;
}

const home: PageContext = { page: 'home' };
const WorkplaceContext = createContext<Workplace | null>(null);

/** What is on the screen: the page and record in view, and the panel beside them. */
export const useWorkplace = (): Workplace => {
  const workplace = useContext(WorkplaceContext);
  if (!workplace) throw new Error('useWorkplace is used outside WorkplaceProvider.');
  return workplace;
};

/** Below this width the panel covers the page, so it starts closed. */
export const narrowWidth = 900;

/** Tells the panel which page and record the user is on, as long as the calling page is shown. */
export const useOnPage = (page: PageContext['page'], recordNumber?: string, recordName?: string): void => {
  const { showPage } = useWorkplace();
  useEffect(() => {
    showPage({
      page,
      ...(recordNumber === undefined ? {} : { recordNumber: recordNumber.slice(0, 40) }),
      ...(recordName === undefined ? {} : { recordName: recordName.slice(0, 120) }),
    });
    return () => showPage(home);
  }, [page, recordNumber, recordName, showPage]);
};

/** Holds what the pages and the panel tell each other. */
export const WorkplaceProvider = ({ children }: { children: ReactNode }) => {
  const [page, showPage] = useState(home);
  const [kept, keep] = useKeptState('panel', 'open');
  const [isOpenNarrow, setOpenNarrow] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  const isNarrow = useIsNarrow();
  const setPanelOpen = useCallback((isOpen: boolean) => (isNarrow ? setOpenNarrow(isOpen) : keep(isOpen ? 'open' : 'closed')), [isNarrow, keep]);
  const askAgent = useCallback(
    (text: string) => {
      setQuestion((before) => ({ text, round: (before?.round ?? 0) + 1 }));
      setPanelOpen(true);
    },
    [setPanelOpen],
  );
  const isPanelOpen = isNarrow ? isOpenNarrow : kept === 'open';
  const workplace = useMemo(
    () => ({ page, showPage, isPanelOpen, setPanelOpen, question, askAgent }),
    [page, isPanelOpen, setPanelOpen, question, askAgent],
  );
  return <WorkplaceContext value={workplace}>{children}</WorkplaceContext>;
};

const useIsNarrow = (): boolean => {
  const [isNarrow, setNarrow] = useState(() => window.innerWidth < narrowWidth);
  useEffect(() => {
    const media = window.matchMedia(`(max-width: ${narrowWidth - 1}px)`);
    const follow = () => setNarrow(media.matches);
    follow();
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);
  return isNarrow;
};
