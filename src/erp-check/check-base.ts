import { BusinessCentralClient, listCompanies, type ErpCall } from '../adapters/business-central/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import { checkUser } from './check-user.ts';
import { checkedApi } from './checked-api.ts';
import type { CheckReport } from './report.ts';

/** Someone to look at the ERP as. */
export interface CheckedUser {
  /** What the report calls this user. */
  readonly name: string;
  /** A token with this user's rights. */
  readonly token: () => Promise<string>;
}

/** What is checked, and with what. */
export interface BaseCheck {
  readonly base: string;
  readonly users: readonly CheckedUser[];
  readonly company: string | undefined;
  readonly rowCap: number;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Told of each user before it is looked at. */
  readonly progress: (what: string) => void;
}

/** Looks at an environment as each user in turn; each user's requests carry one id, by which the ERP's telemetry knows them. */
export const checkBase = async ({ base, users, company, rowCap, clock, ids, progress }: BaseCheck): Promise<CheckReport> => {
  const client = new BusinessCentralClient({ baseUrl: base, clock });
  const reports: CheckReport['users'][number][] = [];
  try {
    for (const { name, token } of users) {
      progress(`Reading as ${name}`);
      const call: ErpCall = { token, callId: ids.next(), signal: new AbortController().signal };
      const api = checkedApi(client, call, clock);
      reports.push(await checkUser({ user: name, api, companies: () => listCompanies(client, call), company, rowCap }));
    }
    return { base, users: reports };
  } finally {
    client.close();
  }
};
