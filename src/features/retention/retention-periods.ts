import type { EntityManager } from 'typeorm';
import { SmartAgentRetentionPeriod, SmartAgentSetup } from '../../../entities/index.ts';
import type { RetentionPeriodsView } from '../../contracts/retention.ts';
import { periodInForce, shorterFrom, transcriptDays } from '../../domain/retention.ts';

/** For how long a tenant's log and conversations are kept at an instant. */
export const retentionPeriods = async (manager: EntityManager, tenantId: string, now: string): Promise<RetentionPeriodsView> => {
  const periods = await manager.find(SmartAgentRetentionPeriod, { where: { tenantId }, order: { number: 'ASC' } });
  const setup = await manager.findOneBy(SmartAgentSetup, { tenantId });
  const logDays = periodInForce(periods, now);
  return {
    logDays,
    logDaysSet: periods.at(-1)?.days ?? logDays,
    shorterFrom: shorterFrom(periods, now),
    transcriptDays: transcriptDays({ transcriptRetentionDays: setup?.transcriptRetentionDays ?? logDays }, logDays),
  };
};
