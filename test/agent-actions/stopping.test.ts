import { expect } from 'chai';
import type { PortFactory } from '../../src/features/gateway/index.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { ToyErp } from '../support/toy-tools.ts';
import { ActingAgent, delegateIn } from './acting-agent.ts';

describe('an action of an external agent that is stopped', () => {
  const erp = new ToyErp();
  let world: ChatWorld;
  let stop = new AbortController();
  /** An ERP that answers when the call is given up, as a slow one does. */
  const ports: PortFactory = {
    ...erp.ports,
    reader: ({ signal }) => ({
      ...erp.reader,
      list: async (...asked: Parameters<typeof erp.reader.list>) => {
        const answer = await erp.reader.list(...asked);
        signal.throwIfAborted();
        return answer;
      },
    }),
  };
  before(async () => (world = await ChatWorld.open({ script: () => Promise.reject(new Error('no model is asked')), ports, tools: erp.tools() })));
  after(() => world.close());
  beforeEach(() => {
    stop = new AbortController();
    erp.onRead = () => undefined;
  });

  /** Asks for an action under a delegation that the seeded person gave. */
  const act = async (action: string, args: object) => new ActingAgent(world, await delegateIn(world)).act(action, args, { signal: stop.signal });
  const outcomes = async (toolCallId: string): Promise<string[]> => {
    const rows = await world.sql<{ outcome: string }>(
      'SELECT o.outcome FROM SmartAgentToolCallOutcome o JOIN SmartAgentToolCallLog l ON l.id = o.attemptId WHERE l.toolCallId = ? ORDER BY o.finishedAt',
      [toolCallId],
    );
    return rows.map(({ outcome }) => outcome);
  };

  it('ends a read as cancelled, with its row', async () => {
    erp.onRead = () => stop.abort();
    const answer = await act('look', {});
    expect(answer).to.include({ result: 'failed', outcome: 'cancelled' });
    expect(await outcomes(answer.toolCallId)).to.deep.equal(['cancelled']);
  });

  it('is proposed to nobody when it is stopped while a change is prepared', async () => {
    erp.onRead = () => stop.abort();
    const answer = await act('order', { vendor: 'V-1', quantity: 1 });
    expect(answer).to.include({ result: 'failed', outcome: 'cancelled' });
    expect(await world.sql('SELECT id FROM SmartAgentApproval WHERE toolCallId = ?', [answer.toolCallId])).to.deep.equal([]);
  });

  it('runs to its end where nobody stops it', async () => {
    const answer = await act('look', {});
    expect(answer).to.include({ result: 'done', line: '1 vendors' });
    expect(await outcomes(answer.toolCallId)).to.deep.equal(['ok']);
  });
});
