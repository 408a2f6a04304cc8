import { Entity } from 'typeorm';
import { Flag, IdKey, Instant, LongText, OptionalInstant, OptionalLongText, OptionalRef, Ref, Text, Whole } from './columns.ts';

/** A change that the ERP's own approval workflow took over, and what became of it there. */
@Entity({ name: 'SmartAgentErpApproval' })
export class SmartAgentErpApproval {
  /** Id of the proposal whose commit handed the document over. */
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() executionId: string;
  /** JSON, sealed for whoever it was asked for: the document, the request, and whom it waits for. */
  @LongText() sealedHandedOver: string;
  @Text(20) state: string;
  @Instant() since: string;
  /** When it is looked at again, and how often it was. */
  @Instant() lookAt: string;
  @Whole() looks: number;
  @OptionalInstant() endedAt: string | null;
  /** Who decided in the ERP, where she is known here. */
  @OptionalRef() deciderSubjectId: string | null;
  /** JSON, sealed likewise: who decided, by name, and what she said. */
  @OptionalLongText() sealedEnd: string | null;
  /** It ended, and its conversation has not heard of it yet. */
  @Flag() untold: boolean;
}
