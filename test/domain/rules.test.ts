import { expect } from 'chai';
import fc from 'fast-check';
import { canMove, lifecycleMoves } from '../../src/domain/agent-lifecycle.ts';
import { canBecome, changesBetween, isFinal, outcomeHash, type ProposedOutcome } from '../../src/domain/approval.ts';
import { isWidening, strictestAutonomy } from '../../src/domain/autonomy.ts';
import { addCredits, coversCall, creditsOf, overspentBudget, shareCredits, subtractCredits, usedUpBudget } from '../../src/domain/budget.ts';
import { chainOrigin, linkHash, linksAfter } from '../../src/domain/log-chain.ts';

describe('autonomy', () => {
  it('takes the strictest of several, and none for nothing', () => {
    expect(strictestAutonomy(['execute', 'ask'])).to.equal('ask');
    expect(strictestAutonomy(['execute'])).to.equal('execute');
    expect(strictestAutonomy([])).to.equal('read-only');
  });

  it('knows which change gives more room', () => {
    expect(isWidening('ask', 'execute')).to.equal(true);
    expect(isWidening('ask', 'read-only')).to.equal(false);
  });
});

describe('the lifecycle of an agent', () => {
  it('goes by review to active, and never back from retired', () => {
    expect(canMove('registered', 'in-review')).to.equal(true);
    expect(canMove('registered', 'active')).to.equal(false);
    expect(lifecycleMoves('retired')).to.deep.equal([]);
  });
});

describe('credits', () => {
  it('are 1 for 10,000 input or 5,000 output tokens at Smart, and go with the tier', () => {
    expect(creditsOf({ inputTokens: 10_000, outputTokens: 0 }, 'smart')).to.equal('1.0000');
    expect(creditsOf({ inputTokens: 0, outputTokens: 5_000 }, 'smart')).to.equal('1.0000');
    expect(creditsOf({ inputTokens: 10_000, outputTokens: 5_000 }, 'premium')).to.equal('8.0000');
  });

  it('are shared so that the shares add up to the whole', () => {
    expect(shareCredits('1.0000', 0)).to.deep.equal([]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 40 }), (units, calls) => {
        const credits = addCredits((units / 10_000).toFixed(4));
        expect(addCredits(...shareCredits(credits, calls))).to.equal(credits);
      }),
    );
  });

  it('can be taken off again, exactly', () => {
    expect(subtractCredits('0.3000', '0.1000')).to.equal('0.2000');
  });

  it('cover a call only below the limit', () => {
    expect(coversCall({ limit: null, spent: '999', price: '1' })).to.equal(true);
    expect(coversCall({ limit: '1', spent: '0.9', price: '0.05' })).to.equal(true);
    expect(coversCall({ limit: '1', spent: '0.95', price: '0.05' })).to.equal(false);
  });

  it('of an agent cover a call up to the limit of each budget, and a model call while there is something left', () => {
    const agent = (['day', 'month'] as const).map((period) => ({ period, limit: period === 'day' ? '1' : '9', spent: '0.9' }));
    expect(overspentBudget({ agent }, '0.1')).to.equal(null);
    expect(overspentBudget({ agent }, '0.11')).to.equal(agent[0]);
    expect(usedUpBudget({ agent })).to.equal(null);
    const gone = { period: 'month', limit: '9', spent: '9' } as const;
    expect(usedUpBudget({ agent: [...agent, gone] })).to.equal(gone);
    expect([overspentBudget({}, '5'), usedUpBudget({})]).to.deep.equal([null, null]);
  });
});

describe('an approval', () => {
  const outcome: ProposedOutcome = {
    tool: 'order',
    arguments: { a: 1 },
    draft: { b: 2 },
    sourceRecords: [
      { entitySet: 'vendors', id: '1', etag: 'W/"1"' },
      { entitySet: 'items', id: '2', etag: null },
    ],
    amount: { value: '10.00', currency: 'EUR' },
    agentVersionId: 'v',
    delegationId: 'd',
  };

  it('is for one outcome: any change of it changes the hash, the order of reading does not', () => {
    const hash = outcomeHash(outcome);
    expect(outcomeHash({ ...outcome, sourceRecords: [...outcome.sourceRecords].reverse() })).to.equal(hash);
    const changes: Partial<ProposedOutcome>[] = [
      { tool: 'pay' },
      { arguments: { a: 2 } },
      { draft: { b: 3 } },
      { sourceRecords: [{ entitySet: 'vendors', id: '1', etag: 'W/"2"' }] },
      { amount: null },
      { agentVersionId: 'w' },
      { delegationId: 'e' },
    ];
    expect(new Set([hash, ...changes.map((change) => outcomeHash({ ...outcome, ...change }))]).size).to.equal(changes.length + 1);
  });

  it('is decided once', () => {
    expect(canBecome('pending', 'committing')).to.equal(true);
    expect(canBecome('rejected', 'committing')).to.equal(false);
    expect(isFinal('committed')).to.equal(true);
    expect(isFinal('unknown')).to.equal(false);
  });

  it('shows what differs between two versions, what is gone too', () => {
    const before = [
      { label: 'Price', value: '1' },
      { label: 'Date', value: 'today' },
    ];
    expect(
      changesBetween(before, [
        { label: 'Price', value: '2' },
        { label: 'Note', value: 'new' },
      ]),
    ).to.deep.equal([
      { label: 'Price', was: '1', now: '2' },
      { label: 'Note', was: '', now: 'new' },
      { label: 'Date', was: 'today', now: '' },
    ]);
  });
});

describe('the log chain', () => {
  const record = (id: string) => ({ tenantId: 't', recordType: 'attempt' as const, recordId: id, recordHash: 'h'.repeat(64) });

  it('gives positions without a gap and ties each link to the one before', () => {
    const links = linksAfter({ position: 0, hash: chainOrigin }, [record('a'), record('b')]);
    expect(links.map((one) => one.position)).to.deep.equal([1, 2]);
    expect(links[1]?.previousHash).to.equal(links[0]?.hash);
    expect(links.every((one) => one.hash === linkHash(one))).to.equal(true);
  });

  it('goes on from a head as if it had never stopped', () => {
    const origin = { position: 0, hash: chainOrigin };
    const whole = linksAfter(origin, [record('a'), record('b'), record('c')]);
    const first = linksAfter(origin, [record('a')]);
    expect(linksAfter(first[0]!, [record('b'), record('c')])).to.deep.equal(whole.slice(1));
  });
});
