import { expect } from 'chai';
import type { ErasureView } from '../../src/contracts/erasures.ts';
import { erasureWords, heldWords, holdOf, newHold, remainingWords } from '../../src/web/admin/hold-words.ts';

const erasure: ErasureView = {
  ...{
    id: 'x',
    person: 'Clara Reyes',
    state: 'requested',
    reason: 'r',
    requestedAt: '2026-03-01T08:00:00.000Z',
    requestedBy: 'Adele',
    waiting: null,
  },
  ...{ deferredBy: [], stepsDone: 2, steps: 8, counts: { A: 1, B: 1_200 }, remaining: null, startedAt: null, endedAt: null, problem: null },
};

describe('what the pages say of holds and erasures', () => {
  it('says what a hold keeps', () => {
    const period = { kind: 'period', target: null, from: '2026-03-01T00:00:00.000Z' } as const;
    const words = [
      heldWords({ kind: 'user', target: 'Clara Reyes', from: null, to: null }),
      heldWords({ kind: 'agent', target: 'Helper', from: null, to: null }),
      heldWords({ kind: 'document', target: 'PI-1', from: null, to: null }),
      heldWords({ ...period, to: null }),
    ];
    expect(words.slice(0, 3)).to.deep.equal(['What Clara Reyes asked for or decided', 'Runs of the agent Helper', 'Runs that touched PI-1']);
    expect(words[3]).to.match(/^Everything from .*1.* on$/);
    expect(heldWords({ ...period, to: '2026-03-31T23:59:59.999Z' })).to.match(/ to .*31/);
  });

  it('asks for a hold once all of it is said; days are whole days of UTC', () => {
    const reason = 'Case 17';
    expect(holdOf({ ...newHold, person: 'oid' })).to.equal(null);
    expect(holdOf({ ...newHold, reason })).to.equal(null);
    expect(holdOf({ ...newHold, person: 'oid', reason })).to.deep.equal({ kind: 'user', personOid: 'oid', reason });
    expect(holdOf({ ...newHold, kind: 'document', document: ' PI-1 ', reason })).to.deep.equal({ kind: 'document', document: 'PI-1', reason });
    const march = { ...newHold, kind: 'period', firstDay: '2026-03-01', reason } as const;
    expect(holdOf(march)).to.deep.equal({ kind: 'period', from: '2026-03-01T00:00:00.000Z', to: null, reason });
    expect(holdOf({ ...march, lastDay: '2026-03-31' })).to.include({ to: '2026-03-31T23:59:59.999Z' });
  });

  it('says where an erasure is, and what is left', () => {
    const deferredBy = [{ id: 'h', kind: 'document', target: 'PI-1', reason: 'Case 17' }];
    expect(erasureWords({ ...erasure, state: 'deferred', deferredBy })).to.match(/^Deferred by 1 legal hold: A document \(PI-1\): Case 17\./);
    expect(erasureWords({ ...erasure, state: 'running' })).to.equal('Step 3 of 8.');
    expect(erasureWords({ ...erasure, state: 'done', endedAt: '2026-03-01T09:00:00.000Z' }).replaceAll(/\D/g, '')).to.match(/1201$/);
    expect(remainingWords(erasure)).to.equal(null);
    expect(remainingWords({ ...erasure, remaining: { SmartAgentToolCallLog: 2 } })).to.match(/SmartAgentToolCallLog \(2\)/);
  });
});
