import type { CreateDelegation } from '../../contracts/delegations.ts';
import { everyAction } from '../../domain/delegation.ts';
import { AppError, type FieldProblem } from '../../kernel/errors.ts';
import type { AgentSetting, TenantSettings } from '../settings/index.ts';
import { filterFault } from './filter-fault.ts';
import { eachOf, personProblems, ruleProblems } from './rules-on-the-wire.ts';

/** What whoever delegates has at that moment. */
export interface DelegatorReach {
  /** The companies the ERP shows her. */
  readonly companies: ReadonlySet<string>;
  /** Object ids of everyone the tenant knows. */
  readonly people: ReadonlySet<string>;
}

/** The longest a delegation may be given for, in days. */
const longestDays = 366;

const actionProblemFor = ({ current }: AgentSetting): ((action: string) => string | null) => {
  const linked = new Set(current.configuration.toolLinks.map(({ tool }) => tool));
  return (action) => (action === everyAction || linked.has(action) ? null : `The agent has no tool "${action}".`);
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
  const fault = filterFault(entitySet, filter);
  return fault === null ? [] : [{ field: `recordFilters.${entitySet}`, message: fault.message }];
};

const dateProblems = ({ validFrom, validTo }: CreateDelegation, now: Date): FieldProblem[] => {
  const [from, to] = [new Date(validFrom ?? now), new Date(validTo)];
  if (to <= now) return [{ field: 'validTo', message: 'It would be over already.' }];
  if (to <= from) return [{ field: 'validTo', message: 'It has to end after it begins.' }];
  const days = (to.getTime() - from.getTime()) / 86_400_000;
  return days > longestDays ? [{ field: 'validTo', message: `It can be given for ${longestDays} days at the most; extend it then.` }] : [];
};

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
  const actionProblem = actionProblemFor(agent);
  const known = { conditions: settings.conditions, people: reach.people, actionProblem };
  const fields = [
    ...eachOf('actions', wanted.actions, actionProblem),
    ...companyProblems(wanted.companies, unit, reach),
    ...Object.entries(wanted.recordFilters).flatMap(([set, filter]) => filterProblem(set, filter)),
    ...dateProblems(wanted, now),
    ...wanted.limits.flatMap(({ actions }, index) => eachOf(`limits[${index}].actions`, actions, actionProblem)),
    ...wanted.approvalRules.flatMap((rule, index) => ruleProblems(`approvalRules[${index}]`, rule, known)),
    ...personProblems('responsible', wanted.responsible === undefined ? [] : [wanted.responsible], reach.people),
    ...personProblems('revokers', wanted.revokers, reach.people),
  ];
  const [first] = fields;
  if (first) throw new AppError('unprocessable', first.message, { fields, remedy: 'Correct the fields that are named, and send it again.' });
};
