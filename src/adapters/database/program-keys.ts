import { ProgramKey } from '../../../entities/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { insert, type Database } from '../../kernel/database.ts';
import { createSecretBox, deriveKey } from '../../kernel/secret-box.ts';

/** The value of a sealed key of the program, opened with the master key. Throws where it is another's. */
export const openProgramKey = (sealedValue: string, masterKey: Buffer): unknown =>
  JSON.parse(createSecretBox(deriveKey(masterKey, 'program-keys')).open(sealedValue)) as unknown;

/** Keys the program makes for itself at its first start and keeps in the database, wrapped by the master key. */
export class ProgramKeys {
  readonly #box;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    masterKey: Buffer,
  ) {
    this.#box = createSecretBox(deriveKey(masterKey, 'program-keys'));
  }

  /** The value kept under a name; made and kept on first use. Of two processes that make it at once, one wins for both. */
  async get<Value>(name: string, make: () => Promise<Value> | Value): Promise<Value> {
    const kept = await this.#read<Value>(name);
    if (kept !== null) return kept;
    const sealedValue = this.#box.seal(JSON.stringify(await make()));
    await this.database.commit([insert(ProgramKey, { name, sealedValue, createdAt: this.clock.now().toISOString() })]).catch(() => undefined);
    const made = await this.#read<Value>(name);
    if (made === null) throw new Error(`the key ${name} could not be kept`);
    return made;
  }

  async #read<Value>(name: string): Promise<Value | null> {
    const row = await this.database.reader.findOneBy(ProgramKey, { name });
    return row ? (JSON.parse(this.#box.open(row.sealedValue)) as Value) : null;
  }
}
