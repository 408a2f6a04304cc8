import { capabilitiesIn, type ErpCompany } from '../adapters/business-central/index.ts';
import { ErpError } from '../features/tools/index.ts';
import { checkSet } from './check-set.ts';
import type { CheckedApi } from './checked-api.ts';
import type { RouteFinding, SetFinding, UserReport } from './report.ts';
import { servedSets } from './served-sets.ts';

/** Microsoft's API, its finance reports, and our own pages, which an environment need not have. */
const routes = ['api/v2.0', 'api/microsoft/reportsFinance/beta', 'api/smartAgents/erp/v1.0'] as const;

/** Sets read at once: Business Central serves five requests of a user at a time. */
const atOnce = 4;

/** What is looked at for each user. */
export interface UserCheck {
  readonly user: string;
  readonly api: CheckedApi;
  /** The companies the user can open. Throws `ErpError`. */
  readonly companies: () => Promise<readonly ErpCompany[]>;
  /** Name or id of the company to look into; the first one if left out. */
  readonly company: string | undefined;
  readonly rowCap: number;
}

const inTurns = async <Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<readonly Result[]> => {
  const results = new Map<number, Result>();
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
};

const checkRoute = async ({ api, rowCap }: UserCheck, route: string, companyId: string): Promise<RouteFinding> => {
  let edmx: string;
  try {
    edmx = await api.metadata(route);
  } catch (thrown) {
    if (!(thrown instanceof ErpError)) throw thrown;
    return { route, problem: thrown.kind === 'not_found' ? 'not installed in this environment' : thrown.message, sets: [] };
  }
  const { flagsPartialAnswers: flagsPartial } = capabilitiesIn(edmx);
  const company = `${route}/companies(${companyId})`;
  const sets: readonly SetFinding[] = await inTurns(servedSets(edmx), (set) => checkSet({ api, company, set, flagsPartial, rowCap }));
  return { route, problem: null, sets };
};

/** What would mend a user's being kept out, by how the ERP said no. */
const remedies: Partial<Record<ErpError['kind'], string>> = {
  unauthenticated:
    'The token must be for Business Central (audience https://api.businesscentral.dynamics.com), of the tenant in the address, and not expired; and the user must be one of the environment.',
  not_found: 'The base URL goes up to the environment’s name: https://api.businesscentral.dynamics.com/v2.0/{tenant}/{environment}.',
  denied: 'Give the user a license and a permission set in this environment.',
  throttled: 'Business Central allows a user 6,000 requests in five minutes; wait and try again.',
};

const kept = (user: string, problem: UserReport['problem']): UserReport => ({ user, company: null, problem, routes: [] });

/** Looks at everything the user can see in one company, without changing anything. Whatever the ERP refuses is in the report. */
export const checkUser = async (check: UserCheck): Promise<UserReport> => {
  const { user, company: wanted } = check;
  let companies: readonly ErpCompany[];
  try {
    companies = await check.companies();
  } catch (thrown) {
    if (!(thrown instanceof ErpError)) throw thrown;
    return kept(user, { message: thrown.message, remedy: remedies[thrown.kind] ?? 'Check the address and whether the environment is running.' });
  }
  const company = wanted === undefined ? companies[0] : companies.find(({ id, name }) => id === wanted.toLowerCase() || name === wanted);
  if (company === undefined) {
    const names = companies.map(({ name }) => name).join(', ');
    return kept(user, {
      message: wanted === undefined ? 'The user can open no company.' : `There is no company ${wanted} for this user.`,
      remedy: companies.length === 0 ? 'Assign a permission set in a company.' : `Choose one of: ${names}.`,
    });
  }
  const findings: RouteFinding[] = [];
  for (const route of routes) findings.push(await checkRoute(check, route, company.id));
  return { user, company: company.name, problem: null, routes: findings };
};
