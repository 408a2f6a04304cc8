import { Between, In, MoreThanOrEqual } from 'typeorm';
import { SmartAgentLogChain, SmartAgentLogHead } from '../../../entities/index.ts';
import type { Evidence } from '../../contracts/evidence.ts';
import type { Database } from '../../kernel/database.ts';

type Link = Evidence['chain'][number]['links'][number];

/** Fewer than the parameters a statement may have. */
const idsPerStatement = 1000;

const plainLink = ({ tenantId, position, recordType, recordId, recordHash, previousHash, hash }: SmartAgentLogChain): Link => ({
  ...{ tenantId, position, recordType: recordType as Link['recordType'], recordId, recordHash, previousHash, hash },
});

/** Where the records of an execution stand in its tenant's chain. */
export class EvidenceStore {
  constructor(private readonly database: Database) {}

  /** The positions of these records, by record id; one that has none yet is left out. */
  async positions(tenantId: string, recordIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const positions = new Map<string, number>();
    for (let first = 0; first < recordIds.length; first += idsPerStatement) {
      const links = await this.database.reader.find(SmartAgentLogChain, {
        select: { tenantId: true, recordId: true, position: true },
        where: { tenantId, recordId: In(recordIds.slice(first, first + idsPerStatement)) },
      });
      for (const { recordId, position } of links) positions.set(recordId, position);
    }
    return positions;
  }

  /**
   * The links from each of these positions to the signed head next to it, so that a file needs no more of the chain than
   * the batches its records were appended in. Null where a position is under no head yet.
   */
  async chain(tenantId: string, positions: readonly number[]): Promise<Evidence['chain'] | null> {
    const chain: Evidence['chain'] = [];
    let left = [...positions].sort((one, other) => one - other);
    for (let [from] = left; from !== undefined; [from] = left) {
      const head = await this.#headFrom(tenantId, from);
      if (!head) return null;
      chain.push({ links: await this.#links(tenantId, from, head.position), head });
      left = left.filter((position) => position > head.position);
    }
    return chain;
  }

  async #headFrom(tenantId: string, position: number): Promise<Evidence['chain'][number]['head'] | null> {
    const [head] = await this.database.reader.find(SmartAgentLogHead, {
      where: { tenantId, position: MoreThanOrEqual(position) },
      order: { position: 'ASC' },
      take: 1,
    });
    if (!head) return null;
    const { hash, signedAt, keyId, signature } = head;
    return { tenantId, position: head.position, hash, signedAt, keyId, signature };
  }

  async #links(tenantId: string, from: number, to: number): Promise<Link[]> {
    const links = await this.database.reader.find(SmartAgentLogChain, {
      where: { tenantId, position: Between(from, to) },
      order: { position: 'ASC' },
    });
    return links.map(plainLink);
  }
}
