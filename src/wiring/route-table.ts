import { SettingChanges } from '../features/change-log/index.ts';
import { chatRoutes, ProposalDocuments, type ChatRouteParts } from '../features/chat/index.ts';
import { EvidenceExport, EvidenceStore, executionRoutes, Executions, ExecutionSearch, ExecutionStore } from '../features/executions/index.ts';
import { CallRates } from '../features/external-agents/index.ts';
import { EmailLog, emailLogRoutes, EmailStore } from '../features/email-log/index.ts';
import { FeedStore, LogFeed, logFeedRoutes } from '../features/log-feed/index.ts';
import { logPageRoutes, LogStore, ToolCallLogPage } from '../features/log-page/index.ts';
import { missedLookupRoutes } from '../features/missed-lookups/index.ts';
import { Drafts, DraftStore, outboxRoutes } from '../features/outbox/index.ts';
import { retentionRoutes } from '../features/retention/index.ts';
import { reportRoutes, Stops, StopsStore } from '../features/reports/index.ts';
import type { Admins } from '../features/subjects/index.ts';
import type { DocumentRenderer } from '../features/tools/index.ts';
import { unsettledEffectRoutes, UnsettledEffects } from '../features/unsettled-effects/index.ts';
import type { Config } from '../config.ts';
import type { Route } from '../http/index.ts';
import type { OpenDatabase } from '../adapters/database/database.ts';
import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import { adminRoutes } from './admin-routes.ts';
import { authorityRoutes, type AuthorityWiring } from './authority.ts';
import type { Core } from './core.ts';

/** What the routes stand on. */
export interface RouteTableParts extends Pick<AuthorityWiring, 'companiesUnder' | 'filterFaults' | 'grants'> {
  readonly core: Core;
  readonly admins: Admins;
  readonly serviceBox: SecretBox;
  readonly database: OpenDatabase;
  readonly renderer: DocumentRenderer;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Where the program is reached, without a trailing slash. */
  readonly publicUrl: string;
  readonly config: Pick<Config, 'FEED_REQUESTS_PER_MINUTE'>;
}

interface RunParts {
  readonly changes: SettingChanges;
  readonly logPage: ToolCallLogPage;
}

const runRoutes = ({ core, database, clock }: RouteTableParts, { changes, logPage }: RunParts): readonly Route[] => {
  const { settings, subjects, tools, approvals, programVersion } = core.parts;
  const store = new ExecutionStore(database);
  const executions = new Executions({
    ...{ store, search: new ExecutionSearch({ database, subjects }), approvals, erpApprovals: core.erpApprovals, logPage },
    ...{ settings, subjects, tools },
  });
  const evidence = new EvidenceExport({
    ...{ executions, store, evidence: new EvidenceStore(database), signer: core.signer, changes, clock, program: programVersion },
  });
  return executionRoutes({ executions, evidence });
};

/** Every route of the program: one table, from which the API is served, described and swept in tests. */
export const routeTable = (parts: RouteTableParts): readonly Route[] => {
  const { core, database, clock, ids, renderer, publicUrl } = parts;
  const { subjects, tools } = core.parts;
  const changes = new SettingChanges({ database, clock, ids });
  const companiesOf: ChatRouteParts['companiesOf'] = ({ signIn }) => parts.companiesUnder(signIn);
  const logPage = new ToolCallLogPage({ store: new LogStore(database), subjects });
  return [
    ...chatRoutes({
      parts: core.parts,
      chat: core.chat,
      deciding: core.deciding,
      documents: new ProposalDocuments({ subjects, tools, renderer }),
      companiesOf,
    }),
    ...unsettledEffectRoutes({ effects: new UnsettledEffects({ ...core.parts, deciding: core.deciding }) }),
    ...outboxRoutes({ drafts: new Drafts({ store: new DraftStore(database), clock }) }),
    ...runRoutes(parts, { changes, logPage }),
    ...reportRoutes({ stops: new Stops({ store: new StopsStore(database), clock }) }),
    ...logPageRoutes({ logPage, notes: core.reads, clock, publicUrl }),
    ...emailLogRoutes({
      emailLog: new EmailLog({ store: new EmailStore(database), subjects, hashKey: core.hashKey }),
      ...{ notes: core.reads, clock, publicUrl },
    }),
    ...logFeedRoutes({
      feed: new LogFeed({ store: new FeedStore(database), subjects }),
      ...{ notes: core.reads, rates: new CallRates(clock), requestsPerMinute: parts.config.FEED_REQUESTS_PER_MINUTE, publicUrl },
      program: core.parts.programVersion,
    }),
    ...missedLookupRoutes({ missed: core.missed }),
    ...retentionRoutes({ retention: core.retention, runs: core.retentionRuns }),
    ...authorityRoutes({ ...parts, changes }),
    ...adminRoutes({ ...parts, ...core.parts, erasures: core.erasures, changes, companiesOf }),
  ];
};
