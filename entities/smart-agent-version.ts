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
   * 32 random bytes, base64url; empty in versions from before there were salts. An erasure that changes the texts makes it null:
   * without it nobody can try names against the hash.
   */
  @OptionalText(43) salt: string | null;
  /** SHA-256 of `salt` and the `configuration` it was made with. */
  @Text(64) hash: string;
  @Instant() createdAt: string;
  @Ref() createdBySubjectId: string;
}
