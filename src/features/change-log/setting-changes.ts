import type { EntityManager } from 'typeorm';
import { SmartAgentChangeLog } from '../../../entities/index.ts';
import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import type { Clock } from '../../kernel/clock.ts';
import { insert, type Database, type Write } from '../../kernel/database.ts';
import { AppError } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { bumpRevision } from '../settings/index.ts';

/** Who changes a setting, and where. A request context is one. */
export interface Actor {
  readonly tenantId: string;
  readonly subject: { readonly id: string };
}

/** What was changed. */
export interface ChangedThing {
  readonly entity:
    | 'agent'
    | 'template'
    | 'tool'
    | 'setup'
    | 'businessUnit'
    | 'delegation'
    | 'servicePrincipal'
    | 'condition'
    | 'policy'
    | 'logReader'
    | 'reading'
    | 'export'
    | 'execution'
    | 'legalHold'
    | 'erasure';
  readonly id: string;
  readonly name: string;
}

/** One field, from what to what; null where there was or is nothing. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A change of one thing, as it is written down. */
export interface SettingChange {
  readonly thing: ChangedThing;
  readonly changes: readonly FieldChange[];
}

const nameLength = 120;
const fieldLength = 80;

/** The changes of the fields that differ, each value as text; structured values as canonical JSON. */
export const changedFields = <Fields extends string>(
  before: Readonly<Record<Fields, Json>>,
  after: Readonly<Record<Fields, Json>>,
): readonly FieldChange[] => {
  const text = (value: Json): string | null => (value === null || typeof value === 'string' ? value : canonicalJson(value));
  return (Object.keys(after) as Fields[]).flatMap((field) => {
    const change = { field, before: text(before[field]), after: text(after[field]) };
    return change.before === change.after ? [] : [change];
  });
};

/** The fields of `to` that differ from `from`: the patch that leads from one to the other. */
export const changedOnly = <Thing extends object>(from: Thing, to: Thing): Json => {
  const [before, after] = [from, to] as unknown as Readonly<Record<string, Json>>[];
  return Object.fromEntries(Object.entries(after ?? {}).filter(([field, value]) => canonicalJson(before?.[field] ?? null) !== canonicalJson(value)));
};

/** The error for a change that was made on an old revision. */
export const staleRevision = (what: string): AppError =>
  new AppError('precondition_failed', `This ${what} was changed since you loaded it.`, {
    remedy: 'Load it again, look at what changed, and make your change on that.',
  });

/** Makes changes of settings: the change, its rows in the change log and the tenant's new revision in one transaction, or nothing. */
export class SettingChanges {
  constructor(private readonly parts: { readonly database: Database; readonly clock: Clock; readonly ids: IdSource }) {}

  /**
   * Runs `work` in a transaction and writes down what it changed. `work` awaits nothing but the manager;
   * what it throws undoes everything. Without any change nothing is run.
   */
  async make(actor: Actor, change: SettingChange, work: (manager: EntityManager, now: string) => Promise<void>): Promise<void> {
    if (change.changes.length === 0) return;
    await this.record(actor, change, async (manager, now) => {
      await work(manager, now);
      await bumpRevision(manager, actor.tenantId);
    });
  }

  /** Runs `work` in a transaction that also writes down the change; for what concerns settings and sets none. */
  async record(actor: Actor, change: SettingChange, work: (manager: EntityManager, now: string) => Promise<void>): Promise<void> {
    const now = this.parts.clock.now().toISOString();
    await this.parts.database.transaction(async (manager) => {
      await work(manager, now);
      await this.parts.database.apply(manager, this.#rows(actor, change, now));
    });
  }

  /** Writes down a change that is made in the transaction at hand. */
  async within(manager: EntityManager, actor: Actor, change: SettingChange): Promise<void> {
    await this.parts.database.apply(manager, this.#rows(actor, change, this.parts.clock.now().toISOString()));
  }

  /** Writes down an event that changes no setting, such as an export. Durable when it resolves. */
  async note(actor: Actor, change: SettingChange): Promise<void> {
    await this.parts.database.commit(this.#rows(actor, change, this.parts.clock.now().toISOString()));
  }

  #rows(actor: Actor, { thing, changes }: SettingChange, now: string): readonly Write[] {
    return changes.map(({ field, before, after }) =>
      insert(SmartAgentChangeLog, {
        id: this.parts.ids.next(),
        tenantId: actor.tenantId,
        changedAt: now,
        subjectId: actor.subject.id,
        entity: thing.entity,
        entityId: thing.id,
        entityName: thing.name.slice(0, nameLength),
        field: field.slice(0, fieldLength),
        before,
        after,
      }),
    );
  }
}
