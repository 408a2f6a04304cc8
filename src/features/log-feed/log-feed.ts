import type { FeedQuery, FeedRecord } from '../../contracts/log-feed.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Subjects } from '../subjects/index.ts';
import { feedRecord, peopleIn } from './feed-record.ts';
import type { FeedLink, FeedStore, FeedWindow, PositionRange } from './feed-store.ts';

/** A page of the feed: its bounds are known before any record is read. */
export interface FeedPage {
  /** Positions behind this one are in it. */
  readonly after: number;
  /** Where to go on. */
  readonly nextPosition: number;
  readonly hasMore: boolean;
  /** The chain's hash at `nextPosition`, which stands for everything up to there; null for an empty log. */
  readonly hash: string | null;
  /** The records that are shown, in position order, in pieces. */
  records(): AsyncGenerator<readonly FeedRecord[]>;
}

/** Records held in memory at a time. */
const positionsPerPiece = 500;
/** Positions looked at in one statement while the first one that is still there is searched. */
const positionsPerLook = 10_000;

const removedMeanwhile = (): AppError =>
  new AppError('gone', 'Records of this page were removed while it was read.', { remedy: 'Ask for it again: the answer says what is still there.' });

const stored = (instant: string | undefined): string | null => (instant === undefined ? null : new Date(instant).toISOString());

/**
 * The log for machines: followed by position, never by time (invariant 10). A page is a range of positions, so its work
 * is bounded by its limit whatever is filtered, and its end is the cursor even where nothing of it is shown.
 */
export class LogFeed {
  /** By tenant: everything up to here was removed, as far as it was looked. */
  readonly #removedUpTo = new Map<string, number>();

  constructor(private readonly parts: { readonly store: FeedStore; readonly subjects: Subjects }) {}

  /** A page. Throws `gone` with the first position there is, where the cursor is older than what is kept. */
  async page(tenantId: string, { after: given, limit, from, to }: Pick<FeedQuery, 'after' | 'limit' | 'from' | 'to'>): Promise<FeedPage> {
    const { store } = this.parts;
    const head = await store.head(tenantId);
    const last = head?.position ?? 0;
    const after = given ?? (await this.#firstKept(tenantId, 0, last)) - 1;
    const nextPosition = Math.max(after, Math.min(after + limit, last));
    const range = { after, upTo: nextPosition };
    if (after < nextPosition && (await store.lastRemoved(tenantId, range)) !== null) throw await this.#gone(tenantId, after, last);
    const window = { from: stored(from), to: stored(to) };
    return {
      after,
      nextPosition,
      hasMore: nextPosition < last,
      hash: (await this.#end(tenantId, nextPosition, head))?.hash ?? null,
      records: () => this.#records(tenantId, range, window),
    };
  }

  async *#records(tenantId: string, { after, upTo }: PositionRange, window: FeedWindow): AsyncGenerator<readonly FeedRecord[]> {
    const names = new Map<string, string>();
    for (let from = after; from < upTo; from += positionsPerPiece) {
      const rows = await this.parts.store.rows(tenantId, { after: from, upTo: Math.min(upTo, from + positionsPerPiece) }, window);
      if (rows === null) throw removedMeanwhile();
      const unknown = rows.flatMap(peopleIn).filter((id) => !names.has(id));
      for (const [id, name] of await this.parts.subjects.names(tenantId, unknown)) names.set(id, name);
      if (rows.length > 0) yield rows.map((row) => feedRecord(row, names));
    }
  }

  async #end(tenantId: string, position: number, head: FeedLink | null): Promise<FeedLink | null> {
    return head === null || head.position <= position ? head : this.parts.store.link(tenantId, position);
  }

  async #gone(tenantId: string, after: number, last: number): Promise<AppError> {
    const firstPosition = await this.#firstKept(tenantId, after, last);
    return new AppError(
      'gone',
      `The log is kept from position ${firstPosition} on; older records were removed when their retention period was over.`,
      {
        firstPosition,
        remedy: `Go on with after=${firstPosition - 1}.`,
      },
    );
  }

  /** The first position behind `after` from which on all records are there. Looks no further than the first long stretch that is whole. */
  async #firstKept(tenantId: string, after: number, last: number): Promise<number> {
    let removed = Math.max(after, this.#removedUpTo.get(tenantId) ?? 0);
    for (let from = removed; from < last;) {
      const upTo = Math.min(last, from + positionsPerLook);
      const found = await this.parts.store.lastRemoved(tenantId, { after: from, upTo });
      if (found === null) break;
      removed = found;
      from = upTo === last ? last : found;
    }
    if (after === 0) this.#removedUpTo.set(tenantId, removed);
    return removed + 1;
  }
}
