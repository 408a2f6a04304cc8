import { Entity } from 'typeorm';
import { Flag, IdKey, OptionalLongText, OptionalWhole, Ref, Text } from './columns.ts';

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
  /** Of a link to asking: JSON array of the agents that may be asked, ids or template keys; null names none, so any may. */
  @OptionalLongText() agents: string | null;
}
