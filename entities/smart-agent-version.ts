import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, OptionalText, Ref, Text, Whole } from './columns.ts';

/** A snapshot of an agent's configuration. Only an erasure changes it: it takes a person's name out of its texts. */
@Entity({ name: 'SmartAgentVersion' })
export class SmartAgentVersion {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() agentId: string;
  @Whole() number: number;
  /** Canonical JSON: instructions, tool links, tier, autonomy, template version, suggestions. */
  @LongText() configuration: string;
  /**
   * 32 random bytes, base64url, that nobody sees; empty in versions from before there was any; null once an erasure changed the
   * texts, so that nobody can try names against the hash of what they were.
   */
  @OptionalText(43) salt: string | null;
  /** SHA-256 of `salt` and the `configuration` it was made with. */
  @Text(64) hash: string;
  @Instant() createdAt: string;
  @Ref() createdBySubjectId: string;
}
