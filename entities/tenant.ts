import { Entity } from 'typeorm';
import { IdKey, Instant, Text } from './columns.ts';

/** A customer organisation: where its people sign in and where its ERP is. */
@Entity({ name: 'Tenant' })
export class Tenant {
  @IdKey() id: string;
  @Text(120) name: string;
  /** OpenID issuer whose tokens carry this tenant. */
  @Text(400) issuer: string;
  @Text(400) erpBaseUrl: string;
  @Instant() createdAt: string;
}
