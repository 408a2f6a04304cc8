import type { ExecutionView } from '../../src/contracts/executions.ts';
import { Executions, ExecutionSearch, ExecutionStore } from '../../src/features/executions/index.ts';
import { LogStore, ToolCallLogPage } from '../../src/features/log-page/index.ts';
import type { ChatWorld } from './chat-world.ts';

/** How executions of a world are told. */
export const executionsOf = ({ database, core }: ChatWorld): Executions => {
  const { settings, subjects, approvals, tools } = core.parts;
  const logPage = new ToolCallLogPage({ store: new LogStore(database), subjects });
  const search = new ExecutionSearch({ database, subjects });
  const parts = { approvals, erpApprovals: core.erpApprovals, settings, subjects, tools };
  return new Executions({ store: new ExecutionStore(database), search, logPage, ...parts });
};

/** The story of a run as its own person is told it. */
export const storyOf = (world: ChatWorld, reference: string, subjectId: string): Promise<ExecutionView> =>
  executionsOf(world).get({ tenantId: world.seeded.tenantId, subjectId, maySeeOthers: false }, reference);
