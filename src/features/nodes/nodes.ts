import type { Logger } from 'pino';
import { IsNull, LessThan, Not, type EntityManager } from 'typeorm';
import { SmartAgentNode } from '../../../entities/index.ts';
import { isNodeOverdue, nodeBeatMillis, nodeGoneMillis, workOwner, type WorkOwner } from '../../domain/node.ts';
import type { Clock } from '../../kernel/clock.ts';
import { update, type Database } from '../../kernel/database.ts';
import { AppError, describeError } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { holdLock } from '../../kernel/transaction-lock.ts';

/** Nodes that ended longer ago are forgotten; what still bears their id counts as theirs, and they as gone. Milliseconds. */
const rememberedMillis = 86_400_000;

/** What being a node takes. */
export interface NodeParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  /** No other program can be at work on this database: whoever starts declares all others gone. */
  readonly isAlone: boolean;
}

/** A kind of row that bears the id of the node that is at it. */
export type NodeWork = new () => { id: string; nodeId: string | null };

/** The error of work that this node had begun when it was taken for gone. */
const takenForGone = (): AppError =>
  new AppError('unavailable', 'This program was not heard of for too long, so what it was at was left to another.', {
    remedy: 'Look at what came of it before you ask again.',
  });

/** This program among those that work on the database: it says that it is there, and tells which others are. */
export class Nodes {
  #id: string;
  #seenAt: Date;
  /** Until then it declares nobody gone: it was away itself, perhaps with everybody else. */
  #judgesFrom: Date;
  #timer: NodeJS.Timeout | null = null;
  #beating: Promise<void> | null = null;
  readonly #unattended = new Set<string>();

  constructor(private readonly parts: NodeParts) {
    this.#id = parts.ids.next();
    this.#seenAt = this.#judgesFrom = parts.clock.now();
  }

  /** Whether no other program can be at work on this database, so that nothing has to be kept from one. */
  get isAlone(): boolean {
    return this.parts.isAlone;
  }

  /** The id that what is begun now bears. Another one after this node was declared gone. */
  get id(): string {
    return this.#id;
  }

  /** Joins the others, and says now and then that it is there. */
  async start(): Promise<void> {
    await this.#join();
    if (this.parts.isAlone) await this.#declareOthersGone();
    const beat = (): Promise<void> => this.beat().catch((error: unknown) => this.#notHeard(error));
    this.#timer = setInterval(() => void beat(), nodeBeatMillis).unref();
  }

  /** Says goodbye, so that nobody waits before taking up what it leaves. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    const endedAt = this.parts.clock.now().toISOString();
    const leave = this.parts.database.transaction((manager) => manager.update(SmartAgentNode, { id: this.#id, endedAt: IsNull() }, { endedAt }));
    await leave.catch((error: unknown) => this.#notHeard(error));
  }

  /** Says that it is there, once for all who ask at the same time; comes back under another id where it was declared gone. */
  beat(): Promise<void> {
    this.#beating ??= this.#beat().finally(() => (this.#beating = null));
    return this.#beating;
  }

  async #beat(): Promise<void> {
    const now = this.parts.clock.now();
    if (isNodeOverdue(this.#seenAt, now)) this.#judgesFrom = new Date(now.getTime() + nodeGoneMillis);
    const { database } = this.parts;
    const id = this.#id;
    // Not in a transaction of its own: those may all be waiting for locks, and a node that works hard is not gone.
    await database.commit([update(SmartAgentNode, { id, endedAt: null }, { seenAt: now.toISOString() })]);
    if (await this.#isPresent(database.reader, id)) this.#seenAt = now;
    else await this.#join();
  }

  /** The ids of the other nodes that live. Those that are overdue are declared gone, each by one of those who look. */
  async others(): Promise<ReadonlySet<string>> {
    const rows = await this.parts.database.reader.findBy(SmartAgentNode, { id: Not(this.#id), endedAt: IsNull() });
    const now = this.parts.clock.now();
    const mayJudge = !isNodeOverdue(this.#seenAt, now) && this.#judgesFrom <= now;
    const living = new Set<string>();
    for (const row of rows) {
      const isGone = mayJudge && isNodeOverdue(new Date(row.seenAt), now) && (await this.#declareGone(row));
      if (!isGone) living.add(row.id);
    }
    return living;
  }

  /** Whose a piece of work is, with the others that live. */
  ownerOf({ nodeId }: { readonly nodeId: string | null }, others: ReadonlySet<string>): WorkOwner {
    return workOwner({ nodeId, own: this.#id, others });
  }

  /** Nodes that this one declared gone and that nobody looked after since. */
  get unattended(): readonly string[] {
    return [...this.#unattended];
  }

  /** What those nodes left has been looked after. */
  attended(ids: readonly string[]): void {
    for (const id of ids) this.#unattended.delete(id);
  }

  /**
   * Puts this node's id on a piece of work that is nobody's, its own, or of a node that is gone: the id, or null where another
   * node has it. Of two that come at once one wins. Nothing is written where no other program can come. Throws `unavailable`
   * where this node was taken for gone.
   */
  async claim(kind: NodeWork, id: string): Promise<string | null> {
    if (this.parts.isAlone) return this.#id;
    const found = await this.parts.database.reader.findOne(kind, { select: { id: true, nodeId: true }, where: { id } });
    const as = this.#id;
    if (!found || found.nodeId === as) return as;
    const { nodeId } = found;
    if (nodeId !== null && (await this.others()).has(nodeId)) return null;
    const { database } = this.parts;
    await database.commit([update<{ id: string; nodeId: string | null }>(kind, { id, nodeId }, { nodeId: as })]);
    const isTaken = await database.reader.existsBy(kind, { id, nodeId: as });
    if (isTaken && !(await this.#isPresent(database.reader, as))) throw takenForGone();
    return isTaken ? as : null;
  }

  /** Makes sure, until the manager's transaction ends, that the node with this id is this one and counts as living. Throws `unavailable`. */
  async present(manager: EntityManager, as: string): Promise<void> {
    await holdLock(manager, lockOf(as), 'shared');
    if (!(await this.#isPresent(manager, as))) throw takenForGone();
  }

  /** Makes sure that what was begun under an id is still this node's. Throws `unavailable` where it was taken for gone. */
  async sure(as: string | null): Promise<void> {
    if (isNodeOverdue(this.#seenAt, this.parts.clock.now())) await this.beat();
    if (as !== this.#id) throw takenForGone();
  }

  async #isPresent(manager: EntityManager, as: string): Promise<boolean> {
    return as === this.#id && (await manager.existsBy(SmartAgentNode, { id: as, endedAt: IsNull() }));
  }

  async #join(): Promise<void> {
    const now = this.parts.clock.now();
    const row = { id: this.parts.ids.next(), startedAt: now.toISOString(), seenAt: now.toISOString(), endedAt: null };
    const forgotten = new Date(now.getTime() - rememberedMillis).toISOString();
    await this.parts.database.transaction(async (manager) => {
      await manager.insert(SmartAgentNode, row);
      await manager.delete(SmartAgentNode, { endedAt: LessThan(forgotten) });
    });
    this.#id = row.id;
    this.#seenAt = now;
  }

  async #declareOthersGone(): Promise<void> {
    const endedAt = this.parts.clock.now().toISOString();
    await this.parts.database.transaction((manager) => manager.update(SmartAgentNode, { id: Not(this.#id), endedAt: IsNull() }, { endedAt }));
  }

  /** False where it was heard of meanwhile, or somebody else declared it gone. */
  async #declareGone({ id, seenAt }: Pick<SmartAgentNode, 'id' | 'seenAt'>): Promise<boolean> {
    const endedAt = this.parts.clock.now().toISOString();
    const declared = await this.parts.database.transaction(async (manager) => {
      // Whatever the node is opening at this moment is opened first, or not at all.
      await holdLock(manager, lockOf(id), 'exclusive');
      return manager.update(SmartAgentNode, { id, seenAt, endedAt: IsNull() }, { endedAt });
    });
    if (declared.affected !== 1) return false;
    this.#unattended.add(id);
    this.parts.logger.warn({ nodeId: id, seenAt }, 'another program was not heard of any more; what it was at is taken up');
    return true;
  }

  #notHeard(error: unknown): void {
    this.parts.logger.warn({ err: error }, `the other programs could not be told that this one is there: ${describeError(error)}`);
  }
}

const lockOf = (id: string): string => `node ${id}`;
