import { Entity } from 'typeorm';
import { IdKey, Ref, Text, TextKey } from './columns.ts';

/** A record of the ERP that an attempt touched: the data scope of its outcome, to be searched from the record's end. */
@Entity({ name: 'SmartAgentExecutionRecord' })
export class SmartAgentExecutionRecord {
  @IdKey() attemptId: string;
  @TextKey(80) entitySet: string;
  @TextKey(120) recordId: string;
  @Ref() tenantId: string;
  /** What people call it: its number; empty where it has none. */
  @Text(80) label: string;
  /** `read` or `written`. */
  @Text(10) role: string;
}
