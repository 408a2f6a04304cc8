import { agentRoutes, Agents, AgentStore, People } from '../features/agents/index.ts';
import { ChangeLog, changeLogRoutes, SettingChanges } from '../features/change-log/index.ts';
import { chatRoutes, ProposalDocuments, type ChatRouteParts } from '../features/chat/index.ts';
import { EvidenceExport, EvidenceStore, executionRoutes, Executions, ExecutionSearch, ExecutionStore } from '../features/executions/index.ts';
import { logPageRoutes, LogStore, ToolCallLogPage } from '../features/log-page/index.ts';
import { Drafts, DraftStore, outboxRoutes } from '../features/outbox/index.ts';
import { reportRoutes, Stops, StopsStore } from '../features/reports/index.ts';
import { Setup, setupRoutes } from '../features/setup/index.ts';
import { templateRoutes, Templates } from '../features/templates/index.ts';
import { toolConfigRoutes, ToolConfigs } from '../features/tool-configs/index.ts';
import type { DocumentRenderer } from '../features/tools/index.ts';
import type { Route } from '../http/index.ts';
import type { OpenDatabase } from '../adapters/database/database.ts';
import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { Core } from './core.ts';

/** What the routes stand on. */
export interface RouteTableParts {
  readonly core: Core;
  readonly database: OpenDatabase;
  readonly renderer: DocumentRenderer;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Where the program is reached, without a trailing slash. */
  readonly publicUrl: string;
}

interface RunParts {
  readonly changes: SettingChanges;
  readonly logPage: ToolCallLogPage;
}

const adminRoutes = ({ core, database, ids }: RouteTableParts, changes: SettingChanges): readonly Route[] => {
  const { settings, subjects, tools } = core.parts;
  const shared = { database, settings, tools, changes, ids };
  const templates = new Templates(shared);
  const people = new People(subjects);
  const agents = new Agents({ ...shared, subjects, templates, people, store: new AgentStore(database) });
  return [
    ...agentRoutes({ agents, people }),
    ...templateRoutes({ templates }),
    ...toolConfigRoutes({ toolConfigs: new ToolConfigs(shared) }),
    ...setupRoutes({ setup: new Setup({ ...shared }) }),
    ...changeLogRoutes({ changeLog: new ChangeLog({ database, subjects }) }),
  ];
};

const runRoutes = ({ core, database, clock }: RouteTableParts, { changes, logPage }: RunParts): readonly Route[] => {
  const { subjects, tools, approvals, programVersion } = core.parts;
  const store = new ExecutionStore(database);
  const executions = new Executions({ store, search: new ExecutionSearch({ database, subjects }), approvals, logPage, subjects, tools });
  const evidence = new EvidenceExport({
    ...{ executions, store, evidence: new EvidenceStore(database), signer: core.signer, changes, clock, program: programVersion },
  });
  return executionRoutes({ executions, evidence });
};

/** Every route of the program: one table, from which the API is served, described and swept in tests. */
export const routeTable = (parts: RouteTableParts, companiesOf: ChatRouteParts['companiesOf']): readonly Route[] => {
  const { core, database, clock, ids, renderer, publicUrl } = parts;
  const { subjects, tools } = core.parts;
  const changes = new SettingChanges({ database, clock, ids });
  const logPage = new ToolCallLogPage({ store: new LogStore(database), subjects });
  return [
    ...chatRoutes({
      parts: core.parts,
      chat: core.chat,
      deciding: core.deciding,
      documents: new ProposalDocuments({ subjects, tools, renderer }),
      companiesOf,
    }),
    ...outboxRoutes({ drafts: new Drafts({ store: new DraftStore(database), clock }) }),
    ...runRoutes(parts, { changes, logPage }),
    ...reportRoutes({ stops: new Stops({ store: new StopsStore(database), clock }) }),
    ...logPageRoutes({ logPage, changes, clock, publicUrl }),
    ...adminRoutes(parts, changes),
  ];
};
