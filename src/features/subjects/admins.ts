import { IsNull, MoreThanOrEqual, Not } from 'typeorm';
import { SmartAgentDataSubject } from '../../../entities/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { update, type Database } from '../../kernel/database.ts';
import type { Person, Subject, Subjects } from './subjects.ts';

const dayMillis = 86_400_000;
/** Whoever has not been seen for as long is counted no more, so that nobody waits for an admin who left. */
const countedDays = 90;

const before = (now: Date, days: number): string => new Date(now.getTime() - days * dayMillis).toISOString();

/**
 * Who else is an admin. Permission sets come with the sign-in and the identity provider is not asked about
 * others, so the program remembers whom it saw signed in as an admin, to the day.
 */
export class Admins {
  /** What is written down already: the instant, or null for no admin. */
  readonly #noted = new Map<string, string | null>();

  constructor(private readonly parts: { readonly database: Database; readonly clock: Clock; readonly subjects: Subjects }) {}

  /** The subject of a signed-in person; notes whether she is an admin by this sign-in. */
  async arrive(person: Person, isAdmin: boolean): Promise<Subject> {
    const subject = await this.parts.subjects.of(person);
    await this.#note(subject.id, isAdmin);
    return subject;
  }

  /** The random ids of everyone who is known as an admin of the tenant. */
  async of(tenantId: string): Promise<readonly string[]> {
    const adminSeenAt = MoreThanOrEqual(before(this.parts.clock.now(), countedDays));
    const rows = await this.parts.database.reader.findBy(SmartAgentDataSubject, { tenantId, adminSeenAt, sealedKey: Not(IsNull()) });
    return rows.map(({ id }) => id);
  }

  async #note(id: string, isAdmin: boolean): Promise<void> {
    const now = this.parts.clock.now();
    const noted = this.#noted.has(id) ? this.#noted.get(id) : await this.#stored(id);
    const isFresh = isAdmin ? typeof noted === 'string' && noted > before(now, 1) : noted === null;
    if (!isFresh) await this.parts.database.commit([update(SmartAgentDataSubject, { id }, { adminSeenAt: isAdmin ? now.toISOString() : null })]);
    this.#noted.set(id, isFresh ? (noted ?? null) : isAdmin ? now.toISOString() : null);
  }

  async #stored(id: string): Promise<string | null> {
    return (await this.parts.database.reader.findOneBy(SmartAgentDataSubject, { id }))?.adminSeenAt ?? null;
  }
}
