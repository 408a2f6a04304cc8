import { expect } from 'chai';
import fc from 'fast-check';
import { followedTop, readingAt, readingOnNewPart, topFor, type ReadingView } from '../../src/web/panel/follow.ts';

const view = (change: Partial<ReadingView>): ReadingView => ({ top: 0, height: 600, contentHeight: 600, newestTop: 20, ...change });

describe('where the conversation stands while it grows', () => {
  it('follows the end as long as the question is in view, then stays at the question', () => {
    expect(followedTop(view({ contentHeight: 500 }))).to.equal(0);
    expect(followedTop(view({ contentHeight: 900, newestTop: 700 }))).to.equal(300);
    expect(followedTop(view({ contentHeight: 2000, newestTop: 700 }))).to.equal(688);
  });

  it('never hides the beginning of the newest part from a reader who follows', () => {
    const views = fc.record({
      top: fc.nat(5000),
      height: fc.integer({ min: 100, max: 1000 }),
      contentHeight: fc.nat(9000),
      newestTop: fc.nat(9000),
    });
    fc.assert(fc.property(views, (one) => followedTop(one) <= one.newestTop));
  });

  it('takes a scroll to the very end of a long answer as the wish to stay at its end', () => {
    expect(readingAt(view({ contentHeight: 2000, newestTop: 700, top: 1400 }))).to.equal('end');
    expect(topFor('end', view({ contentHeight: 2600, newestTop: 700, top: 1400 }))).to.equal(2000);
  });

  it('leaves whoever reads elsewhere alone, also a little below the beginning', () => {
    for (const top of [0, 640, 730, 1000]) expect(readingAt(view({ contentHeight: 2000, newestTop: 700, top }))).to.equal('elsewhere');
    expect(topFor('elsewhere', view({ contentHeight: 2000 }))).to.equal(undefined);
  });

  it('goes on following after a small movement while everything still fits', () => {
    expect(readingAt(view({ contentHeight: 900, newestTop: 500, top: 260 }))).to.equal('newest');
  });

  it('shows a new question always, and what follows a decision only to a reader at the end', () => {
    expect(readingOnNewPart('message', false)).to.equal('newest');
    expect(readingOnNewPart('decision', false)).to.equal('elsewhere');
    expect(readingOnNewPart('decision', true)).to.equal('newest');
  });
});
