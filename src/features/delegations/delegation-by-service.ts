import { SmartAgentDelegation } from '../../../entities/index.ts';
import { insert, type Row, type Write } from '../../kernel/database.ts';
import { serviceSignIn } from '../identity/index.ts';
import type { Subject } from '../subjects/index.ts';
import { standing } from './delegation-store.ts';
import { termColumns, type DelegationTerms } from './delegation-terms.ts';

/** A service as one that gives. */
export interface GivingServiceIds {
  readonly id: string;
  readonly subject: Subject;
  readonly ownerSubjectId: string;
}

/** The write of a delegation that a service gives from this moment on; its owner decides on what it is used for. */
export const delegationByService = (
  row: Pick<Row<SmartAgentDelegation>, 'id' | 'tenantId' | 'agentId' | 'workflow' | 'reason' | 'createdAt' | 'validTo'>,
  terms: DelegationTerms,
  { id, subject, ownerSubjectId }: GivingServiceIds,
): Write =>
  insert(SmartAgentDelegation, {
    ...row,
    ...termColumns(terms),
    kind: standing,
    delegatorSubjectId: subject.id,
    responsibleSubjectId: ownerSubjectId,
    revokers: JSON.stringify([ownerSubjectId]),
    extendsId: null,
    sealedSignIn: subject.box.seal(serviceSignIn(id)),
    untrustedFields: '[]',
    untrustedReadAt: null,
    validFrom: row.createdAt,
    revokedAt: null,
    revokedBySubjectId: null,
    revokeReason: null,
  });
