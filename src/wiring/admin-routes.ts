import { Conditions, Policies, policyRoutes } from '../features/policies/index.ts';
import type { FilterFaults } from '../features/delegations/index.ts';
import { AgentMoves, agentRoutes, Agents, AgentStore, AgentVersions, People } from '../features/agents/index.ts';
import { businessUnitRoutes, BusinessUnits } from '../features/business-units/index.ts';
import { ChangeLog, changeLogRoutes, type SettingChanges } from '../features/change-log/index.ts';
import { ErasureRequests, erasureRoutes, type Erasures } from '../features/erasure/index.ts';
import { legalHoldRoutes, LegalHolds } from '../features/legal-holds/index.ts';
import { GuardedChanges, pendingChangeRoutes, PendingChanges } from '../features/pending-changes/index.ts';
import { ServicePrincipals, servicePrincipalRoutes } from '../features/service-principals/index.ts';
import type { Settings } from '../features/settings/index.ts';
import { Setup, setupRoutes } from '../features/setup/index.ts';
import type { Admins, Subjects } from '../features/subjects/index.ts';
import { templateRoutes, Templates } from '../features/templates/index.ts';
import { toolConfigRoutes, ToolConfigs } from '../features/tool-configs/index.ts';
import type { ToolRegistry } from '../features/tools/index.ts';
import type { RequestContext, Route } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Database } from '../kernel/database.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { SecretBox } from '../kernel/secret-box.ts';

/** What the admin's routes stand on. */
export interface AdminRouteParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly subjects: Subjects;
  readonly admins: Admins;
  readonly tools: ToolRegistry;
  readonly changes: SettingChanges;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly serviceBox: SecretBox;
  readonly filterFaults: FilterFaults;
  /** Told what may go on. */
  readonly erasures: Pick<Erasures, 'wake'>;
  /** The companies the ERP shows under a sign-in. */
  readonly companiesUnder: (signIn: string) => Promise<readonly { readonly id: string }[]>;
  /** The companies the ERP shows whoever asks. */
  readonly companiesOf: (context: RequestContext) => Promise<readonly { readonly id: string; readonly name: string }[]>;
}

/** The routes of settings, of what waits for a second admin, and of the change log. */
export const adminRoutes = (parts: AdminRouteParts): readonly Route[] => {
  const { database, subjects, companiesOf } = parts;
  const shared = { ...parts, guard: new GuardedChanges(parts), store: new AgentStore(database) };
  const templates = new Templates(shared);
  const people = new People(subjects);
  const moves = new AgentMoves(shared);
  const agents = new Agents({ ...shared, templates, people, moves });
  const toolConfigs = new ToolConfigs(shared);
  const setup = new Setup(shared);
  const businessUnits = new BusinessUnits(shared);
  const conditions = new Conditions(shared);
  const policies = new Policies(shared);
  const services = new ServicePrincipals(shared);
  const goOn = (): void => parts.erasures.wake();
  const holds = new LegalHolds({ ...shared, onLifted: goOn });
  const requests = new ErasureRequests({ ...shared, holds, onRequested: goOn });
  const appliers = {
    agent: agents.applyApproved,
    template: templates.applyApproved,
    tool: toolConfigs.applyApproved,
    setup: setup.applyApproved,
    businessUnit: businessUnits.applyApproved,
    condition: conditions.applyApproved,
    policy: policies.applyApproved,
    servicePrincipal: services.applyApproved,
    legalHold: holds.applyApproved,
    erasure: requests.applyApproved,
  };
  return [
    ...agentRoutes({ agents, moves, people, versions: new AgentVersions(shared) }),
    ...templateRoutes({ templates }),
    ...toolConfigRoutes({ toolConfigs }),
    ...setupRoutes({ setup }),
    ...businessUnitRoutes({ businessUnits, companiesOf }),
    ...policyRoutes({ conditions, policies }),
    ...servicePrincipalRoutes({ services }),
    ...legalHoldRoutes({ holds }),
    ...erasureRoutes({ requests }),
    ...pendingChangeRoutes({ pendingChanges: new PendingChanges({ ...parts, appliers }) }),
    ...changeLogRoutes({ changeLog: new ChangeLog({ database, subjects }) }),
  ];
};
