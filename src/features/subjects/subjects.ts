import { SmartAgentDataSubject } from '../../../entities/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { insert, type Database } from '../../kernel/database.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { createSecretBox, deriveKey, keyedHash, newSecretKey, type SecretBox } from '../../kernel/secret-box.ts';

/** Who a person is at the identity provider. */
export interface Person {
  readonly tid: string;
  readonly oid: string;
  readonly displayName: string;
  readonly email: string;
  /** A service that delegates, and no person; absent of people. */
  readonly kind?: 'service';
}

/** A person as the records know her: a random id, and a box that only her key opens. */
export interface Subject {
  readonly id: string;
  readonly box: SecretBox;
}

/** What is shown for a subject whose name was erased. */
export const erasedName = 'Erased person';

/** So long a key is used without a look whether it is still there: then what another node erased is erased here too. */
const keptMillis = 60_000;

/** Something in memory, and until when, in milliseconds of the clock. */
interface Kept<Value> {
  readonly value: Value;
  readonly until: number;
}

/**
 * Keeps the link between people and their random ids, and one data key per person. What is personal is
 * sealed with that key; an erasure deletes the key and the link, and the records stay as they are.
 */
export class Subjects {
  readonly #boxes = new Map<string, Kept<SecretBox>>();
  readonly #known = new Map<string, Kept<Promise<Subject>>>();
  readonly #master: SecretBox;
  readonly #lookupKey: Buffer;

  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
    private readonly options: { readonly clock: Clock; readonly masterKey: Buffer },
  ) {
    this.#master = createSecretBox(deriveKey(options.masterKey, 'subjects'));
    this.#lookupKey = deriveKey(options.masterKey, 'subject-lookup');
  }

  /** The subject of a person; made on first sight. */
  of(person: Person): Promise<Subject> {
    const key = `${person.tid}/${person.oid}`;
    const known = this.#fresh(this.#known.get(key));
    if (known) return known;
    const until = this.#until();
    const found = this.#find(person).catch((error: unknown) => {
      this.#known.delete(key);
      throw error;
    });
    this.#known.set(key, { value: found, until });
    return found;
  }

  /** The box of a subject, or null where it was erased. */
  async box(subjectId: string): Promise<SecretBox | null> {
    const cached = this.#fresh(this.#boxes.get(subjectId));
    if (cached) return cached;
    const row = await this.database.reader.findOneBy(SmartAgentDataSubject, { id: subjectId });
    return row?.sealedKey ? this.#remember(row.id, row.sealedKey) : null;
  }

  /** The names of subjects of one tenant, by id; erased ones are named as such. */
  async names(tenantId: string, subjectIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const profiles = await this.profiles(tenantId, subjectIds);
    return new Map([...profiles].map(([id, person]) => [id, person?.displayName ?? erasedName]));
  }

  /** The people behind subjects of one tenant, by id; null for an erased one. */
  async profiles(tenantId: string, subjectIds: readonly string[]): Promise<ReadonlyMap<string, Person | null>> {
    const profiles = new Map<string, Person | null>();
    for (const id of new Set(subjectIds)) profiles.set(id, await this.profile(tenantId, id));
    return profiles;
  }

  /** The person behind a subject, or null where she was erased or belongs to another tenant. */
  async profile(tenantId: string, subjectId: string): Promise<Person | null> {
    const row = await this.database.reader.findOneBy(SmartAgentDataSubject, { id: subjectId, tenantId });
    if (!row?.sealedKey || !row.sealedProfile) return null;
    return JSON.parse(this.#remember(row.id, row.sealedKey).open(row.sealedProfile)) as Person;
  }

  /** Everyone of a tenant who has a subject. */
  async people(tenantId: string): Promise<readonly Person[]> {
    return (await this.everyone(tenantId)).filter(({ kind }) => kind !== 'service');
  }

  /** The people of a tenant and its services that delegate. */
  async everyone(tenantId: string): Promise<readonly Person[]> {
    const rows = await this.database.reader.findBy(SmartAgentDataSubject, { tenantId });
    return rows.flatMap((row) =>
      row.sealedKey && row.sealedProfile ? [JSON.parse(this.#remember(row.id, row.sealedKey).open(row.sealedProfile)) as Person] : [],
    );
  }

  /** Forgets what is known of a subject: she was erased. */
  forget(subjectId: string): void {
    this.#boxes.delete(subjectId);
    this.#known.clear();
  }

  async #find(person: Person): Promise<Subject> {
    const lookup = keyedHash(this.#lookupKey, `${person.tid}/${person.oid}`);
    const existing = await this.#stored(person.tid, lookup);
    if (existing) return existing;
    try {
      return await this.#create(person, lookup);
    } catch (error) {
      // Of two nodes that see her for the first time at once, one is refused by the unique index.
      const made = await this.#stored(person.tid, lookup);
      if (!made) throw error;
      return made;
    }
  }

  async #stored(tenantId: string, lookup: string): Promise<Subject | null> {
    const row = await this.database.reader.findOneBy(SmartAgentDataSubject, { tenantId, lookup });
    return row?.sealedKey ? { id: row.id, box: this.#remember(row.id, row.sealedKey) } : null;
  }

  async #create(person: Person, lookup: string): Promise<Subject> {
    const id = this.ids.next();
    const sealedKey = this.#master.seal(newSecretKey().toString('base64'));
    const box = this.#remember(id, sealedKey);
    const { tid, oid, displayName, email, kind } = person;
    await this.database.commit([
      insert(SmartAgentDataSubject, {
        id,
        tenantId: tid,
        lookup,
        sealedKey,
        sealedProfile: box.seal(JSON.stringify({ tid, oid, displayName, email, ...(kind && { kind }) })),
        createdAt: this.options.clock.now().toISOString(),
        adminSeenAt: null,
        erasedAt: null,
      }),
    ]);
    return { id, box };
  }

  /** The box of a key that was just read. */
  #remember(id: string, sealedKey: string): SecretBox {
    const box = this.#boxes.get(id)?.value ?? createSecretBox(Buffer.from(this.#master.open(sealedKey), 'base64'));
    this.#boxes.set(id, { value: box, until: this.#until() });
    return box;
  }

  #until(): number {
    return this.options.clock.now().getTime() + keptMillis;
  }

  #fresh<Value>(kept: Kept<Value> | undefined): Value | undefined {
    return kept && kept.until > this.options.clock.now().getTime() ? kept.value : undefined;
  }
}
