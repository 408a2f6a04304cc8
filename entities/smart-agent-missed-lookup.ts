import { Entity } from 'typeorm';
import { IdKey, Instant, Ref, Text } from './columns.ts';

/** Somebody asked for a thing that is not there for her organisation: mistyped, gone, or another organisation's. Never says which. */
@Entity({ name: 'SmartAgentMissedLookup' })
export class SmartAgentMissedLookup {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Instant() missedAt: string;
  /** `person` or `agent`. */
  @Text(10) callerKind: string;
  /** Data subject of the person, or id of the external agent. */
  @Ref() callerId: string;
  /** The route as the table has it, never what was filled in: `get /api/v1/sessions/{id}`. */
  @Text(200) route: string;
  @Text(40) requestId: string;
}
