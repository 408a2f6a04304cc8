import { SmartAgentServicePrincipal } from '../../../entities/index.ts';
import { insert, type Row, type Write } from '../../kernel/database.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { Person } from '../subjects/index.ts';

/** A service as it is registered. */
export type NewService = Pick<Row<SmartAgentServicePrincipal>, 'id' | 'tenantId' | 'name' | 'subjectId' | 'clientId' | 'state'> & {
  readonly owner: { readonly subjectId: string; readonly oid: string };
  readonly secret: string;
  readonly now: string;
};

/** The write of a new service; its secret is kept sealed. */
export const newServiceWrite = ({ owner, secret, now, ...row }: NewService, box: SecretBox): Write =>
  insert(SmartAgentServicePrincipal, {
    ...row,
    ownerSubjectId: owner.subjectId,
    ownerOid: owner.oid,
    sealedSecret: box.seal(secret),
    revision: 1,
    createdAt: now,
    updatedAt: now,
  });

/** A service as the records know it beside people. */
export const asSubject = ({ id, tenantId, name }: Pick<NewService, 'id' | 'tenantId' | 'name'>): Person => ({
  ...{ tid: tenantId, oid: id, displayName: name, email: '' },
  kind: 'service',
});
