import { expect } from 'chai';
import type { RequiredApprover } from '../../src/domain/approval-rule.ts';
import { closingObstacle, type Standing } from '../../src/domain/deciding.ts';

const person: Standing = { subjectId: 'ben', mayApprove: true, isRequester: false, isResponsible: false };
const responsible: RequiredApprover = { kind: 'responsible' };
const second: RequiredApprover = { kind: 'second-person', people: [] };
const requester = { ...person, isRequester: true };

describe('ending a proposal without carrying it out', () => {
  const cases: readonly [string, 'reject' | 'withdraw', RequiredApprover, Standing, string | null][] = [
    ['is the rejection of the one who is asked', 'reject', second, person, null],
    ['is the rejection of the responsible user where she decides', 'reject', responsible, { ...person, isResponsible: true }, null],
    ['is no rejection by the one who asked, where a second person decides', 'reject', second, requester, 'Withdraw it instead.'],
    ['is not for anybody else to reject', 'reject', second, { ...person, mayApprove: false }, 'Leave it to those who are.'],
    ['is the withdrawal of the one who asked', 'withdraw', second, requester, null],
    ['is the withdrawal of the one who answers for it', 'withdraw', second, { ...person, isResponsible: true }, null],
    ['is not for an approver to withdraw', 'withdraw', second, person, 'Reject it instead.'],
  ];
  for (const [title, decision, required, who, remedy] of cases) {
    it(title, () => expect(closingObstacle(decision, required, who)?.remedy ?? null).to.equal(remedy));
  }
});
