import { expect } from 'chai';
import type { ApprovalView } from '../../src/contracts/approvals.ts';
import { shownApprovals } from '../../src/web/approvals/shown-approvals.ts';
import { sampleApproval } from './sample-events.ts';

const proposal = (id: string, change: Partial<ApprovalView> = {}): ApprovalView => ({
  ...sampleApproval,
  id,
  requestedAt: `2026-11-03T09:00:0${id}.000Z`,
  ...change,
});
const shown = (waiting: readonly ApprovalView[], decided: readonly ApprovalView[], waitedForYou = true) => {
  const decidedHere = Object.fromEntries(decided.map((approval) => [approval.id, { approval, waitedForYou }]));
  const words = ({ id, status, version }: ApprovalView) => `${id} ${status} ${version}`;
  const { forYou, forOthers } = shownApprovals(waiting, decidedHere);
  return { forYou: forYou.map(words), forOthers: forOthers.map(words) };
};

describe('the proposals that the page shows', () => {
  it('keeps a decided one in its place, before and after the list is read again', () => {
    const rejected = proposal('2', { status: 'rejected', mayDecide: false });
    const expected = { forYou: ['1 pending 1', '2 rejected 1', '3 pending 1'], forOthers: [] };
    expect(shown([proposal('1'), proposal('2'), proposal('3')], [rejected])).to.deep.equal(expected);
    expect(shown([proposal('1'), proposal('3')], [rejected])).to.deep.equal(expected);
  });

  it('sets apart what others decide on, also when it was taken back here', () => {
    const others = proposal('2', { mayDecide: false });
    expect(shown([proposal('1'), others], [])).to.deep.equal({ forYou: ['1 pending 1'], forOthers: ['2 pending 1'] });
    const takenBack = { ...others, status: 'rejected' } as const;
    expect(shown([proposal('1')], [takenBack], false)).to.deep.equal({ forYou: ['1 pending 1'], forOthers: ['2 rejected 1'] });
  });

  it('drops one that was decided elsewhere', () => {
    expect(shown([proposal('3')], []).forYou).to.deep.equal(['3 pending 1']);
  });

  it('takes the newer version of one that waits again', () => {
    expect(shown([proposal('1', { version: 3 })], [proposal('1', { version: 2 })]).forYou).to.deep.equal(['1 pending 3']);
    expect(shown([proposal('1', { version: 1 })], [proposal('1', { version: 2 })]).forYou).to.deep.equal(['1 pending 2']);
  });
});
