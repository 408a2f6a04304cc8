import type { EntityManager } from 'typeorm';
import type { AtOnce } from '../../domain/widening.ts';
import { needsSecondAdmin } from '../../domain/second-admin.ts';
import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import type { Database } from '../../kernel/database.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { peopleValue, type Actor, type ChangedThing, type FieldChange, type SettingChanges } from '../change-log/index.ts';
import type { Admins } from '../subjects/index.ts';
import { claimPending, newPendingWrite } from './pending-change-rows.ts';

/** A waiting change that a second admin has agreed to. */
export interface Approval {
  readonly id: string;
  readonly askedBy: string;
  /** What the second admin saw. */
  readonly changes: readonly FieldChange[];
}

/** A change of one thing as its feature describes it. */
export interface GuardedChange<State> {
  readonly thing: ChangedThing;
  readonly before: State;
  readonly wanted: State;
  /** How much of what is wanted gives no more room than there is. */
  readonly atOnce: AtOnce<State>;
  /** Nothing acts on the thing yet, so nothing has to wait. */
  readonly isIdle?: boolean;
  readonly approval?: Approval | undefined;
  /** Rows that tell how the change came about; written down with it. */
  readonly because?: readonly FieldChange[] | undefined;
  /** What differs, as the change log has it. */
  changes(from: State, to: State): readonly FieldChange[];
  /** What has to be asked of `from` to come to `to`; people by their random ids. */
  request(from: State, to: State): Json;
  write(manager: EntityManager, now: string, state: State): Promise<void>;
}

/** What became of it: done, with the id of the part that waits; or, of an approved one, that the thing has moved since. */
export type Guarded = { readonly kind: 'done'; readonly waiting: string | null } | { readonly kind: 'moved' };

const noSecondAdmin: FieldChange = {
  field: 'secondAdmin',
  before: null,
  after: 'There is no second admin, so what widens took effect at once.',
};

const asAsked = ({ field, ...values }: FieldChange): FieldChange => ({ field: `asked/${field}`, ...values });

const isSame = (one: readonly FieldChange[], other: readonly FieldChange[]): boolean =>
  canonicalJson(one as unknown as Json) === canonicalJson(other as unknown as Json);

/** What guarded changes work with. */
export interface GuardParts {
  readonly database: Database;
  readonly changes: SettingChanges;
  readonly admins: Admins;
  readonly ids: IdSource;
}

/** Makes changes of settings: what tightens at once, what widens after a second admin agreed, where the tenant has one. */
export class GuardedChanges {
  constructor(private readonly parts: GuardParts) {}

  /** Makes the change, or the part of it that may be made at once; the rest waits. All of it in one transaction with the change log. */
  async make<State>(actor: Actor, change: GuardedChange<State>): Promise<Guarded> {
    return change.approval === undefined ? this.#ask(actor, change) : this.#approve(actor, change, change.approval);
  }

  async #ask<State>(actor: Actor, change: GuardedChange<State>): Promise<Guarded> {
    const { thing, before, wanted, because = [] } = change;
    const atOnce = change.atOnce(before, wanted);
    const widening = change.isIdle === true ? [] : change.changes(atOnce, wanted);
    const mustWait = widening.length > 0 && needsSecondAdmin(actor.subject.id, await this.parts.admins.of(actor.tenantId));
    const state = mustWait ? atOnce : wanted;
    const now = change.changes(before, state);
    const write = (manager: EntityManager, at: string): Promise<void> => change.write(manager, at, state);
    if (!mustWait) {
      const told = now.length === 0 ? [] : [...now, ...because, ...(widening.length > 0 ? [noSecondAdmin] : [])];
      await this.parts.changes.make(actor, { thing, changes: told }, write);
      return { kind: 'done', waiting: null };
    }
    const id = this.parts.ids.next();
    const pending = { id, thing, changes: widening, request: change.request(atOnce, wanted) };
    const logged = { thing, changes: [...now, ...because, ...widening.map(asAsked)] };
    const keep = (manager: EntityManager, askedAt: string): Promise<void> =>
      this.parts.database.apply(manager, [newPendingWrite(actor, { ...pending, askedAt })]);
    if (now.length === 0) await this.parts.changes.record(actor, logged, keep);
    else
      await this.parts.changes.make(actor, logged, async (manager, at) => {
        await write(manager, at);
        await keep(manager, at);
      });
    return { kind: 'done', waiting: id };
  }

  async #approve<State>(actor: Actor, change: GuardedChange<State>, approval: Approval): Promise<Guarded> {
    const changes = change.changes(change.before, change.wanted);
    if (!isSame(changes, approval.changes)) return { kind: 'moved' };
    const asked: FieldChange = { field: 'askedBy', before: null, after: peopleValue([approval.askedBy]) };
    await this.parts.changes.make(actor, { thing: change.thing, changes: [...changes, asked] }, async (manager, now) => {
      await claimPending(manager, { id: approval.id, actor, now, status: 'approved' });
      await change.write(manager, now, change.wanted);
    });
    return { kind: 'done', waiting: null };
  }
}
