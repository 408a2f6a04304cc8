import { expect } from 'chai';
import { isNodeOverdue, nodeBeatMillis, nodeGoneMillis, workOwner } from '../../src/domain/node.ts';

const seenAt = new Date('2026-03-02T09:00:00.000Z');
const after = (millis: number): Date => new Date(seenAt.getTime() + millis);

describe('a node', () => {
  it('is gone when it was not seen for longer than it may be silent, and not before', () => {
    expect([0, nodeGoneMillis, nodeGoneMillis + 1].map((millis) => isNodeOverdue(seenAt, after(millis)))).to.deep.equal([false, false, true]);
  });

  it('whose clock is ahead is not gone', () => {
    expect(isNodeOverdue(seenAt, after(-60_000))).to.equal(false);
  });

  it('may miss several of its beats', () => {
    expect(nodeGoneMillis / nodeBeatMillis).to.be.at.least(4);
  });

  for (const [nodeId, owner] of [
    [null, 'none'],
    ['me', 'own'],
    ['living', 'other'],
    ['dead', 'gone'],
  ] as const) {
    it(`sees what bears ${nodeId === null ? 'no id' : `the id of ${nodeId}`} as ${owner}`, () => {
      expect(workOwner({ nodeId, own: 'me', others: new Set(['living']) })).to.equal(owner);
    });
  }
});
