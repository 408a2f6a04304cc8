import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PageContext } from '../../contracts/page-context.ts';
import type { Problem } from '../../contracts/problem.ts';
import type { AvailableAgent, SessionView } from '../../contracts/sessions.ts';
import { createSession, fetchAgents } from '../api/calls.ts';
import { useResource } from '../api/use-resource.ts';
import { useKeptState } from '../shared/kept-state.ts';
import { newId } from '../shared/new-id.ts';
import { useNotices } from '../shared/notices.tsx';
import { useCompany } from '../shell/company.tsx';
import { useMe } from '../shell/me.tsx';
import { useRecount } from '../shell/pending-count.tsx';
import type { ConversationClient } from './conversation-client.ts';
import { runningTurn, type Conversation } from './conversation.ts';
import { useConversation } from './use-conversation.ts';
import { useSessions } from './use-sessions.ts';

interface FirstMessage {
  readonly sessionId: string;
  readonly clientMessageId: string;
  readonly text: string;
  readonly page: PageContext | undefined;
}

/** Which conversation is open in this company, kept in this browser. */
const useOpenSession = () => {
  const { me } = useMe();
  const { company } = useCompany();
  const [kept, keep] = useKeptState(`sessions:${me.user.email}`, '{}');
  const byCompany = useMemo(() => {
    try {
      return new Map(Object.entries(JSON.parse(kept) as Record<string, string>));
    } catch {
      return new Map<string, string>();
    }
  }, [kept]);
  const companyId = company?.id ?? '';
  const open = useCallback(
    (sessionId: string | null, inCompany: string) => keep(JSON.stringify({ ...Object.fromEntries(byCompany), [inCompany]: sessionId ?? '' })),
    [byCompany, keep],
  );
  return { sessionId: byCompany.get(companyId) || null, companyId, open };
};

const useChosenAgent = () => {
  const agents = useResource('agents', (signal) => fetchAgents({ signal }));
  const [keptId, choose] = useKeptState('agent', '');
  const list: AvailableAgent[] = agents.value?.value ?? [];
  return { agents, chosen: list.find((agent) => agent.id === keptId) ?? list[0], choose };
};

/** Reads the session list and the count of what waits again whenever a turn begins, waits or ends. */
const useAfterTurns = (conversation: Conversation, reloadSessions: () => void) => {
  const recount = useRecount();
  const lastState = conversation.turns.at(-1)?.state.kind;
  const turnCount = conversation.turns.length;
  useEffect(() => {
    if (turnCount === 0) return;
    reloadSessions();
    recount();
  }, [lastState, turnCount, reloadSessions, recount]);
};

/** Goes back to the beginning where the session no longer exists. */
const useLeavingWhatIsGone = (problem: Problem | null, leave: () => void) => {
  const isGone = problem?.status === 404;
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => {
    if (isGone) latest.current();
  }, [isGone]);
};

/** Holds the message that opened a session until the session's client is there, then sends it. */
const useFirstMessage = (client: ConversationClient | null, sessionId: string | null) => {
  const [first, setFirst] = useState<FirstMessage | null>(null);
  useEffect(() => {
    if (!client || first?.sessionId !== sessionId) return;
    const { sessionId: _sessionId, ...message } = first;
    setFirst(null);
    void client.send(message);
  }, [client, first, sessionId]);
  return setFirst;
};

/** Everything the panel does: which conversation is open, sending, stopping, deciding. */
export const usePanel = () => {
  const { tell, tellProblem } = useNotices();
  const { choose: chooseCompany } = useCompany();
  const recount = useRecount();
  const { sessionId, companyId, open } = useOpenSession();
  const picker = useChosenAgent();
  const sessions = useSessions();
  const { client, snapshot } = useConversation(sessionId);
  const setFirst = useFirstMessage(client, sessionId);
  const running = runningTurn(snapshot.conversation);
  const { reload: reloadSessions } = sessions;
  useAfterTurns(snapshot.conversation, reloadSessions);
  useLeavingWhatIsGone(snapshot.problem, () => open(null, companyId));

  /** Answers whether the message is on its way; false where no conversation could be opened for it. */
  const send = async (text: string, page: PageContext | undefined): Promise<boolean> => {
    const clientMessageId = newId();
    if (client) {
      await client.send({ clientMessageId, text, page });
      return true;
    }
    if (!picker.chosen) return false;
    const session = await createSession(picker.chosen.id, companyId);
    if (!session.ok) {
      tellProblem(session.problem);
      return false;
    }
    setFirst({ sessionId: session.value.id, clientMessageId, text, page });
    open(session.value.id, companyId);
    reloadSessions();
    return true;
  };

  const stop = async () => {
    const answer = await client?.stop();
    if (answer && !answer.ok) tellProblem(answer.problem);
    else if (answer?.ok && answer.value.result !== 'cancelled') tell(answer.value.message);
  };

  const openSession = (session: SessionView) => {
    if (session.company.id !== companyId) chooseCompany(session.company.id);
    open(session.id, session.company.id);
  };

  const remove = (session: SessionView) => {
    if (session.id === sessionId) open(null, companyId);
    sessions.remove(session);
  };

  const current = sessions.list?.find((session) => session.id === sessionId) ?? snapshot.session;
  return {
    companyId,
    sessionId,
    current,
    client,
    snapshot,
    sessions: { ...sessions, remove },
    picker,
    running,
    recount,
    send,
    stop,
    openSession,
    startNew: () => open(null, companyId),
  };
};
