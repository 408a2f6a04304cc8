import { SmartAgentPendingChange } from '../../../entities/index.ts';
import type { Database } from '../../kernel/database.ts';
import type { ChangedThing } from '../change-log/index.ts';

/** A change that waits for a second admin, as the feature sees it whose thing it changes. */
export interface WaitingChange {
  readonly id: string;
  readonly thingId: string;
  readonly askedBySubjectId: string;
  readonly askedAt: string;
  readonly request: unknown;
}

/** The changes of one kind of thing that wait, the latest first. */
export const waitingChanges = async (
  { reader }: Pick<Database, 'reader'>,
  tenantId: string,
  entity: ChangedThing['entity'],
): Promise<readonly WaitingChange[]> => {
  const rows = await reader.find(SmartAgentPendingChange, { where: { tenantId, entity, status: 'pending' }, order: { askedAt: 'DESC', id: 'DESC' } });
  return rows.map(({ id, entityId, askedBySubjectId, askedAt, request }) => ({
    ...{ id, thingId: entityId, askedBySubjectId, askedAt },
    request: JSON.parse(request) as unknown,
  }));
};
