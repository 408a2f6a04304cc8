import { Entity } from 'typeorm';
import { LongText, TextKey } from './columns.ts';

/** The ERP tokens got on behalf of one signed-in session, as the token library keeps them; sealed, and gone with the session. */
@Entity({ name: 'ErpTokenCache' })
export class ErpTokenCache {
  @TextKey(64) sessionId: string;
  @LongText() sealedCache: string;
}
