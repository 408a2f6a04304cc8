import { SmartAgentExecution, SmartAgentSession, SmartAgentTurn } from '../../../entities/index.ts';
import type { PageContext } from '../../contracts/page-context.ts';
import { newTurn, type TurnState } from '../../domain/turn.ts';
import { insert, update, type Row, type Write } from '../../kernel/database.ts';
import { executionFingerprint, executionReference } from '../executions/index.ts';
import type { ConversationScope } from '../gateway/index.ts';
import type { Person, Subject } from '../subjects/index.ts';
import type { ActiveTurn } from './active-turn.ts';
import type { ChatParts } from './chat-parts.ts';
import type { SessionRow } from './sessions.ts';
import type { SessionRuntime } from './session-runtime.ts';
import { SessionContext } from './session-context.ts';
import { colleaguesOf, systemPrompt } from './system-prompt.ts';
import { loadTranscript } from './transcript.ts';

/** Who speaks, in which conversation, under which sign-in. */
export interface Speaker {
  readonly person: Person;
  readonly subject: Subject;
  /** The sign-in under which the ERP is asked. */
  readonly signIn: string;
  readonly session: SessionRow;
}

/** A turn's stored row. */
export type TurnRow = Row<SmartAgentTurn>;

/** Makes turns: new ones, and stored ones loaded again. */
export class TurnOpening {
  constructor(private readonly parts: ChatParts) {}

  /** The surroundings of a turn's tool calls. */
  async scope(
    speaker: Speaker,
    at: { turnId: string; execution: { id: string; reference: string }; signal: AbortSignal },
  ): Promise<ConversationScope> {
    const { session, person, subject } = speaker;
    const settings = await this.parts.settings.current(session.tenantId);
    const version = await this.parts.settings.version(session.tenantId, session.agentVersionId);
    return {
      tenantId: session.tenantId,
      person,
      subject,
      company: { id: session.companyId, name: session.companyName },
      sessionId: session.id,
      turnId: at.turnId,
      execution: at.execution,
      node: this.parts.nodes.id,
      agentId: session.agentId,
      agentName: settings.agents.get(session.agentId)?.name ?? 'Agent',
      version,
      delegationId: session.delegationId,
      model: this.parts.model.modelFor(version.configuration.tier),
      signIn: speaker.signIn,
      hasSignIn: true,
      signal: at.signal,
      parents: [],
      context: await SessionContext.load(this.parts.database, session.id),
    };
  }

  /** A new turn with its execution, and the writes that keep them. */
  async begin(
    speaker: Speaker,
    opened: { runtime: SessionRuntime; abort: AbortController; page: PageContext | null; clientMessageId: string | null },
  ): Promise<{ turn: ActiveTurn; writes: readonly Write[] }> {
    const { session, subject } = speaker;
    const settings = await this.parts.settings.current(session.tenantId);
    const [id, executionId] = [this.parts.ids.next(), this.parts.ids.next()];
    const execution = { id: executionId, reference: executionReference(executionId) };
    const scope = await this.scope(speaker, { turnId: id, execution, signal: opened.abort.signal });
    const state = newTurn(settings.setup.maxToolCallsPerTurn);
    const turn = await this.#active({ id, scope, runtime: opened.runtime, state, page: opened.page });
    const now = this.parts.clock.now().toISOString();
    const writes = [
      insert(SmartAgentExecution, {
        id: executionId,
        tenantId: session.tenantId,
        reference: execution.reference,
        sessionId: session.id,
        agentId: session.agentId,
        agentVersionId: session.agentVersionId,
        subjectId: subject.id,
        companyId: session.companyId,
        companyName: session.companyName,
        delegationId: session.delegationId,
        fingerprint: executionFingerprint(settings, { model: scope.model, programVersion: this.parts.programVersion }),
        status: 'running',
        startedAt: now,
        endedAt: null,
        answerHash: null,
      }),
      insert(SmartAgentTurn, {
        id,
        tenantId: session.tenantId,
        sessionId: session.id,
        executionId,
        clientMessageId: opened.clientMessageId ?? id,
        phase: state.phase,
        state: JSON.stringify(state),
        sealedSignIn: subject.box.seal(speaker.signIn),
        startedAt: now,
        updatedAt: now,
      }),
      update(SmartAgentSession, { id: session.id }, { lastActivityAt: now }),
    ];
    return { turn, writes };
  }

  /** A stored turn, ready to go on. */
  async resume(speaker: Speaker, stored: { row: TurnRow; runtime: SessionRuntime; abort: AbortController }): Promise<ActiveTurn> {
    const { row } = stored;
    const execution = await this.parts.database.reader.findOneByOrFail(SmartAgentExecution, { id: row.executionId });
    const scope = await this.scope(speaker, { turnId: row.id, execution, signal: stored.abort.signal });
    return this.#active({ id: row.id, scope, runtime: stored.runtime, state: turnStateOf(row), page: null });
  }

  async #active(made: {
    id: string;
    scope: ConversationScope;
    runtime: SessionRuntime;
    state: TurnState;
    page: PageContext | null;
  }): Promise<ActiveTurn> {
    const { scope, page } = made;
    const settings = await this.parts.settings.current(scope.tenantId);
    const { messages, lastNumber } = await loadTranscript(this.parts.database, scope.sessionId, scope.subject.box);
    return {
      id: made.id,
      scope,
      runtime: made.runtime,
      lastNumber,
      systemPrompt: systemPrompt(scope.version.configuration, {
        now: this.parts.clock.now(),
        company: scope.company.name,
        page,
        colleagues: colleaguesOf(settings, scope),
      }),
      messages: [...messages],
      state: made.state,
      calls: new Map(),
      unkept: { writes: [], events: [] },
    };
  }
}

/** A stored turn's state. Refuses one that another version of the program wrote and this one does not know. */
export const turnStateOf = (row: Pick<TurnRow, 'state'>): TurnState => {
  const state = JSON.parse(row.state) as TurnState;
  if (state.schema !== 1) throw new Error(`a turn was stored with the unknown schema ${String(state.schema)}`);
  return state;
};
