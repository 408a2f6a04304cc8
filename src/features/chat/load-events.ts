import { MoreThan } from 'typeorm';
import { SmartAgentPanelEvent } from '../../../entities/index.ts';
import type { PanelEvent, PanelEventData } from '../../contracts/panel-events.ts';
import type { Database } from '../../kernel/database.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';

/** The kept events of a session after a number, in order. */
export const loadEvents = async (
  database: Database,
  wanted: { sessionId: string; afterSequence: number; box: SecretBox },
): Promise<readonly PanelEvent[]> => {
  const rows = await database.reader.find(SmartAgentPanelEvent, {
    where: { sessionId: wanted.sessionId, sequence: MoreThan(wanted.afterSequence) },
    order: { sequence: 'ASC' },
  });
  return rows.map((row) => ({
    sessionId: row.sessionId,
    sequence: row.sequence,
    at: row.at,
    data: JSON.parse(wanted.box.open(row.sealedData)) as PanelEventData,
  }));
};
