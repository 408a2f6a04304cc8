import type { CreateDelegation } from '../../contracts/delegations.ts';
import { everyAction } from '../../domain/delegation.ts';
import { AppError, type FieldProblem } from '../../kernel/errors.ts';
import { ODataError, parseFilter } from '../../odata/index.ts';
import type { AgentSetting, TenantSettings } from '../settings/index.ts';
import { isEntitySet } from '../tools/index.ts';

/** What whoever delegates has at that moment. */
export interface DelegatorReach {
  readonly oid: string;
  /** The companies the ERP shows her. */
  readonly companies: ReadonlySet<string>;
  /** Object ids of everyone the tenant knows. */
  readonly people: ReadonlySet<string>;
}

/** The longest a delegation may be given for, in days. */
const longestDays = 366;

const eachOf = (field: string, values: readonly string[], problem: (value: string) => string | null): FieldProblem[] =>
  values.flatMap((value, index) => {
    const message = problem(value);
    return message === null ? [] : [{ field: `${field}[${index}]`, message }];
  });

const actionProblems = (field: string, actions: readonly string[], agent: AgentSetting): FieldProblem[] => {
  const linked = new Set(agent.current.configuration.toolLinks.map(({ tool }) => tool));
  return eachOf(field, actions, (action) => (action === everyAction || linked.has(action) ? null : `The agent has no tool "${action}".`));
};

const companyProblems = (companies: readonly string[], unit: readonly string[] | null, reach: DelegatorReach): FieldProblem[] => [
  ...eachOf('companies', companies, (company) => (reach.companies.has(company) ? null : 'The ERP shows you no such company.')).map((one) => ({
    ...one,
    isUnknownId: true as const,
  })),
  ...eachOf('companies', companies, (company) =>
    !reach.companies.has(company) || unit === null || unit.includes(company) ? null : 'The agent’s business unit does not hold this company.',
  ),
];

const filterProblem = (entitySet: string, filter: string): FieldProblem[] => {
  const field = `recordFilters.${entitySet}`;
  if (!isEntitySet(entitySet)) return [{ field, message: `There is no entity set "${entitySet}" that tools read.` }];
  try {
    parseFilter(filter);
    return [];
  } catch (error) {
    if (error instanceof ODataError) return [{ field, message: error.message }];
    throw error;
  }
};

const dateProblems = ({ validFrom, validTo }: CreateDelegation, now: Date): FieldProblem[] => {
  const [from, to] = [new Date(validFrom ?? now), new Date(validTo)];
  if (to <= now) return [{ field: 'validTo', message: 'It would be over already.' }];
  if (to <= from) return [{ field: 'validTo', message: 'It has to end after it begins.' }];
  const days = (to.getTime() - from.getTime()) / 86_400_000;
  return days > longestDays ? [{ field: 'validTo', message: `It can be given for ${longestDays} days at the most; extend it then.` }] : [];
};

const ruleProblems = ({ approvalRules }: CreateDelegation, { settings, agent, reach }: TermsAt): FieldProblem[] =>
  approvalRules.flatMap(({ actions, when, approver }, index) => {
    const at = `approvalRules[${index}]`;
    const isKnown = when.kind !== 'condition' || settings.conditions.some(({ name }) => name === when.condition);
    return [
      ...actionProblems(`${at}.actions`, actions, agent),
      ...(isKnown ? [] : [{ field: `${at}.when.condition`, message: 'The tenant has no such condition.' }]),
      ...(approver.kind === 'second-person' ? personProblems(`${at}.approver.people`, approver.people, reach) : []),
    ];
  });

const personProblems = (field: string, people: readonly string[], reach: DelegatorReach): FieldProblem[] =>
  eachOf(field, people, (oid) => (reach.people.has(oid) ? null : 'Nobody of this id has signed in here.')).map((one) => ({
    ...one,
    isUnknownId: true,
  }));

/** What terms are checked against. */
export interface TermsAt {
  readonly settings: TenantSettings;
  readonly agent: AgentSetting;
  readonly reach: DelegatorReach;
  readonly now: Date;
}

/**
 * Refuses terms that give more than whoever delegates could do herself at that moment, or that mean nothing. Throws
 * `unprocessable` with every problem, each naming its field.
 */
export const checkTerms = (wanted: CreateDelegation, at: TermsAt): void => {
  const { settings, agent, reach, now } = at;
  const unit = agent.businessUnitId === null ? null : (settings.businessUnits.get(agent.businessUnitId)?.companies ?? []);
  const fields = [
    ...actionProblems('actions', wanted.actions, agent),
    ...companyProblems(wanted.companies, unit, reach),
    ...Object.entries(wanted.recordFilters).flatMap(([set, filter]) => filterProblem(set, filter)),
    ...dateProblems(wanted, now),
    ...wanted.limits.flatMap(({ actions }, index) => actionProblems(`limits[${index}].actions`, actions, agent)),
    ...ruleProblems(wanted, at),
    ...personProblems('responsible', wanted.responsible === undefined ? [] : [wanted.responsible], reach),
    ...personProblems('revokers', wanted.revokers, reach),
  ];
  const [first] = fields;
  if (first) throw new AppError('unprocessable', first.message, { fields, remedy: 'Correct the fields that are named, and send it again.' });
};
