import { expect } from 'chai';
import { connectToChat, type ChatSocket } from '../../src/web/panel/chat-socket.ts';
import { ConversationClient } from '../../src/web/panel/conversation-client.ts';
import { emptyConversation, receiveAll } from '../../src/web/panel/conversation.ts';
import { availableAgents } from './fake/agents.ts';
import { companies } from './fake/people.ts';
import { startFakeServer, type FakeServer } from './fake-server.ts';

const message = (text: string, clientMessageId = crypto.randomUUID()) => ({ clientMessageId, text, page: undefined });

describe('the client of a conversation, over a real socket', () => {
  let server: FakeServer;
  let socket: ChatSocket;
  let client: ConversationClient;
  let sessionId: string;

  /** Resolves as soon as the snapshot is as wanted. */
  const until = (isWanted: (snapshot: ReturnType<ConversationClient['snapshot']>) => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!isWanted(client.snapshot())) return;
        stop();
        resolve();
      };
      const stop = client.subscribe(check);
      check();
    });
  const ended = () => until(({ conversation }) => conversation.turns.length > 0 && conversation.turns.every((turn) => turn.state.kind !== 'running'));

  beforeEach(async () => {
    server = await startFakeServer({ paceMs: 1 });
    const [agent] = availableAgents;
    const [company] = companies;
    if (!agent || !company) throw new Error('The double has an agent and a company.');
    sessionId = server.chat.create(agent, company).id;
    socket = connectToChat(() => 'token', server.origin);
    client = new ConversationClient(socket, sessionId);
    client.open();
  });

  afterEach(async () => {
    client.close();
    socket.disconnect();
    await server.close();
  });

  it('shows a message at once, and its turn in its place when it begins', async () => {
    const sent = client.send(message('Hello'));
    expect(client.snapshot().outgoing.map((one) => one.text)).to.deep.equal(['Hello']);
    await sent;
    await ended();
    expect(client.snapshot().outgoing).to.deep.equal([]);
    expect(client.snapshot().conversation.turns[0]?.items.at(-1)).to.deep.include({ kind: 'answer', text: 'You said: Hello', isComplete: true });
  });

  it('loses nothing and doubles nothing when the connection breaks in the middle of a turn', async () => {
    await client.send(message('Show me everything about vendor V-1042'));
    await until(({ conversation }) => conversation.lastSequence >= 12);
    server.cut();
    await until(({ connection }) => connection !== 'online');
    await ended();
    const expected = receiveAll(emptyConversation, server.chat.eventsOf(sessionId));
    expect(client.snapshot().conversation).to.deep.equal(expected);
  });

  it('keeps a message that could not be sent, with the reason, until it is forgotten', async () => {
    const unsendable = message('unsendable');
    await client.send(unsendable);
    expect(client.snapshot().outgoing[0]?.problem?.detail).to.equal('The audit log is unavailable.');
    client.forget(unsendable.clientMessageId);
    expect(client.snapshot().outgoing).to.deep.equal([]);
  });

  it('stops the running turn', async () => {
    await client.send(message('slow please'));
    await until(({ conversation }) => conversation.lastSequence > 3);
    const answer = await client.stop();
    expect(answer).to.deep.include({ ok: true });
    await ended();
    expect(client.snapshot().conversation.turns[0]?.state.kind).to.equal('cancelled');
    expect(await client.stop()).to.equal(undefined);
  });

  it('shows the new version when a decision finds that something moved', async () => {
    await client.send(message('What should we reorder?'));
    await ended();
    const [approval] = Object.values(client.snapshot().conversation.approvals);
    const answer = await client.decide(approval?.id ?? '', { version: 1, decision: 'confirm' });
    expect(answer.ok && answer.value.result).to.equal('moved');
    expect(Object.values(client.snapshot().conversation.approvals)[0]).to.deep.include({ version: 2, status: 'pending' });
  });

  it('says why a session cannot be opened', async () => {
    client.close();
    client = new ConversationClient(socket, crypto.randomUUID());
    client.open();
    await until(({ problem }) => problem !== null);
    expect(client.snapshot().problem?.status).to.equal(404);
  });
});
