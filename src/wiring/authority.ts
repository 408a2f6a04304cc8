import { AgentActions, agentActionRoutes, RunViews, Withdrawals } from '../features/agent-actions/index.ts';
import type { SettingChanges } from '../features/change-log/index.ts';
import { delegationRoutes, DelegationStore, StandingDelegations, type FilterFaults } from '../features/delegations/index.ts';
import type { Identity } from '../features/identity/index.ts';
import type { Route } from '../http/index.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { Core } from './core.ts';

type Companies = Promise<readonly { readonly id: string; readonly name: string }[]>;

/** What giving and using authority is wired to. */
export interface AuthorityWiring {
  readonly core: Core;
  readonly changes: SettingChanges;
  readonly ids: IdSource;
  /** The companies the ERP shows under a sign-in. */
  readonly companiesUnder: (signIn: string) => Companies;
  readonly filterFaults: FilterFaults;
  /** Where grants for use while people are away come from, and are kept. */
  readonly grants: Pick<Identity, 'grants' | 'onGranted'>;
}

/** What customers' own agents have done with, whichever door they come through. */
export const agentActing = ({ core, ids, companiesUnder }: Pick<AuthorityWiring, 'core' | 'ids' | 'companiesUnder'>) => {
  const { settings, subjects, gateway, log, approvals, outsideRuns, programVersion } = core.parts;
  const runs = new RunViews({ ...core.outside, settings, subjects, approvals, erpApprovals: core.erpApprovals });
  return {
    actions: new AgentActions({ ...core.outside, settings, gateway, log, ids, programVersion, companiesOf: companiesUnder }),
    runs,
    withdrawals: new Withdrawals({ ...core.outside, approvals, outsideRuns, runs }),
  };
};

/** The routes by which people delegate, and customers' own agents act under what was delegated. */
export const authorityRoutes = (wiring: AuthorityWiring): readonly Route[] => {
  const { core, changes, ids, companiesUnder, filterFaults, grants } = wiring;
  const { database, settings, subjects, tools, clock, signIns, outsideRuns } = core.parts;
  const delegations = new StandingDelegations({
    ...{ database, settings, subjects, tools, clock, changes, ids, filterFaults, companiesUnder },
    store: new DelegationStore(database),
    isLive: (signIn, agentId) => signIns.isLive(signIn, agentId),
    endGrant: (signIn) => grants.grants.end(signIn),
    kindOfSignIn: (signIn) => grants.grants.kindOf(signIn),
    onRevoked: (row, by) => outsideRuns.withdraw(row, by),
  });
  grants.onGranted(({ user, tokens, grantFor }) => delegations.grant(user, grantFor, (until) => grants.grants.keep({ user, tokens }, until)));
  return [...delegationRoutes({ delegations }), ...agentActionRoutes(agentActing(wiring))];
};
