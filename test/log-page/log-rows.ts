import { SmartAgent, SmartAgentExecution, SmartAgentSession } from '../../entities/index.ts';
import { attemptWrites, outcomeWrites, Sequencer, type AttemptRecord, type OutcomeRecord } from '../../src/features/audit/index.ts';
import { insert } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { account, type ApiWorld } from '../http/api-world.ts';

/** Company of every row. */
export const company = { id: '00000000-0000-4000-8000-00000000c001', name: 'Alder & Finch Ltd.' };

/** What a test says of an attempt; the rest is made up. */
export interface Attempted {
  readonly user?: string;
  readonly attempt?: Partial<AttemptRecord>;
  /** null: the attempt has no outcome yet. */
  readonly outcome?: Partial<OutcomeRecord> | null;
}

/** Writes log rows as the gateway does, in one session and one execution per user. */
export class LogRows {
  readonly #runs = new Map<string, { executionId: string; reference: string; sessionId: string; agent: SmartAgent }>();

  constructor(private readonly world: ApiWorld) {}

  /** The execution that a user's rows belong to. */
  async run(user: string): Promise<{ executionId: string; reference: string; sessionId: string; agent: SmartAgent }> {
    const known = this.#runs.get(user);
    if (known) return known;
    const { database } = this.world;
    const { tid: tenantId } = account(user);
    const agent = (await database.reader.find(SmartAgent, { order: { name: 'ASC' } }))[0];
    if (!agent) throw new Error('no agent');
    const run = { executionId: randomIds.next(), reference: `EX-${user}`, sessionId: randomIds.next(), agent };
    const { id: subjectId, box } = await this.world.subject(user);
    const at = '2026-03-01T00:00:00.000Z';
    const shared = {
      tenantId,
      agentId: agent.id,
      agentVersionId: agent.currentVersionId,
      subjectId,
      companyId: company.id,
      delegationId: randomIds.next(),
    };
    await database.commit([
      insert(SmartAgentSession, {
        ...{ ...shared, id: run.sessionId, companyName: company.name, sealedTitle: box.seal('Title') },
        ...{
          lastSequence: 0,
          lastMessage: 0,
          readUntrustedText: false,
          untrustedFields: null,
          createdAt: at,
          lastActivityAt: at,
          deletedAt: null,
          nodeId: null,
        },
      }),
      insert(SmartAgentExecution, {
        ...shared,
        id: run.executionId,
        reference: run.reference,
        sessionId: run.sessionId,
        companyName: company.name,
        fingerprint: 'f'.repeat(64),
        status: 'completed',
        startedAt: at,
        endedAt: at,
        answerHash: null,
      }),
    ]);
    this.#runs.set(user, run);
    return run;
  }

  /** Writes an attempt and, unless it is null, its outcome; answers the attempt's id. */
  async add({ user = 'CLARA', attempt = {}, outcome = {} }: Attempted = {}): Promise<string> {
    const run = await this.run(user);
    const id = randomIds.next();
    const { tid: tenantId } = account(user);
    const record: AttemptRecord = {
      ...{ id, tenantId, attemptedAt: '2026-03-01T10:00:00.000Z', toolCallId: randomIds.next(), phase: 'read' },
      ...{
        executionId: run.executionId,
        sessionId: run.sessionId,
        turnId: randomIds.next(),
        subjectId: (await this.world.subject(user)).id,
        companyId: company.id,
      },
      ...{ agentId: run.agent.id, agentVersionId: run.agent.currentVersionId, delegationId: randomIds.next(), tier: 'smart', model: 'offline' },
      ...{
        tool: 'read_customer',
        operation: 'read',
        arguments: '{"customerNumber":"C-10010"}',
        decision: 'run',
        layer: 'autonomy',
        rule: 'reads-run',
      },
      basis: JSON.stringify([{ layer: 'autonomy', rule: 'reads-run', setting: 'agent autonomy', message: 'Looking things up is allowed.' }]),
      ...{ facts: '{}', price: '0', approvalId: null, approverSubjectId: null, recheck: null, effectKey: null },
      ...attempt,
    };
    await this.world.database.commit(attemptWrites(record));
    if (outcome === null) return id;
    await this.world.database.commit(
      outcomeWrites({
        ...{
          id: randomIds.next(),
          tenantId,
          attemptId: id,
          finishedAt: '2026-03-01T10:00:01.000Z',
          outcome: 'ok',
          layer: null,
          message: null,
          dataScope: null,
        },
        ...{
          records: 1,
          mayBePartial: false,
          truncated: false,
          inputTokens: 100,
          outputTokens: 10,
          credits: '0.0120',
          durationMs: 12,
          correlationId: null,
        },
        ...outcome,
      }),
    );
    return id;
  }

  /** Gives the rows their positions. */
  async sequence(): Promise<void> {
    const { signer } = this.world.parts;
    await new Sequencer({
      database: this.world.database,
      clock: this.world.parts.clock,
      signer,
      witness: { append: () => Promise.resolve(), state: () => Promise.resolve() },
      holder: 'test',
    }).drain();
  }
}

/** A data scope as the witness makes it. */
export const scopeOf = (
  entitySet: string,
  labels: readonly string[],
  more: { readonly count?: number; readonly digest?: string; readonly filter?: string } = {},
): string =>
  JSON.stringify({
    entitySets: [
      {
        entitySet,
        ids: labels.map((label) => ({ id: `id-${label}`, label })),
        count: more.count ?? labels.length,
        digest: more.digest ?? null,
        filters: more.filter === undefined ? [] : [more.filter],
      },
    ],
  });
