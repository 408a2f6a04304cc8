import { expect } from 'chai';
import { lifecycleMoves, lifecycles } from '../../src/domain/agent-lifecycle.ts';
import { lifecycleWords } from '../../src/web/admin/lifecycle.ts';
import { askedByWords, choicesOf, waitingSentence, waitsForWords, type Asking } from '../../src/web/approvals/asking-words.ts';
import { delegationOf, endOfDay, newDelegation, newLimit } from '../../src/web/delegations/delegation-draft.ts';
import { companiesWords, giverWords, limitsWords, needsSignInWords, signInWords, usedShare } from '../../src/web/delegations/delegation-words.ts';
import { draftOf, newRule, ruleOf } from '../../src/web/rules/rule-draft.ts';
import { besideFields, problemAt } from '../../src/web/shared/field-problems.ts';
import { erpProblem } from '../../src/web/api/erp.ts';
import { agentWords, layerWords } from '../../src/web/log/log-words.ts';
import { resultNow } from '../../src/web/panel/result-now.ts';
import { spokenState } from '../../src/web/panel/spoken-state.ts';
import { emptyConversation, receiveAll } from '../../src/web/panel/conversation.ts';
import { ago, amount, credits, date, duration, noValue, timeLeft } from '../../src/web/shared/format.ts';
import { rightsOf, startPage } from '../../src/web/shell/rights.ts';
import { sampleConversation } from './sample-events.ts';

const now = new Date('2026-11-03T09:00:00Z');

describe('what the pages say', () => {
  it('writes amounts of any length exactly', () => {
    expect(amount('12345678901234567890.10').replaceAll(/\D/g, '')).to.equal('1234567890123456789010');
    expect(amount(null)).to.equal(noValue);
    expect(amount('')).to.equal(noValue);
  });

  it('takes the empty date of Business Central for no date', () => {
    expect(date('0001-01-01')).to.equal(noValue);
    expect(date('2026-10-31')).to.contain('31');
  });

  it('writes how long something took with one unit that fits', () => {
    const cases = [null, 850, 42_400, 12 * 60_000, 3.5 * 3_600_000, 49 * 3_600_000].map(duration);
    expect(cases).to.deep.equal([noValue, '850 ms', '42 s', '12 min', '3.5 h', '2 days']);
  });

  it('writes credits without trailing zeros', () => {
    expect(credits('1.8400')).to.equal('1.84 credits');
    expect(credits('1.0000')).to.equal('1 credit');
    expect(credits('10')).to.equal('10 credits');
  });

  it('names the agent of a call with its version, and the rule only where it was refused', () => {
    expect(agentWords({ agentName: 'Planner', agentVersion: 3 })).to.equal('Planner, version 3');
    const refused = { layer: 'tool-scoping', rule: 'tool-not-linked', decision: 'refuse' } as const;
    expect(layerWords(refused)).to.equal('Tool scoping: tool not linked');
    expect(layerWords({ ...refused, decision: 'run' })).to.equal('Tool scoping');
    expect(layerWords({ layer: 'erp', rule: 'erp-denied', decision: 'refuse' })).to.equal('ERP: ERP denied');
  });

  it('says how long something is still open, and how long ago it was', () => {
    expect(timeLeft('2026-11-03T09:00:40Z', now)).to.equal('in 40 s');
    expect(timeLeft('2026-11-03T08:59:00Z', now)).to.equal('now');
    expect(timeLeft('2026-11-05T10:00:00Z', now)).to.equal('in 2 days');
    expect(ago('2026-11-03T08:55:00Z', now)).to.equal('5 min ago');
  });

  it('knows a denial by its status or its words, and leaves the correlation id out', () => {
    const body = {
      error: {
        code: 'Internal_ServerError',
        message: 'Sorry, the current permissions prevented the action. (TableData 23 Vendor Read: Base Application) CorrelationId:  5f0c.',
      },
    };
    expect(erpProblem(403, body)).to.deep.include({
      code: 'erp_denied',
      detail: 'Sorry, the current permissions prevented the action. (TableData 23 Vendor Read: Base Application)',
    });
    expect(erpProblem(400, body).code).to.equal('erp_denied');
    expect(erpProblem(404, { error: { code: 'BadRequest_ResourceNotFound', message: 'Gone.' } })).to.deep.include({
      code: 'BadRequest_ResourceNotFound',
      title: 'Not found',
    });
    expect(erpProblem(502, undefined).code).to.equal('erp_error');
  });

  it('lets a tool call that waited follow its proposal, and no other', () => {
    expect(resultNow('awaiting_approval', 'committed')).to.equal('committed');
    expect(resultNow('awaiting_approval', 'expired')).to.equal('expired');
    expect(resultNow('awaiting_approval', undefined)).to.equal('awaiting_approval');
    expect(resultNow('denied', 'committed')).to.equal('denied');
  });

  it('speaks a finished answer and what waits, never the pieces of one', () => {
    const at = (count: number) =>
      receiveAll(
        emptyConversation,
        sampleConversation.slice(0, count).map((data, index) => ({ sessionId: 's', sequence: index + 1, at: now.toISOString(), data })),
      );
    expect(spokenState(at(3))).to.equal('The agent is working.');
    expect(spokenState(at(11))).to.equal('The draft waits for your Confirm. Waits for your Confirm: Email to Hollin Garden Centre.');
    expect(spokenState(at(15))).to.equal('Done: it is in your outbox.');
  });

  it('never asks for the Confirm of somebody who cannot give it', () => {
    const others = sampleConversation
      .slice(0, 11)
      .map((data) => (data.type === 'approval.requested' ? { ...data, approval: { ...data.approval, mayDecide: false } } : data))
      .map((data, index) => ({ sessionId: 's', sequence: index + 1, at: now.toISOString(), data }));
    expect(spokenState(receiveAll(emptyConversation, others))).to.match(/Waits for somebody else: Email to Hollin Garden Centre\.$/);
  });
});

describe('who asked for a proposal, and who decides', () => {
  const asking = (approver: Asking['approver'], mayDecide: boolean, requestedBy = 'Clara Reyes'): Asking => ({
    ...{ requestedBy, approver, mayDecide, mayWithdraw: requestedBy === 'Clara Reyes' },
  });
  const own = asking({ kind: 'responsible', people: ['Clara Reyes'] }, true);
  const named = asking({ kind: 'second-person', people: ['Marta Lindqvist'] }, false);
  const anyone = asking({ kind: 'second-person', people: [] }, false);
  const cases: readonly (readonly [string, Asking, string, string, string, readonly string[]])[] = [
    ['her own', own, 'Clara Reyes', 'Waits for you', 'Asked for by you, decided by you', ['confirm', 'reject', 'withdraw']],
    [
      'her own, which Marta decides on',
      named,
      'Clara Reyes',
      'Waits for others',
      'Asked for by you, decided by a second person: Marta Lindqvist',
      ['withdraw'],
    ],
    [
      'her own, which any approver decides on',
      anyone,
      'Clara Reyes',
      'Waits for others',
      'Asked for by you, decided by a second person: anyone who may approve',
      ['withdraw'],
    ],
    [
      'Clara’s, to the one who decides',
      { ...named, mayDecide: true, mayWithdraw: false },
      'Marta Lindqvist',
      'Waits for you',
      'Asked for by Clara Reyes, decided by a second person: you',
      ['confirm', 'reject'],
    ],
    [
      'Clara’s, to the one who answers for it',
      named,
      'Ben Okafor',
      'Waits for others',
      'Asked for by Clara Reyes, decided by a second person: Marta Lindqvist',
      ['withdraw'],
    ],
  ];
  for (const [whose, approval, viewer, tag, line, choice] of cases) {
    it(`is said of ${whose}`, () => {
      expect([waitsForWords(approval), askedByWords(approval, viewer), choicesOf(approval)]).to.deep.equal([tag, line, choice]);
    });
  }

  it('names everyone who may decide', () => {
    const many = asking({ kind: 'second-person', people: ['Marta Lindqvist', 'Ines Moreau', 'Tom Fielding'] }, false);
    expect(waitingSentence(many, 'Clara Reyes')).to.equal('Waits for a second person: Marta Lindqvist, Ines Moreau or Tom Fielding');
    expect(waitingSentence(asking({ kind: 'responsible', people: ['Ben Okafor'] }, false), 'Clara Reyes')).to.equal('Waits for Ben Okafor');
  });
});

describe('a delegation, in words and as it is sent', () => {
  const limit = {
    actions: ['*'],
    currency: 'EUR',
    perAction: '5000.00',
    cumulative: { amount: '20000.00', period: 'month' as const, used: '12400.00' },
  };

  it('says how much of its limits is used', () => {
    expect(limitsWords({ limits: [limit] })).to.equal('12,400.00 of 20,000.00 EUR used this month');
    expect(limitsWords({ limits: [{ ...limit, cumulative: null }] })).to.equal('At most 5,000.00 EUR each change');
    expect(limitsWords({ limits: [] })).to.equal('No limit');
    expect([usedShare(limit), usedShare({ ...limit, cumulative: { ...limit.cumulative, used: '30000' } })]).to.deep.equal([0.62, 1]);
  });

  it('says under which sign-in an agent acts, how long, and what it means that it needs one', () => {
    const delegator = { oid: 'b', name: 'Ben Okafor' };
    const one = { state: 'active', signIn: 'session', isYours: true, delegator, validTo: '2026-12-01T12:00:00Z' } as const;
    expect(signInWords(one)).to.equal('It acts under your sign-in for as long as that lasts; when you sign out, it waits.');
    expect(signInWords({ ...one, isYours: false }))
      .to.contain('under Ben Okafor’s sign-in')
      .and.to.contain('when Ben Okafor signs out');
    expect(signInWords({ ...one, signIn: 'grant' }))
      .to.contain('signed in or not')
      .and.to.contain('2026');
    expect(signInWords({ ...one, signIn: 'service' })).to.contain('the own account of Ben Okafor');
    expect(signInWords({ ...one, signIn: 'none' })).to.contain('no sign-in of yours');
    expect(needsSignInWords(one)).to.equal(null);
    const needs = { ...one, state: 'needs-sign-in', signIn: 'none' } as const;
    expect(needsSignInWords(needs)).to.contain('Nothing is lost').and.to.contain('Sign in for it again, or give a grant that lasts.');
    expect(needsSignInWords({ ...needs, isYours: false })).to.contain('Ben Okafor has to sign in for it again.');
    expect(needsSignInWords({ ...needs, signIn: 'grant' })).to.contain('takes the grant no more');
    expect(needsSignInWords({ ...needs, signIn: 'service' })).to.contain('its secret under Services');
  });

  it('says who gave a delegation, a service as one', () => {
    const one = { delegator: { oid: 'b', name: 'Ben Okafor' }, delegatorKind: 'person', isYours: true } as const;
    expect([giverWords(one), giverWords({ ...one, isYours: false }), giverWords({ ...one, delegatorKind: 'service' })]).to.deep.equal([
      ...['You', 'Ben Okafor', 'Ben Okafor, a service'],
    ]);
  });

  it('names companies, and counts those that the viewer does not see', () => {
    const known = [{ id: 'a', name: 'Alder' }];
    expect(companiesWords(['a', 'x', 'y'], known)).to.equal('Alder, 2 companies you do not see');
  });

  it('is sent only when everything it needs is said, with empty bounds as none', () => {
    const draft = { ...newDelegation(now, 'company'), agentId: 'agent', workflow: ' Renewals ', actions: ['renew'], reason: 'Away' };
    expect(delegationOf({ ...draft, reason: ' ' })).to.equal(undefined);
    expect(delegationOf({ ...draft, limits: [newLimit] }), 'a limit without an amount').to.equal(undefined);
    expect(delegationOf({ ...draft, lastDay: 'never' })).to.equal(undefined);
    const sent = delegationOf({
      ...draft,
      limits: [{ ...newLimit, perAction: '10' }],
      rules: [newRule],
      filters: [{ entitySet: 'vendors', filter: "number eq 'V-1'" }],
    });
    expect(sent).to.deep.equal({
      ...{ agentId: 'agent', workflow: 'Renewals', reason: 'Away', whileAway: true, actions: ['renew'], companies: ['company'], revokers: [] },
      validTo: endOfDay(draft.lastDay),
      limits: [{ actions: ['*'], currency: 'EUR', perAction: '10', cumulative: null }],
      approvalRules: [
        {
          ...{ name: 'Large amounts', actions: ['*'] },
          when: { kind: 'amount-above', amount: '5000', currency: 'EUR' },
          approver: { kind: 'second-person', people: [] },
        },
      ],
      recordFilters: { vendors: "number eq 'V-1'" },
    });
  });

  it('keeps a rule as it is when it is opened and sent again', () => {
    const rules = [
      { name: 'One', actions: ['a'], when: { kind: 'always' as const }, approver: { kind: 'responsible' as const } },
      {
        ...{ name: 'Two', actions: ['*'], when: { kind: 'condition' as const, condition: 'Restricted' } },
        approver: { kind: 'second-person' as const, people: ['oid'] },
      },
    ];
    const shown = rules.map((rule) => ({
      ...rule,
      approver: rule.approver.kind === 'responsible' ? rule.approver : { kind: rule.approver.kind, people: [{ oid: 'oid', name: 'Marta' }] },
    }));
    expect(shown.map(draftOf).map(ruleOf)).to.deep.equal(rules);
  });

  it('has what is wrong beside its field, and only the rest in the notice', () => {
    const fields = [
      { field: 'limits[1].currency', message: 'Three letters.' },
      { field: 'elsewhere', message: 'Odd.' },
    ];
    const problem = { type: 'about:blank', title: 'Unprocessable', status: 422, detail: 'Three letters.', code: 'unprocessable', fields };
    expect(problemAt(problem, 'limits[1]')).to.equal('Three letters.');
    expect([problemAt(problem, 'limits[0]'), problemAt(problem, 'limit')]).to.deep.equal([undefined, undefined]);
    expect(besideFields(problem, ['limits']).fields).to.deep.equal([{ field: 'elsewhere', message: 'Odd.' }]);
    expect(besideFields(problem, ['reason'])).to.equal(problem);
  });
});

describe('what a person may see', () => {
  const cases: readonly (readonly [string[], ReturnType<typeof rightsOf>, string])[] = [
    [
      [],
      {
        mayChat: false,
        mayApprove: false,
        maySeeUnsettled: false,
        mayAdminister: false,
        mayReadLog: false,
        mayOversee: false,
        mayDelegateAsService: false,
        mayDelegate: false,
        maySeeDelegations: false,
      },
      '/',
    ],
    [
      ['SUPER'],
      {
        mayChat: false,
        mayApprove: false,
        maySeeUnsettled: false,
        mayAdminister: false,
        mayReadLog: false,
        mayOversee: false,
        mayDelegateAsService: false,
        mayDelegate: false,
        maySeeDelegations: false,
      },
      '/',
    ],
    [
      ['SMART AGENTS USER'],
      {
        mayChat: true,
        mayApprove: true,
        maySeeUnsettled: true,
        mayAdminister: false,
        mayReadLog: false,
        mayOversee: false,
        mayDelegateAsService: true,
        mayDelegate: true,
        maySeeDelegations: true,
      },
      '/',
    ],
    [
      ['SMART AGENTS APPROVER'],
      {
        mayChat: false,
        mayApprove: true,
        maySeeUnsettled: true,
        mayAdminister: false,
        mayReadLog: false,
        mayOversee: true,
        mayDelegateAsService: false,
        mayDelegate: false,
        maySeeDelegations: true,
      },
      '/approvals',
    ],
    [
      ['SMART AGENTS ADMIN'],
      {
        mayChat: false,
        mayApprove: false,
        maySeeUnsettled: true,
        mayAdminister: true,
        mayReadLog: true,
        mayOversee: true,
        mayDelegateAsService: true,
        mayDelegate: false,
        maySeeDelegations: true,
      },
      '/admin',
    ],
    [
      ['SMART AGENTS AUDITOR'],
      {
        mayChat: false,
        mayApprove: false,
        maySeeUnsettled: false,
        mayAdminister: false,
        mayReadLog: true,
        mayOversee: true,
        mayDelegateAsService: false,
        mayDelegate: false,
        maySeeDelegations: true,
      },
      '/admin',
    ],
    [
      ['SMART AGENTS USER', 'SMART AGENTS ADMIN'],
      {
        mayChat: true,
        mayApprove: true,
        maySeeUnsettled: true,
        mayAdminister: true,
        mayReadLog: true,
        mayOversee: true,
        mayDelegateAsService: true,
        mayDelegate: true,
        maySeeDelegations: true,
      },
      '/',
    ],
  ];
  for (const [roles, rights, start] of cases) {
    it(`follows from ${roles.join(' and ') || 'no permission set'}`, () => {
      expect(rightsOf(roles)).to.deep.equal(rights);
      expect(startPage(rightsOf(roles))).to.equal(start);
    });
  }

  it('has words for every step of an agent’s lifecycle', () => {
    for (const from of lifecycles)
      for (const to of lifecycleMoves(from)) expect(lifecycleWords(from, to).effect, `${from} to ${to}`).to.not.equal('');
    expect(lifecycleWords('suspended', 'active').label).to.equal('Resume');
  });
});
