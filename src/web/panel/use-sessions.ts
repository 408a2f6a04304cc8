import { useCallback, useEffect, useRef, useState } from 'react';
import type { SessionView } from '../../contracts/sessions.ts';
import { deleteSession, fetchSessions, renameSession } from '../api/calls.ts';
import { useResource } from '../api/use-resource.ts';
import { useNotices } from '../shared/notices.tsx';

/** The user's conversations, without those she has just deleted. */
export interface Sessions {
  readonly list: readonly SessionView[] | undefined;
  readonly reload: () => void;
  readonly rename: (id: string, title: string) => Promise<void>;
  /** Takes it off the list at once and deletes it when the undo has passed. */
  readonly remove: (session: SessionView) => void;
}

/** The session list: rename, and delete with undo. A page that closes meanwhile deletes what was to be deleted. */
export const useSessions = (): Sessions => {
  const { tell, tellProblem } = useNotices();
  const sessions = useResource('sessions', (signal) => fetchSessions({ signal }));
  const [leaving, setLeaving] = useState<readonly string[]>([]);
  const pending = useRef(new Set<string>());
  const { reload } = sessions;

  useEffect(() => {
    const flush = () => pending.current.forEach((id) => void deleteSession(id, true));
    window.addEventListener('pagehide', flush);
    return () => window.removeEventListener('pagehide', flush);
  }, []);

  const rename = useCallback(
    async (id: string, title: string) => {
      const answer = await renameSession(id, title);
      if (!answer.ok) tellProblem(answer.problem);
      reload();
    },
    [reload, tellProblem],
  );

  const remove = useCallback(
    (session: SessionView) => {
      const back = () => setLeaving((before) => before.filter((id) => id !== session.id));
      pending.current.add(session.id);
      setLeaving((before) => [...before, session.id]);
      tell(`Deleted "${session.title}"`, {
        undo: () => {
          pending.current.delete(session.id);
          back();
        },
        onGone: () => {
          if (!pending.current.delete(session.id)) return;
          void deleteSession(session.id).then((answer) => {
            if (!answer.ok) tellProblem(answer.problem);
            reload();
            if (!answer.ok) back();
          });
        },
      });
    },
    [reload, tell, tellProblem],
  );

  const list = sessions.value?.value.filter((session) => !leaving.includes(session.id));
  return { list, reload, rename, remove };
};
