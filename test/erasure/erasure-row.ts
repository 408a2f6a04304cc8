import { SmartAgentErasure } from '../../entities/index.ts';
import { insert, type Row, type Write } from '../../src/kernel/database.ts';

/** The write of a person's erasure that was asked for. */
export const erasureWrite = (of: Pick<Row<SmartAgentErasure>, 'tenantId' | 'subjectId'> & Partial<Row<SmartAgentErasure>>): Write =>
  insert(SmartAgentErasure, {
    ...{ reason: 'She asked.', sealedAliases: null, status: 'requested', requestedAt: '2026-03-01T00:00:00.000Z' },
    ...{ requestedBySubjectId: of.subjectId, stepsDone: 0, counts: '{}', remaining: null, deferredBy: '[]' },
    ...{ startedAt: null, endedAt: null, problem: null },
    ...of,
  });
