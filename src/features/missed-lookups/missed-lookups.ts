import { SmartAgentMissedLookup } from '../../../entities/index.ts';
import type { MissedLookupQuery, MissedLookupView } from '../../contracts/missed-lookups.ts';
import type { Clock } from '../../kernel/clock.ts';
import { insert, type Database } from '../../kernel/database.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { newestFirst } from '../../kernel/newest-first.ts';
import type { Settings } from '../settings/index.ts';
import { erasedName, type Person, type Subjects } from '../subjects/index.ts';

/** Who asked, by which route. What she asked for is not kept: it may be another organisation's. */
export interface MissedLookup {
  readonly tenantId: string;
  readonly caller: { readonly kind: 'person' | 'agent'; readonly id: string };
  readonly route: string;
  readonly requestId: string;
}

/** What missed lookups are kept in and read with. */
export interface MissedLookupParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly subjects: Subjects;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/**
 * Requests for things that are not there for the caller's organisation. A row is left whether the thing is nowhere or
 * another organisation's, so that no row tells the one from the other.
 */
export class MissedLookups {
  constructor(private readonly parts: MissedLookupParts) {}

  /** Writes one down. Durable when it resolves. */
  note({ tenantId, caller, route, requestId }: MissedLookup): Promise<void> {
    const missedAt = this.parts.clock.now().toISOString();
    const named = { callerKind: caller.kind, callerId: caller.id, route: route.slice(0, 200), requestId };
    return this.parts.database.commit([insert(SmartAgentMissedLookup, { id: this.parts.ids.next(), tenantId, missedAt, ...named })]);
  }

  /** Writes down one of a person in the chat, by the event that named what is not there. */
  async noteEvent(person: Person, event: string): Promise<void> {
    const { id } = await this.parts.subjects.of(person);
    await this.note({ tenantId: person.tid, caller: { kind: 'person', id }, route: `chat ${event}`, requestId: '' });
  }

  /** One page, newest first; `nextAfter` where there are older ones. Throws `not_found` where `after` names none of the tenant. */
  async page(tenantId: string, wanted: MissedLookupQuery): Promise<{ value: readonly MissedLookupView[]; nextAfter?: string }> {
    const { rows, ...next } = await newestFirst(this.parts.database.reader, { entity: SmartAgentMissedLookup, at: 'missedAt', tenantId }, wanted);
    const people = rows.flatMap(({ callerKind, callerId }) => (callerKind === 'person' ? [callerId] : []));
    const names = await this.parts.subjects.names(tenantId, people);
    const { agents } = await this.parts.settings.current(tenantId);
    const value = rows.map((row) => ({
      id: row.id,
      at: row.missedAt,
      callerKind: row.callerKind as MissedLookupView['callerKind'],
      caller: (row.callerKind === 'agent' ? agents.get(row.callerId)?.name : names.get(row.callerId)) ?? erasedName,
      route: row.route,
      requestId: row.requestId,
    }));
    return { value, ...next };
  }
}
