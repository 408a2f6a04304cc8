import { MoreThan, MoreThanOrEqual, type FindOperator, type ObjectLiteral } from 'typeorm';
import { z } from 'zod';
import { SmartAgentLogHead, SmartAgentLogRemoval, SmartAgentLogSeal } from '../../../entities/index.ts';
import type { Database } from '../../kernel/database.ts';
import type { HeadWitness, LogStatement, SignedHead } from './log-signer.ts';
import { loggedTenants } from './logged-tenants.ts';

/** Lines that are written at once. */
const pageSize = 1000;

/** A witness of which it can be read how it ends. */
export interface ReadableWitness extends HeadWitness {
  /** Its last lines, oldest first, and whether these are all it has. A line that was cut off may be among them. */
  end(): Promise<{ readonly lines: readonly string[]; readonly isWhole: boolean }>;
}

/** Where each kind of statement is kept, what orders those of a tenant, and when each was made. */
const kinds = {
  head: { entity: SmartAgentLogHead, place: 'position', at: 'signedAt' },
  seal: { entity: SmartAgentLogSeal, place: 'day', at: 'sealedAt' },
  removal: { entity: SmartAgentLogRemoval, place: 'day', at: 'statedAt' },
} as const;
type Kind = keyof typeof kinds;
/** A head's position, or a statement's day. */
type Place = number | string;

const common = { tenantId: z.string(), at: z.string() };
const lineSchema = z.union([
  z.object({ ...common, kind: z.literal('head'), position: z.int() }),
  z.object({ ...common, kind: z.enum(['seal', 'removal']), day: z.string() }),
]);

/** What of a line says how far the witness got; null where it is cut off, or no statement of the log. */
const lineIn = (text: string): z.infer<typeof lineSchema> | null => {
  try {
    const said = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return lineSchema.parse({ kind: 'head', ...said, at: said['signedAt'] ?? said['sealedAt'] ?? said['statedAt'] });
  } catch {
    return null;
  }
};

/** What the witness has: by kind and tenant the last place, and an instant before which it has everything of whoever is not named. */
interface Known {
  readonly last: Map<string, Place>;
  readonly since: string;
}

/**
 * A witness that lacks nothing for long. Before a head, a seal or a removal statement is written, so is each of the tenant's of
 * that kind that the database has and the witness does not: its line was lost when the machine stopped, or could not be
 * written. `complete` does so for every tenant; a witness that is new begins with all that the database has.
 * A line may come twice, which contradicts nothing.
 */
export class CompleteWitness implements HeadWitness {
  #known: Known | null = null;
  #isBehind = true;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly witness: ReadableWitness,
  ) {}

  /** Whether something may be missing: at the start, and after a write that failed. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  append(heads: readonly SignedHead[]): Promise<void> {
    return this.#fresh(heads.map(({ tenantId, position }) => ({ kind: 'head', tenantId, fresh: position })));
  }

  state(statements: readonly LogStatement[]): Promise<void> {
    return this.#fresh(statements.map(({ kind, tenantId, day }) => ({ kind, tenantId, fresh: day })));
  }

  /** Writes whatever is missing, of every tenant. */
  complete(): Promise<void> {
    return this.#inTurn(async (known) => {
      for await (const tenantId of loggedTenants(this.database.reader))
        for (const kind of ['head', 'seal', 'removal'] as const) await this.#bring(known, kind, { tenantId });
      this.#isBehind = false;
    });
  }

  #fresh(given: readonly { readonly kind: Kind; readonly tenantId: string; readonly fresh: Place }[]): Promise<void> {
    return this.#inTurn(async (known) => {
      for (const { kind, ...one } of firsts(given)) await this.#bring(known, kind, one);
    });
  }

  /** One at a time, and after a failure with what the witness really has. */
  #inTurn(work: (known: Known) => Promise<void>): Promise<void> {
    const turn = this.#turn.then(async () => {
      try {
        await work((this.#known ??= await this.#read()));
      } catch (error) {
        this.#known = null;
        this.#isBehind = true;
        throw error;
      }
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #read(): Promise<Known> {
    const { lines, isWhole } = await this.witness.end();
    const last = new Map<string, Place>();
    let since = isWhole ? '' : null;
    for (const text of lines) {
      const line = lineIn(text);
      if (line === null) continue;
      since ??= line.at;
      last.set(`${line.kind} ${line.tenantId}`, line.kind === 'head' ? line.position : line.day);
    }
    return { last, since: since ?? '' };
  }

  /** Writes what comes after the last one; and what is fresh in any case: where the database was cut, it is not after it. */
  async #bring(known: Known, kind: Kind, { tenantId, fresh }: { readonly tenantId: string; readonly fresh?: Place }): Promise<void> {
    const { reader } = this.database;
    const { entity, place } = kinds[kind];
    const key = `${kind} ${tenantId}`;
    let from = await this.#from(known, kind, { tenantId, fresh });
    for (let count = pageSize; from !== null && count === pageSize;) {
      const rows: readonly ObjectLiteral[] = await reader.find<ObjectLiteral>(entity, {
        where: { tenantId, [place]: from },
        order: { [place]: 'ASC' },
        take: pageSize,
      });
      count = rows.length;
      if (count === 0) return;
      await this.#write(kind, rows);
      const reached = rows.at(-1)?.[place] as Place;
      known.last.set(key, reached);
      from = MoreThan(reached);
    }
  }

  /** Where to begin; null where nothing is missing. */
  async #from(
    { last, since }: Known,
    kind: Kind,
    { tenantId, fresh }: { readonly tenantId: string; readonly fresh?: Place | undefined },
  ): Promise<FindOperator<Place> | null> {
    const { entity, place, at } = kinds[kind];
    const reached = last.get(`${kind} ${tenantId}`);
    if (reached !== undefined) return fresh !== undefined && fresh <= reached ? MoreThanOrEqual(fresh) : MoreThan(reached);
    const [first] = await this.database.reader.find<ObjectLiteral>(entity, {
      where: { tenantId, [at]: MoreThanOrEqual(since) },
      order: { [place]: 'ASC' },
      take: 1,
    });
    const places = [first?.[place] as Place | undefined, fresh].filter((one) => one !== undefined);
    return places.length === 0 ? null : MoreThanOrEqual(places.reduce((one, other) => (one < other ? one : other)));
  }

  #write(kind: Kind, rows: readonly ObjectLiteral[]): Promise<void> {
    if (kind === 'head') return this.witness.append(rows.map((row) => ({ ...row }) as SignedHead));
    return this.witness.state(rows.map((row) => ({ kind, ...row }) as LogStatement));
  }
}

/** For each tenant and kind, the first of what is given: the rest follows from there. */
const firsts = <Given extends { readonly kind: Kind; readonly tenantId: string }>(given: readonly Given[]): readonly Given[] => [
  ...new Map(given.toReversed().map((one) => [`${one.kind} ${one.tenantId}`, one])).values(),
];
