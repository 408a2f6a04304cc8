import { expect } from 'chai';
import fc from 'fast-check';
import { isAsked, matchingRules, requiredApprover, type ApprovalTrigger, type RuleApprover } from '../../src/domain/approval-rule.ts';
import type { ApprovalSetupFacts } from '../../src/domain/approval-setup.ts';
import {
  agentAtOnce,
  businessUnitAtOnce,
  configurationAtOnce,
  conditionAtOnce,
  erasureAtOnce,
  legalHoldAtOnce,
  linksAtOnce,
  policyAtOnce,
  setupAtOnce,
  toolAtOnce,
  type AgentAuthority,
  type AtOnce,
  type LinkAuthority,
  type PolicyAuthority,
  type SetupAuthority,
  type ToolAuthority,
} from '../../src/domain/widening.ts';
import { namesAgent } from '../../src/domain/asking-agents.ts';
import { autonomies, operations, tiers } from '../../src/domain/vocabulary.ts';

const tools = ['look', 'order', 'mail'] as const;
const people = ['clara', 'ben', 'tom'] as const;
const companies = ['alder', 'finch', 'birch'] as const;
const units = [null, { id: 'all', companies: [...companies] }, { id: 'north', companies: ['alder'] }, { id: 'south', companies: ['finch'] }] as const;
const pairs = people.flatMap((user) => tools.map((tool) => ({ user, tool })));

const links = fc.uniqueArray(
  fc.record(
    {
      tool: fc.constantFrom(...tools),
      ask: fc.boolean(),
      rowLimit: fc.constantFrom(null, 10, 50, 200),
      allowedOperations: fc.subarray([...operations]),
      agents: fc.subarray(['planner', 'seller']),
    },
    { requiredKeys: ['tool', 'ask', 'rowLimit', 'allowedOperations'] },
  ),
  { selector: ({ tool }) => tool },
);

const configuration = fc.record<AgentAuthority['configuration']>({
  instructions: fc.constantFrom('Help.', 'Be brief.'),
  suggestions: fc.constant([]),
  tier: fc.constantFrom(...tiers),
  autonomy: fc.constantFrom(...autonomies),
  toolLinks: links,
  template: fc.constantFrom(null, { key: 'planner', version: 1 }, { key: 'planner', version: 2 }),
});

const agent = fc.record<AgentAuthority>({
  name: fc.constantFrom('Planner', 'Buyer'),
  description: fc.constant(''),
  owner: fc.constantFrom(...people),
  sponsor: fc.constantFrom(...people),
  clientApplication: fc.constant('panel'),
  authenticationMethod: fc.constant('oidc'),
  businessUnit: fc.constantFrom(...units),
  dailyCredits: fc.constantFrom(null, '0', '9', '10.5'),
  monthlyCredits: fc.constantFrom(null, '9', '100'),
  allowedUsers: fc.subarray([...people]),
  executeGrants: fc.subarray(pairs),
  configuration,
});

const tool = fc.record<ToolAuthority>({
  enabled: fc.boolean(),
  allowedOperations: fc.subarray([...operations]),
  rowLimit: fc.integer({ min: 1, max: 20_000 }),
  creditPrice: fc.constantFrom('0.0500', '0.1000', '0.2500', '10.0000'),
});

const setup = fc.record<SetupAuthority>({
  defaultTier: fc.constantFrom(...tiers),
  defaultAutonomy: fc.constantFrom(...autonomies),
  logRetentionDays: fc.integer({ min: 365, max: 2557 }),
  transcriptRetentionDays: fc.integer({ min: 1, max: 2557 }),
  dailyUserCredits: fc.constantFrom(null, '9', '10.5', '250'),
  approvalMinutes: fc.integer({ min: 5, max: 43_200 }),
  maxToolCallsPerTurn: fc.integer({ min: 1, max: 100 }),
  agentRequestsPerMinute: fc.integer({ min: 1, max: 100 }),
  idempotencyKeyHours: fc.integer({ min: 1, max: 100 }),
  bindingWithoutAsk: fc.subarray(pairs.map(({ user, tool: name }) => ({ agentId: user, tool: name }))),
});

/** The room a thing gives, one number for each question one can ask about it; more is wider. */
type Room = readonly number[];
const yes = (given: boolean): number => (given ? 1 : 0);
const unlimited = (limit: number | string | null): number => (limit === null ? Number.POSITIVE_INFINITY : Number(limit));

const asked = ['planner', 'seller', 'anybody else'];
const roomOfLinks = (all: readonly LinkAuthority[]): Room =>
  tools.flatMap((name) => {
    const link = all.find((one) => one.tool === name);
    if (!link) return [0, 0, 0, ...asked.map(() => 0), ...operations.map(() => 0)];
    const mayBeAsked = asked.map((name) => yes(namesAgent(link.agents, { id: name, templateKey: undefined })));
    return [
      1,
      yes(!link.ask),
      unlimited(link.rowLimit),
      ...mayBeAsked,
      ...operations.map((operation) => yes(link.allowedOperations.includes(operation))),
    ];
  });

const roomOfConfiguration = ({ autonomy, toolLinks }: AgentAuthority['configuration']): Room => [
  autonomies.indexOf(autonomy),
  ...roomOfLinks(toolLinks),
];

const roomOfAgent = (one: AgentAuthority): Room => [
  ...roomOfConfiguration(one.configuration),
  // No unit is every company, those founded tomorrow too.
  ...[...companies, 'tomorrow'].map((company) => yes(one.businessUnit === null || one.businessUnit.companies.some((id) => id === company))),
  unlimited(one.dailyCredits),
  unlimited(one.monthlyCredits),
  ...people.map((person) => yes(one.allowedUsers.includes(person))),
  ...pairs.map((pair) => yes(one.executeGrants.some((grant) => grant.user === pair.user && grant.tool === pair.tool))),
];

const roomOfTool = (one: ToolAuthority): Room => [
  yes(one.enabled),
  one.rowLimit,
  -Number(one.creditPrice),
  ...operations.map((operation) => yes(one.allowedOperations.includes(operation))),
];

const roomOfSetup = (one: SetupAuthority): Room => [
  autonomies.indexOf(one.defaultAutonomy),
  unlimited(one.dailyUserCredits),
  one.approvalMinutes,
  one.maxToolCallsPerTurn,
  one.agentRequestsPerMinute,
  ...pairs.map(({ user, tool: name }) => yes(one.bindingWithoutAsk.some((pair) => pair.agentId === user && pair.tool === name))),
];

const isWithin = (room: Room, other: Room): boolean => room.every((each, index) => each <= (other[index] ?? Number.NEGATIVE_INFINITY));

/** What holds of the part of any change that takes effect at once. */
const holds = <Thing>(what: string, [things, atOnce, roomOf]: readonly [fc.Arbitrary<Thing>, AtOnce<Thing>, (thing: Thing) => Room]): void => {
  describe(`of a change of ${what}, the part that takes effect at once`, () => {
    const eachChange = (check: (present: Thing, wanted: Thing) => void): void =>
      fc.assert(
        fc.property(things, things, (present, wanted) => void check(present, wanted)),
        { numRuns: 2_000 },
      );

    it('gives no more room than there was, by any measure', () =>
      eachChange((present, wanted) => expect(isWithin(roomOf(atOnce(present, wanted)), roomOf(present))).to.equal(true)));

    it('is all of it where nothing widens', () =>
      eachChange((present, wanted) => {
        if (isWithin(roomOf(wanted), roomOf(present))) expect(atOnce(present, wanted)).to.deep.equal(wanted);
      }));

    it('leaves nothing more to take effect at once', () =>
      eachChange((present, wanted) => {
        const state = atOnce(present, wanted);
        expect(atOnce(state, wanted)).to.deep.equal(state);
      }));
  });
};

holds('an agent', [agent, agentAtOnce, roomOfAgent]);
holds('a version', [configuration, configurationAtOnce, roomOfConfiguration]);
holds('a template', [links, linksAtOnce, roomOfLinks]);
holds('a tool', [tool, toolAtOnce, roomOfTool]);
holds('the setup', [setup, setupAtOnce, roomOfSetup]);
holds('a business unit', [
  fc.record({ name: fc.constantFrom('North', 'South'), companies: fc.subarray([...companies]) }),
  businessUnitAtOnce,
  (unit) => companies.map((company) => yes(unit.companies.includes(company))),
]);

const approver = fc.oneof(
  fc.constant<RuleApprover>({ kind: 'responsible' }),
  fc.subarray([...people]).map((named): RuleApprover => ({ kind: 'second-person', people: named })),
  fc
    .tuple(fc.constantFrom('purchase' as const, 'sales' as const), fc.subarray([...people]))
    .map(([amounts, otherwise]): RuleApprover => ({ kind: 'approval-user-setup', amounts, otherwise })),
);
const policy = fc.record<PolicyAuthority>({
  enabled: fc.boolean(),
  rule: fc.record({
    actions: fc.subarray([...tools], { minLength: 1 }),
    when: fc.oneof(
      fc.constant<ApprovalTrigger>({ kind: 'always' }),
      fc.constantFrom('100', '500').map((amount): ApprovalTrigger => ({ kind: 'amount-above', amount, currency: 'EUR' })),
    ),
    approver,
  }),
});

type SetupPerson = readonly [who: string | null, purchase: string | null, sales: string | null];
const inErp = (...chain: readonly SetupPerson[]): ApprovalSetupFacts => ({
  ...{ state: 'read', currency: 'EUR' },
  chain: chain.map(([subjectId, purchase, sales]) => ({
    ...{ subjectId, substituteSubjectId: null, isOwnApprover: false, etag: null },
    limits: { purchase, sales, request: '0' },
  })),
});
/** What the ERP may say: that one may buy more than sell, or sell more than buy, that nobody is asked, that one or another is, or one for each. */
const setups = [
  inErp([null, '100', '0'], [people[0], '500', '100']),
  inErp([null, '0', '100'], [people[0], '100', '500']),
  inErp([null, null, null]),
  inErp([null, '0', '0'], [people[0], null, null]),
  inErp([null, '0', '0'], [people[1], null, null]),
  inErp([null, '0', '0'], [people[1], null, '0'], [people[2], null, null]),
];

const changes = ['50', '100', '101', '501'].flatMap((value) => setups.map((approvalSetup) => ({ value, approvalSetup })));

/** For each change: whether it may go on unasked, whether its own user may decide, and which others may. */
const roomOfPolicy = ({ enabled, rule }: PolicyAuthority): Room =>
  tools.flatMap((name) =>
    changes.flatMap(({ value, approvalSetup }) => {
      const stake = { amount: { value, currency: 'EUR' }, conditions: [], approvalSetup };
      const source = { layer: 'policy', setting: 'p' } as const;
      const asking = enabled ? matchingRules(source, [{ ...rule, name: 'r' }], { tool: name, stake }) : [];
      const required = requiredApprover(asking, stake);
      const unasked = asking.length === 0;
      const others = [...people, 'anyone else'].map((subjectId) => {
        const person = { subjectId, mayApprove: true, isRequester: false, isResponsible: false };
        return yes(unasked || required.kind === 'responsible' || isAsked(required, person));
      });
      return [yes(unasked), yes(required.kind === 'responsible'), ...others];
    }),
  );

holds('a policy', [policy, policyAtOnce, roomOfPolicy]);

describe('a change of what a policy looks at', () => {
  const rule = { actions: ['*'], when: { kind: 'condition', condition: 'c' }, approver: { kind: 'responsible' } } as const;
  const present: PolicyAuthority = { enabled: true, rule };

  it('waits where what it would mean cannot be compared', () => {
    for (const when of [
      { kind: 'condition', condition: 'd' },
      { kind: 'amount-above', amount: '1', currency: 'EUR' },
    ] as const) {
      expect(policyAtOnce(present, { enabled: true, rule: { ...rule, when } })).to.deep.equal(present);
    }
    expect(conditionAtOnce({ filter: 'a eq 1' }, { filter: 'a eq 2' })).to.deep.equal({ filter: 'a eq 1' });
  });
});

describe('what cannot be taken back', () => {
  it('waits: that a legal hold is lifted, and that a person is erased', () => {
    expect(legalHoldAtOnce({ lifted: null }, { lifted: 'settled' })).to.deep.equal({ lifted: null });
    expect(erasureAtOnce({ reason: null }, { reason: 'she asked' })).to.deep.equal({ reason: null });
  });
});

describe('a change that tightens one thing and widens another', () => {
  it('tightens at once and keeps the widening back', () => {
    const link = { tool: 'look', ask: false, rowLimit: null, allowedOperations: ['read'] } as const;
    const present = [link, { ...link, tool: 'order' }];
    const wanted = [
      { ...link, ask: true },
      { ...link, tool: 'mail' },
    ];
    expect(linksAtOnce(present, wanted)).to.deep.equal([{ ...link, ask: true }]);
  });
});
