import type { Clock } from '../../kernel/clock.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { Actor, ChangedThing, SettingChanges } from './setting-changes.ts';

/** What is read: which log, and what of it. */
export interface NotedRead {
  /** `Tool-call log (feed)`. */
  readonly name: string;
  /** As it may be kept for good: without names of people. */
  readonly query: string;
}

/** A reading that was written down; told how many rows it gave, piece by piece. */
export interface ReadNote {
  add(rows: number): void;
}

interface OpenNote {
  readonly actor: Actor;
  readonly thing: ChangedThing;
  readonly hour: string;
  /** Resolves when its first row is durable. */
  readonly written: Promise<void>;
  requests: number;
  rows: number;
}

/** The clock hour of an instant, UTC: `2026-03-01T10`. */
const hourOf = (instant: string): string => instant.slice(0, 'YYYY-MM-DDTHH'.length);

/**
 * Writes down who reads the log. Whoever asks for the same again and again, as a SIEM does, has two rows for a clock
 * hour: what was asked for, before the hour's first answer goes out, and when the hour is over how many rows that were,
 * in how many requests. An export has the same two rows for itself. On this node only: each keeps its own count.
 */
export class ReadNotes {
  readonly #open = new Map<string, OpenNote>();

  constructor(private readonly parts: { readonly changes: SettingChanges; readonly clock: Clock; readonly ids: IdSource }) {}

  /** Writes down a reading, unless this reader asked for the same in this hour. Durable when it resolves. */
  async reading(actor: Actor, { name, query }: NotedRead): Promise<ReadNote> {
    const hour = hourOf(this.parts.clock.now().toISOString());
    await this.#closeBefore(hour);
    const key = [actor.tenantId, actor.subject.id, name, query].join('\n');
    const known = this.#open.get(key) ?? this.#begin(key, { actor, thing: { entity: 'reading', id: this.parts.ids.next(), name }, hour }, query);
    await known.written;
    known.requests++;
    return { add: (rows) => void (known.rows += rows) };
  }

  /** Writes down an export before its first byte goes out; `done` writes down how much it was, whole or not. */
  async export(actor: Actor, { name, query }: NotedRead): Promise<{ readonly done: (rows: number) => Promise<void> }> {
    const note = { actor, thing: { entity: 'export', id: this.parts.ids.next(), name } } as const;
    await this.#write(note, 'query', query);
    return { done: (rows) => this.#write(note, 'rows', String(rows)) };
  }

  /** Writes down what was read in this hour; the program stops. */
  close(): Promise<void> {
    return this.#closeBefore('~');
  }

  #begin(key: string, opened: Pick<OpenNote, 'actor' | 'thing' | 'hour'>, query: string): OpenNote {
    const written = this.#write(opened, 'query', query).catch((error: unknown) => {
      this.#open.delete(key);
      throw error;
    });
    const note = { ...opened, written, requests: 0, rows: 0 };
    this.#open.set(key, note);
    return note;
  }

  async #closeBefore(hour: string): Promise<void> {
    for (const [key, note] of this.#open) {
      if (note.hour >= hour) continue;
      this.#open.delete(key);
      await this.#write(note, 'rows', `${note.rows} in ${note.requests} requests since ${note.hour}:00Z`);
    }
  }

  #write({ actor, thing }: Pick<OpenNote, 'actor' | 'thing'>, field: string, after: string): Promise<void> {
    return this.parts.changes.note(actor, { thing, changes: [{ field, before: null, after: after === '' ? 'everything' : after }] });
  }
}
