import { endOfDay } from '../domain/day-seal.ts';
import { chainOrigin, linkHash, type ChainLink } from '../domain/log-chain.ts';
import { isSignedBy, type SignedHead, type SignedRemoval } from '../features/audit/log-signer.ts';
import { LineDigest } from '../kernel/line-digest.ts';
import type { HashedRecord, LogRows, Seal } from './log-rows.ts';
import type { Finding, LogKey } from './verify-days.ts';

/** Positions read at once. */
const pageSize = 1000;

/** A part of a tenant's chain, and what it is held against. */
export interface ChainPart {
  readonly tenantId: string;
  readonly from: number;
  readonly to: number;
  readonly seals: readonly Seal[];
  readonly removals: readonly SignedRemoval[];
  readonly by: LogKey;
  /** Told after every page how many positions it had. */
  readonly onPage: (positions: number) => void;
}

/** What was found in a part of a chain. */
export interface ChainVerdict {
  readonly finding: Finding | null;
  /** Records that are there and agree. */
  readonly records: number;
  /** Positions whose records retention removed. */
  readonly removed: number;
}

interface Page {
  readonly links: ReadonlyMap<number, ChainLink>;
  readonly records: ReadonlyMap<string, HashedRecord>;
  readonly heads: ReadonlyMap<number, SignedHead>;
}

/** What a seal says of its day, counted anew. */
class SealedDay {
  readonly #counts = { attempt: 0, outcome: 0, decision: 0 };
  readonly #digest = new LineDigest();
  #heads = 0;

  add(link: ChainLink, head: SignedHead | undefined): void {
    this.#counts[link.recordType] += 1;
    this.#digest.add(link.recordHash);
    if (head) this.#heads += 1;
  }

  /** What is wrong with the seal at its last position; null where nothing is. */
  fault(seal: Seal, { link, head }: { readonly link: ChainLink; readonly head: SignedHead | undefined }): string | null {
    const { attempt, outcome, decision } = this.#counts;
    if (seal.attempts !== attempt || seal.outcomes !== outcome || seal.decisions !== decision) return 'counts other records than the chain has';
    if (seal.recordDigest !== this.#digest.end()) return 'is over other records than the chain has';
    if (seal.headHash !== link.hash || head === undefined) return 'does not end in the head it names';
    if (head.signedAt >= endOfDay(seal.day)) return 'ends in a head of a later day';
    return seal.heads === this.#heads ? null : 'counts other heads than there are';
  }
}

/** Goes through a tenant's chain position by position and stops at the first that is not as it was logged. */
export class ChainVerification {
  #previousHash = chainOrigin;
  #removals: readonly SignedRemoval[];
  #records = 0;
  #removed = 0;
  /** Seals whose days lie in the part as a whole, and have records. */
  readonly #seals: Seal[];
  #day: SealedDay | null = null;

  constructor(
    private readonly rows: LogRows,
    private readonly part: ChainPart,
  ) {
    this.#removals = part.removals;
    this.#seals = part.seals.filter((seal) => seal.firstPosition >= part.from && seal.lastPosition >= seal.firstPosition);
  }

  async run(): Promise<ChainVerdict> {
    const finding = (await this.#start()) ?? (await this.#pages());
    return { finding, records: this.#records, removed: this.#removed };
  }

  async #start(): Promise<Finding | null> {
    const { tenantId, from } = this.part;
    if (from <= 1) return null;
    const [link] = await this.rows.links(tenantId, from - 1, from - 1);
    if (link) this.#previousHash = link.hash;
    return link ? null : { position: from - 1, what: 'there is no link' };
  }

  async #pages(): Promise<Finding | null> {
    const { tenantId, from, to, onPage } = this.part;
    for (let first = from; first <= to; first += pageSize) {
      const last = Math.min(to, first + pageSize - 1);
      const links = await this.rows.links(tenantId, first, last);
      const page: Page = {
        links: new Map(links.map((link) => [link.position, link])),
        records: await this.rows.records(tenantId, first, last),
        heads: new Map((await this.rows.heads(tenantId, first, last)).map((head) => [head.position, head])),
      };
      for (let position = first; position <= last; position += 1) {
        const what = await this.#fault(position, page);
        if (what !== null) return { position, what };
      }
      onPage(last - first + 1);
    }
    return null;
  }

  async #fault(position: number, { links, records, heads }: Page): Promise<string | null> {
    const link = links.get(position);
    if (!link) return 'there is no link';
    if (link.previousHash !== this.#previousHash) return 'the link does not name the hash of the link before it';
    if (link.hash !== linkHash(link)) return 'the link does not have its hash';
    this.#previousHash = link.hash;
    const head = heads.get(position);
    return (await this.#recordFault(link, records)) ?? (head ? this.#headFault(head, link) : null) ?? this.#sealFault(link, head);
  }

  async #recordFault(link: ChainLink, records: ReadonlyMap<string, HashedRecord>): Promise<string | null> {
    const record = records.get(`${link.recordType} ${link.recordId}`);
    if (!record) {
      if (!(await this.#isRemoved(link.position))) return `the ${link.recordType} is missing, and retention did not state that it would remove it`;
      this.#removed += 1;
      return null;
    }
    if (record.computed !== link.recordHash) return `the ${link.recordType} does not have the content it was logged with`;
    if (record.kept !== link.recordHash) return `the ${link.recordType} bears another hash than it was logged with`;
    this.#records += 1;
    return null;
  }

  /** Retention may be at work: its statement is there before a record goes, so it is looked for once more. */
  async #isRemoved(position: number): Promise<boolean> {
    const isStated = (): boolean => this.#removals.some(({ firstPosition, lastPosition }) => firstPosition <= position && position <= lastPosition);
    if (isStated()) return true;
    this.#removals = await this.rows.removals(this.part.tenantId);
    return isStated();
  }

  #headFault(head: SignedHead, link: ChainLink): string | null {
    if (!isSignedBy(head, this.part.by.key)) return "the signed head does not bear the signature of the log's key";
    return head.hash === link.hash ? null : 'the chain is another than the one whose head was signed here';
  }

  #sealFault(link: ChainLink, head: SignedHead | undefined): string | null {
    const [seal] = this.#seals;
    if (!seal || link.position < seal.firstPosition) return null;
    this.#day ??= new SealedDay();
    this.#day.add(link, head);
    if (link.position < seal.lastPosition) return null;
    const fault = this.#day.fault(seal, { link, head });
    this.#seals.shift();
    this.#day = null;
    return fault === null ? null : `the seal of ${seal.day} ${fault}`;
  }
}
