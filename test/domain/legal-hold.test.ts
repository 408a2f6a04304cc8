import { expect } from 'chai';
import { heldThings, type StandingHold } from '../../src/domain/legal-hold.ts';

describe('what legal holds name', () => {
  it('is nothing where none stands', () => {
    expect(heldThings([])).to.deep.equal({ users: [], agents: [], documents: [], periods: [] });
  });

  it('is told apart by what it is; a period without an end goes on', () => {
    const holds: readonly StandingHold[] = [
      { id: '1', kind: 'user', target: 'anna' },
      { id: '2', kind: 'agent', target: 'helper' },
      { id: '3', kind: 'document', target: 'C-2' },
      { id: '4', kind: 'user', target: 'boss' },
      { id: '5', kind: 'period', from: '2026-03-01T00:00:00.000Z', to: '2026-03-31T23:59:59.999Z' },
      { id: '6', kind: 'period', from: '2026-06-01T00:00:00.000Z', to: null },
    ];
    expect(heldThings(holds)).to.deep.equal({
      users: ['anna', 'boss'],
      agents: ['helper'],
      documents: ['C-2'],
      periods: [
        { from: '2026-03-01T00:00:00.000Z', to: '2026-03-31T23:59:59.999Z' },
        { from: '2026-06-01T00:00:00.000Z', to: '9999-12-31T23:59:59.999Z' },
      ],
    });
  });
});
