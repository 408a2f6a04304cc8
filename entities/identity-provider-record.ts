import { Entity } from 'typeorm';
import { LongText, OptionalInstant, OptionalText, TextKey } from './columns.ts';

/** State of the embedded identity provider; ids are hashes, the payload is sealed. */
@Entity({ name: 'IdentityProviderRecord' })
export class IdentityProviderRecord {
  @TextKey(40) model: string;
  @TextKey(64) id: string;
  @LongText() payload: string;
  @OptionalText(200) grantId: string | null;
  @OptionalText(200) userCode: string | null;
  @OptionalText(200) uid: string | null;
  @OptionalInstant() consumedAt: string | null;
  @OptionalInstant() expiresAt: string | null;
}
