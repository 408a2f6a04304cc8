import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, OptionalRef, OptionalText, Ref, Text } from './columns.ts';

/** One attempt at a tool call, committed before the tool runs. Never changed. */
@Entity({ name: 'SmartAgentToolCallLog' })
export class SmartAgentToolCallLog {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Instant() attemptedAt: string;
  @Text(80) toolCallId: string;
  @Text(10) phase: string;
  @Ref() executionId: string;
  @OptionalRef() sessionId: string | null;
  @OptionalRef() turnId: string | null;
  @Ref() subjectId: string;
  @Ref() companyId: string;
  @Ref() agentId: string;
  @Ref() agentVersionId: string;
  @Ref() delegationId: string;
  @Text(20) tier: string;
  @Text(120) model: string;
  @Text(80) tool: string;
  @Text(20) operation: string;
  /** Redacted JSON. */
  @LongText() arguments: string;
  @Text(10) decision: string;
  @Text(30) layer: string;
  @Text(60) rule: string;
  /** JSON array. */
  @LongText() basis: string;
  /** JSON: everything the decision depended on. */
  @LongText() facts: string;
  /** The tool's own price in credits, counted from this row on; zero for what was refused and for commits. */
  @Text(24) price: string;
  @OptionalRef() approvalId: string | null;
  @OptionalRef() approverSubjectId: string | null;
  /** How the commit was held against the ERP: `if-match` or `read-again`. */
  @OptionalText(40) recheck: string | null;
  @OptionalText(80) effectKey: string | null;
  /** SHA-256 over the other columns. */
  @Text(64) recordHash: string;
}
