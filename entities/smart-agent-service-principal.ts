import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, Ref, Text, Whole } from './columns.ts';

/** A service that may delegate, with the person who owns it. */
@Entity({ name: 'SmartAgentServicePrincipal' })
export class SmartAgentServicePrincipal {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Text(80) name: string;
  /** As which it stands in delegations and in the log. */
  @Ref() subjectId: string;
  @Ref() ownerSubjectId: string;
  /** The owner's object id. */
  @Text(80) ownerOid: string;
  /** Its application (client) id at the identity provider. */
  @Text(120) clientId: string;
  /** The client's secret there, sealed. */
  @LongText() sealedSecret: string;
  /** `registered`, `active`, `suspended` or `retired`. */
  @Text(20) state: string;
  @Whole() revision: number;
  @Instant() createdAt: string;
  @Instant() updatedAt: string;
}
