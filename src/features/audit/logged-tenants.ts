import { MoreThan, type EntityManager } from 'typeorm';
import { SmartAgentLogHead } from '../../../entities/index.ts';

/** Every tenant that has a log, one after the other by its id; each is one step in the heads' key, however many heads there are. */
export async function* loggedTenants(reader: EntityManager): AsyncGenerator<string> {
  for (let after = ''; ;) {
    const [next] = await reader.find(SmartAgentLogHead, {
      select: { tenantId: true, position: true },
      where: { tenantId: MoreThan(after) },
      order: { tenantId: 'ASC' },
      take: 1,
    });
    if (!next) return;
    yield (after = next.tenantId);
  }
}
