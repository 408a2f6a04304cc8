import { expect } from 'chai';
import fc from 'fast-check';
import type { PanelEvent, PanelEventData } from '../../src/contracts/panel-events.ts';
import { emptyConversation, hasGap, hasGoneOn, receive, receiveAll, runningTurn } from '../../src/web/panel/conversation.ts';
import { sampleApproval, sampleConversation } from './sample-events.ts';

const numbered = (data: PanelEventData[]): PanelEvent[] =>
  data.map((entry, index) => ({ sessionId: 's', sequence: index + 1, at: '2026-11-03T09:00:00.000Z', data: entry }));

const events = numbered(sampleConversation);

describe('a conversation made from panel events', () => {
  it('shows answer, tool calls and proposals of a turn in the order they appeared', () => {
    const { turns, approvals, lastSequence } = receiveAll(emptyConversation, events);
    expect(lastSequence).to.equal(events.length);
    expect(turns.map((turn) => turn.cause)).to.deep.equal(['message', 'decision']);
    expect(turns[0]?.items.map((item) => item.kind)).to.deep.equal(['answer', 'tool', 'tool', 'approval', 'answer']);
    expect(turns[0]?.state).to.deep.equal({ kind: 'waiting', approvals: [sampleApproval.id] });
    expect(turns[1]?.state.kind).to.equal('completed');
    expect(approvals[sampleApproval.id]?.status).to.equal('committed');
  });

  it('joins the pieces of an answer and takes the complete text as the last word', () => {
    const half = receiveAll(emptyConversation, events.slice(0, 3));
    expect(half.turns[0]?.items[0]).to.deep.include({ kind: 'answer', text: 'Let me look', isComplete: false });
    const whole = receiveAll(half, events.slice(3, 4));
    expect(whole.turns[0]?.items[0]).to.deep.include({ text: 'Let me look.', isComplete: true });
  });

  it('knows what follows a decision within the same turn, and that the turn works again then', () => {
    const waiting = receiveAll(emptyConversation, events.slice(0, 12));
    expect(waiting.turns.map(hasGoneOn)).to.deep.equal([false]);
    const [more] = numbered([{ type: 'answer.delta', turnId: 't1', messageId: 'x9', text: 'Done' }]);
    const working = receive(waiting, { ...(more as PanelEvent), sequence: waiting.lastSequence + 1 });
    expect(working.turns.map(hasGoneOn)).to.deep.equal([true]);
    expect(runningTurn(working)?.id).to.equal('t1');
  });

  it('ends in the same state whatever the order of arrival and however often an event comes', () => {
    const expected = receiveAll(emptyConversation, events);
    const anyArrival = fc
      .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.array(fc.constantFrom(...events)))
      .chain(([all, repeats]) => fc.shuffledSubarray([...all, ...repeats], { minLength: all.length + repeats.length }));
    fc.assert(
      fc.property(anyArrival, (arrival) => {
        expect(receiveAll(emptyConversation, arrival)).to.deep.equal(expected);
      }),
    );
  });

  it('drops an event it has seen, without even making a new state', () => {
    const all = receiveAll(emptyConversation, events);
    for (const event of events) expect(receive(all, event)).to.equal(all);
  });

  it('keeps an event that came too early, says that something is missing, and applies it when the gap is closed', () => {
    const [first, second, third] = events as [PanelEvent, PanelEvent, PanelEvent];
    const withGap = receiveAll(emptyConversation, [first, third]);
    expect(hasGap(withGap)).to.equal(true);
    expect(withGap.lastSequence).to.equal(1);
    const closed = receive(withGap, second);
    expect(hasGap(closed)).to.equal(false);
    expect(closed.lastSequence).to.equal(3);
  });

  it('resumes from any point to the same state as a replay from the beginning', () => {
    const expected = receiveAll(emptyConversation, events);
    for (let cut = 0; cut <= events.length; cut += 1) {
      const resumed = receiveAll(receiveAll(emptyConversation, events.slice(0, cut)), events);
      expect(resumed).to.deep.equal(expected);
    }
  });

  it('takes a new version of a proposal in the place of the old one', () => {
    const moved = { ...sampleApproval, version: 2, changedSince: [{ label: 'Unit cost', was: '4.10', now: '4.45' }] };
    const state = receiveAll(
      emptyConversation,
      numbered([...sampleConversation.slice(0, 11), { type: 'approval.changed', turnId: 't1', approval: moved }]),
    );
    expect(state.approvals[sampleApproval.id]?.version).to.equal(2);
    expect(state.turns[0]?.items.filter((item) => item.kind === 'approval')).to.have.length(1);
  });

  it('knows the running turn, and none when it has ended', () => {
    expect(runningTurn(receiveAll(emptyConversation, events.slice(0, 3)))?.id).to.equal('t1');
    expect(runningTurn(receiveAll(emptyConversation, events))).to.equal(undefined);
  });
});
