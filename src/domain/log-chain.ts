import { sha256 } from '../kernel/canonical-json.ts';

/**
 * The chain gives every committed record of a tenant one position and ties it to all records before it:
 * each link's hash covers its position, its record's hash and the hash of the link before.
 */

/** The records that have a position. */
export type ChainRecordType = 'attempt' | 'outcome' | 'decision';

/** What a link covers. */
export interface ChainLinkContent {
  readonly tenantId: string;
  readonly position: number;
  readonly recordType: ChainRecordType;
  readonly recordId: string;
  /** SHA-256 over the record as stored. */
  readonly recordHash: string;
  readonly previousHash: string;
}

/** The hash that the first link names as its predecessor's. */
export const chainOrigin = '0'.repeat(64);

/** SHA-256 over a link's content, its fields in fixed order, separated by line feeds. */
export const linkHash = (link: ChainLinkContent): string =>
  sha256(
    `smart-agents/log-chain/1\n${link.tenantId}\n${link.position}\n${link.recordType}\n${link.recordId}\n${link.recordHash}\n${link.previousHash}`,
  );

/** A link with its hash. */
export interface ChainLink extends ChainLinkContent {
  readonly hash: string;
}

/** The links that follow `head` for these records, in order, positions without a gap. */
export const linksAfter = (
  head: { readonly position: number; readonly hash: string },
  records: readonly Pick<ChainLinkContent, 'tenantId' | 'recordType' | 'recordId' | 'recordHash'>[],
): readonly ChainLink[] => {
  let { position, hash } = head;
  return records.map((record) => {
    const content: ChainLinkContent = { ...record, position: ++position, previousHash: hash };
    hash = linkHash(content);
    return { ...content, hash };
  });
};
