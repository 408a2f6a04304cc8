import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, createIndex, createTable, optional, text } from '../schema-builder.ts';
import { indexOldOutcomes } from './index-old-outcomes.ts';

/**
 * What lets an execution tell its story by itself: the hash of its answer, its company's name, and which records of the
 * ERP its attempts touched, taken from the outcomes that are there already.
 */
export class ExecutionStory1790200000000 implements MigrationInterface {
  readonly name = 'ExecutionStory1790200000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'SmartAgentExecution', { answerHash: optional(text(64)), companyName: optional(text(120)) });
    await runner.query(
      `UPDATE "SmartAgentExecution" SET "companyName" =
         (SELECT s."companyName" FROM "SmartAgentSession" s WHERE s."id" = "SmartAgentExecution"."sessionId")`,
    );
    await createTable(
      runner,
      { name: 'SmartAgentExecutionRecord', key: ['attemptId', 'entitySet', 'recordId'] },
      { attemptId: text(36), entitySet: text(80), recordId: text(120), tenantId: text(36), label: text(80), role: text(10) },
    );
    await indexOldOutcomes(runner);
    await createIndex(runner, 'SmartAgentExecutionRecord', ['tenantId', 'label']);
    await createIndex(runner, 'SmartAgentExecutionRecord', ['tenantId', 'recordId']);
    await createIndex(runner, 'SmartAgentExecution', ['tenantId', 'startedAt']);
    await createIndex(runner, 'SmartAgentExecution', ['tenantId', 'subjectId', 'startedAt']);
    await createIndex(runner, 'SmartAgentToolCallLog', ['tenantId', 'executionId', 'attemptedAt']);
    await createIndex(runner, 'SmartAgentModelCall', ['tenantId', 'executionId']);
    await createIndex(runner, 'SmartAgentApprovalDecision', ['tenantId', 'executionId']);
    await createIndex(runner, 'SmartAgentEmailDraft', ['tenantId', 'executionId']);
    await createIndex(runner, 'SmartAgentApproval', ['tenantId', 'requestedAt']);
  }

  /** There is no way back: an answer's hash cannot be made again once its transcript has expired. */
  async down(): Promise<void> {
    throw new Error('What executions tell cannot be taken back.');
  }
}
