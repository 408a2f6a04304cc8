import { expect } from 'chai';
import fc from 'fast-check';
import { erpApprovalLine, erpApprovalState, hasLapsed, nextLookAt } from '../../src/domain/erp-approval.ts';
import { outsideRunStatus } from '../../src/domain/outside-run.ts';

const stateOf = (statuses: readonly string[], hasDocument = true): string =>
  erpApprovalState({ parts: statuses.map((status) => ({ status })), hasDocument });

describe('a request in the ERP’s own approval', () => {
  const cases: readonly [string, string, string][] = [
    ['waits while an approver has still to decide', stateOf(['Approved', 'Open', 'Created']), 'waiting'],
    ['is approved when every approver has', stateOf(['Approved', 'Approved']), 'approved'],
    ['stays approved when its document was posted', stateOf(['Approved'], false), 'approved'],
    ['is rejected as a whole by one of them', stateOf(['Approved', 'Rejected', 'Created']), 'rejected'],
    ['is cancelled as a whole', stateOf(['Canceled', 'Canceled']), 'cancelled'],
    ['waits where the ERP does not show it yet', stateOf([]), 'waiting'],
    ['is gone with its document where nobody had decided', stateOf(['Open'], false), 'gone'],
  ];
  for (const [title, is, should] of cases) it(title, () => expect(is).to.equal(should));

  it('is never approved while somebody has still to decide', () => {
    const statuses = fc.array(fc.constantFrom('Approved', 'Open', 'Created'));
    fc.assert(
      fc.property(statuses, fc.boolean(), (parts, hasDocument) => {
        if (stateOf(parts, hasDocument) === 'approved') expect(new Set(parts)).to.deep.equal(new Set(['Approved']));
      }),
    );
  });

  it('is looked at ever more seldom, a quarter of an hour apart at most, and no more after 90 days', () => {
    const now = new Date('2026-03-02T08:00:00.000Z');
    const pause = (looks: number): number => (Date.parse(nextLookAt(looks, now)) - now.getTime()) / 1000;
    expect([0, 1, 2, 5, 6, 500].map(pause)).to.deep.equal([15, 30, 60, 480, 900, 900]);
    expect(hasLapsed('2025-12-02T08:00:00.001Z', now)).to.equal(false);
    expect(hasLapsed('2025-12-02T08:00:00.000Z', now)).to.equal(true);
  });

  it('is told of in a sentence, with who decided where that is known', () => {
    expect(erpApprovalLine('Purchase order PO-1', 'approved', 'Marta Lindqvist')).to.equal(
      'Purchase order PO-1 was approved in the ERP by Marta Lindqvist.',
    );
    expect(erpApprovalLine('Purchase order PO-1', 'cancelled', null)).to.equal('Purchase order PO-1 was cancelled in the ERP.');
    expect(erpApprovalLine('Purchase order PO-1', 'gone', null)).to.contain('is not there any more');
    expect(erpApprovalLine('Purchase order PO-1', 'lapsed', null)).to.contain('is followed no more');
  });

  it('keeps the run of an external agent waiting', () => {
    expect(outsideRunStatus({ isAnswered: [true], proposals: ['committed'], inErp: ['approved', 'waiting'] })).to.equal('waiting');
  });
});
