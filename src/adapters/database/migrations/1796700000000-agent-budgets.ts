import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, createIndex, optional, text } from '../schema-builder.ts';

/** What an agent may spend, over everyone it acts for. */
export class AgentBudgets1796700000000 implements MigrationInterface {
  readonly name = 'AgentBudgets1796700000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'SmartAgent', { dailyCredits: optional(text(20)), monthlyCredits: optional(text(20)) });
    await createIndex(runner, 'SmartAgentModelCall', ['tenantId', 'agentId', 'day']);
  }

  /** There is no way back: agents that were held to a budget would spend without one. */
  async down(): Promise<void> {
    throw new Error('Agents cannot be let off their budgets.');
  }
}
