import { Entity } from 'typeorm';
import { Flag, IdKey, OptionalWhole, Ref, Text } from './columns.ts';

/** A tool that a template declares. A link may tighten the tool, never widen it. */
@Entity({ name: 'SmartAgentToolLink' })
export class SmartAgentToolLink {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() templateId: string;
  @Text(80) tool: string;
  @Flag() ask: boolean;
  @OptionalWhole() rowLimit: number | null;
  /** JSON array of operations. */
  @Text(200) allowedOperations: string;
}
