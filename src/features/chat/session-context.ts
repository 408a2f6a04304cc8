import { SmartAgentSession } from '../../../entities/index.ts';
import { update, type Database, type Write } from '../../kernel/database.ts';
import type { ModelContext } from '../gateway/index.ts';

/** The context of a conversation's model: what outsiders wrote stays in it as long as the conversation lasts; a new one starts clean. */
export class SessionContext implements ModelContext {
  readonly #fields: Set<string>;

  constructor(
    private readonly sessionId: string,
    fields: readonly string[],
  ) {
    this.#fields = new Set(fields);
  }

  /** The context as it was kept last. */
  static async load(database: Database, sessionId: string): Promise<SessionContext> {
    const row = await database.reader.findOneOrFail(SmartAgentSession, {
      select: { id: true, readUntrustedText: true, untrustedFields: true },
      where: { id: sessionId },
    });
    const fields = row.untrustedFields === null ? [] : (JSON.parse(row.untrustedFields) as string[]);
    return new SessionContext(sessionId, fields);
  }

  get untrustedFields(): readonly string[] {
    return [...this.#fields];
  }

  takeIn(fields: readonly string[]): readonly Write[] {
    if (fields.length === 0) return [];
    for (const field of fields) this.#fields.add(field);
    // Written again where it was noted before: the commit that was to keep it may have failed.
    return [update(SmartAgentSession, { id: this.sessionId }, { readUntrustedText: true, untrustedFields: JSON.stringify(this.untrustedFields) })];
  }
}
