import { expect } from 'chai';
import { holdCovers, type HoldableFacts, type StandingHold } from '../../src/domain/legal-hold.ts';

const facts: HoldableFacts = {
  people: ['anna', 'boss'],
  agentId: 'helper',
  documents: new Set(['C-2', 'id-2']),
  from: '2026-03-01T10:00:00.000Z',
  to: '2026-03-02T10:00:00.000Z',
};
const period = (from: string, to: string): StandingHold => ({ id: 'h', kind: 'period', from, to });

describe('a legal hold', () => {
  const cases: readonly (readonly [string, StandingHold, boolean])[] = [
    ['of a user covers what she asked for', { id: 'h', kind: 'user', target: 'anna' }, true],
    ['of a user covers what she decided on', { id: 'h', kind: 'user', target: 'boss' }, true],
    ['of a user covers nobody else’s', { id: 'h', kind: 'user', target: 'carl' }, false],
    ['of an agent covers what it did', { id: 'h', kind: 'agent', target: 'helper' }, true],
    ['of an agent covers no other’s', { id: 'h', kind: 'agent', target: 'other' }, false],
    ['of a document covers a run that touched it, by number', { id: 'h', kind: 'document', target: 'C-2' }, true],
    ['of a document covers a run that touched it, by id', { id: 'h', kind: 'document', target: 'id-2' }, true],
    ['of a document covers no other run', { id: 'h', kind: 'document', target: 'C-3' }, false],
    ['of a period covers what began before it and went on into it', period('2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z'), true],
    ['of a period covers what was within', period('2026-01-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z'), true],
    ['of a period covers nothing that was over before', period('2026-03-03T00:00:00.000Z', '2026-03-04T00:00:00.000Z'), false],
    ['of a period covers nothing that came after', period('2026-02-01T00:00:00.000Z', '2026-02-02T00:00:00.000Z'), false],
  ];
  for (const [title, hold, covers] of cases)
    it(title, () => {
      expect(holdCovers(hold, facts)).to.equal(covers);
    });
});
