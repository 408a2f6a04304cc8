import { Entity } from 'typeorm';
import { Instant, LongText, TextKey } from './columns.ts';

/** A signed-in browser. The id is a hash of what the cookie holds: reading the table signs nobody in. */
@Entity({ name: 'WebSession' })
export class WebSession {
  @TextKey(64) id: string;
  @LongText() sealedData: string;
  @LongText() sealedTokens: string;
  @Instant() createdAt: string;
  @Instant() expiresAt: string;
}
