import { expect } from 'chai';
import fc from 'fast-check';
import { newTurn, nextStep, type TurnEvent, type TurnState } from '../../src/domain/turn.ts';

const failure = { code: 'model_error' as const, message: 'm', remedy: 'r' };
const answered = (...callIds: string[]): TurnEvent => ({ kind: 'model-answered', hasText: callIds.length === 0, callIds });
const after = (events: readonly TurnEvent[], from: TurnState = newTurn(3)) =>
  events.reduce((move, event) => nextStep(move.state, event), { state: from, step: { kind: 'call-model' } });

describe('the turn machine', () => {
  it('completes when the model answers without calls', () => {
    expect(after([answered()])).to.deep.include({ step: { kind: 'complete' } });
  });

  it('fails on an empty answer', () => {
    expect(after([{ kind: 'model-answered', hasText: false, callIds: [] }]).step).to.deep.include({ kind: 'fail' });
  });

  it('runs the calls, waits for each, then asks the model again', () => {
    expect(after([answered('a', 'b')]).step).to.deep.equal({ kind: 'run-tools', callIds: ['a', 'b'] });
    expect(after([answered('a', 'b'), { kind: 'call-settled', callId: 'a' }]).step).to.deep.equal({ kind: 'await-calls' });
    expect(after([answered('a', 'b'), { kind: 'call-settled', callId: 'a' }, { kind: 'call-settled', callId: 'b' }]).step).to.deep.equal({
      kind: 'call-model',
    });
  });

  it('waits for every proposal, whatever became of its siblings', () => {
    const proposed: TurnEvent[] = [
      answered('a', 'b'),
      { kind: 'call-proposed', callId: 'a', approvalId: 'A' },
      { kind: 'call-proposed', callId: 'b', approvalId: 'B' },
    ];
    expect(after(proposed).step).to.deep.equal({ kind: 'wait', approvalIds: ['A', 'B'] });
    expect(after([...proposed, { kind: 'approval-settled', approvalId: 'A' }]).step).to.deep.equal({ kind: 'wait', approvalIds: ['B'] });
    expect(after([...proposed, { kind: 'approval-settled', approvalId: 'A' }, { kind: 'approval-settled', approvalId: 'B' }]).step).to.deep.equal({
      kind: 'call-model',
    });
  });

  it('lets the first calls over the limit through to be refused, then ends the turn', () => {
    const settle = (id: string): TurnEvent => ({ kind: 'call-settled', callId: id });
    const over = after([answered('a', 'b', 'c', 'd'), ...['a', 'b', 'c', 'd'].map(settle)]);
    expect(over.step).to.deep.equal({ kind: 'call-model' });
    const again = nextStep(over.state, answered('e'));
    expect(again.step, 'these are refused as well, each with its row').to.deep.equal({ kind: 'run-tools', callIds: ['e'] });
    expect(nextStep(again.state, settle('e')).step).to.deep.include({ kind: 'fail' });
  });

  it('ends when the model fails, when it is cancelled, and when a new message takes over', () => {
    expect(after([{ kind: 'model-failed', failure }]).step).to.deep.equal({ kind: 'fail', failure });
    expect(after([answered('a'), { kind: 'cancelled' }]).state.phase).to.equal('cancelled');
    expect(after([answered('a'), { kind: 'call-proposed', callId: 'a', approvalId: 'A' }, { kind: 'detached' }]).state.phase).to.equal('completed');
  });

  it('does nothing more once it is over, whatever comes late', () => {
    const events = fc.constantFrom<TurnEvent>(
      answered('x'),
      { kind: 'call-settled', callId: 'a' },
      { kind: 'cancelled' },
      { kind: 'model-failed', failure },
    );
    for (const end of [[answered()], [{ kind: 'cancelled' as const }], [{ kind: 'model-failed' as const, failure }]]) {
      const { state } = after(end);
      fc.assert(
        fc.property(fc.array(events), (late) => {
          expect(after(late, state).state).to.deep.equal(state);
        }),
      );
    }
  });
});
