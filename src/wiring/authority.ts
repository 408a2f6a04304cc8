import { AgentActions, agentActionRoutes, RunViews } from '../features/agent-actions/index.ts';
import type { SettingChanges } from '../features/change-log/index.ts';
import { delegationRoutes, DelegationStore, StandingDelegations } from '../features/delegations/index.ts';
import type { RequestContext, Route } from '../http/index.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { Core } from './core.ts';
import type { FilterCheck } from './filter-check.ts';

type Companies = Promise<readonly { readonly id: string; readonly name: string }[]>;

/** What giving and using authority is wired to. */
export interface AuthorityWiring {
  readonly core: Core;
  readonly changes: SettingChanges;
  readonly ids: IdSource;
  /** The companies the ERP shows under a sign-in. */
  readonly companiesUnder: (signIn: string) => Companies;
  readonly checkFilters: FilterCheck;
}

/** The routes by which people delegate, and customers' own agents act under what was delegated. */
export const authorityRoutes = ({ core, changes, ids, companiesUnder, checkFilters }: AuthorityWiring): readonly Route[] => {
  const { parts, outside } = core;
  const { database, settings, subjects, tools, clock, signIns, outsideRuns, gateway, approvals, programVersion } = parts;
  const delegations = new StandingDelegations({
    ...{ database, settings, subjects, tools, clock, changes, ids, checkFilters },
    store: new DelegationStore(database),
    isLive: (signIn, agentId) => signIns.isLive(signIn, agentId),
    onRevoked: (row, by) => outsideRuns.withdraw(row, by),
  });
  const actions = new AgentActions({ ...outside, settings, gateway, ids, programVersion, companiesOf: companiesUnder });
  const companiesOf = ({ signIn }: RequestContext): Companies => companiesUnder(signIn);
  return [
    ...delegationRoutes({ delegations, companiesOf }),
    ...agentActionRoutes({ actions, runs: new RunViews({ ...outside, settings, subjects, approvals }) }),
  ];
};
