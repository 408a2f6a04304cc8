import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { fetchMe } from '../api/calls.ts';
import { goToSignIn } from '../api/http.ts';
import { ConversationClient, type ConversationSnapshot } from './conversation-client.ts';
import { emptyConversation } from './conversation.ts';
import { ownSocket } from './own-socket.ts';

const noSession: ConversationSnapshot = {
  conversation: emptyConversation,
  session: null,
  outgoing: [],
  connection: 'online',
  problem: null,
  turnProblem: null,
};
const noSubscription = () => () => undefined;

/** Follows a session while the component is shown. Without one: no client, and an empty snapshot. */
export const useConversation = (sessionId: string | null): { client: ConversationClient | null; snapshot: ConversationSnapshot } => {
  const client = useMemo(() => (sessionId === null ? null : new ConversationClient(ownSocket(), sessionId)), [sessionId]);
  useEffect(() => {
    client?.open();
    return () => client?.close();
  }, [client]);
  const snapshot = useSyncExternalStore(client?.subscribe ?? noSubscription, client?.snapshot ?? (() => noSession));
  useEffect(() => {
    if (snapshot.problem?.status === 401) goToSignIn();
    // A refused connection may mean that nobody is signed in any more; asking who is leads to the sign-in page then.
    if (snapshot.connection === 'offline') void fetchMe();
  }, [snapshot.problem, snapshot.connection]);
  return { client, snapshot };
};
