import { SmartAgentSession } from '../../../entities/index.ts';
import { update, type Database } from '../../kernel/database.ts';
import { AppError } from '../../kernel/errors.ts';
import type { AuditLog } from '../audit/index.ts';
import type { Nodes } from '../nodes/index.ts';

/** Another node is at the conversation. */
export class AtAnotherNode extends AppError {
  constructor() {
    super('conflict', 'The agent is still answering.', { remedy: 'Wait for the answer, or stop it where it was asked for.' });
  }
}

/** What claiming a session takes. */
export interface SessionClaimParts {
  readonly database: Database;
  readonly log: AuditLog;
  readonly nodes: Nodes;
}

/** This node's claim to a session: while it has it, no other node opens a turn in it, tells it anything or numbers its events. */
export class SessionClaim {
  #as: string | null = null;

  constructor(
    private readonly sessionId: string,
    private readonly parts: SessionClaimParts,
  ) {}

  get isHeld(): boolean {
    return this.#as !== null;
  }

  /** Claims the session; true where another node may have been at it since. Throws `AtAnotherNode`, and `audit_unavailable`. */
  async take(): Promise<boolean> {
    const { log, nodes } = this.parts;
    if (this.#as === nodes.id) return false;
    const as = await log.reading(() => nodes.claim(SmartAgentSession, this.sessionId));
    if (as === null) throw new AtAnotherNode();
    this.#as = as;
    return true;
  }

  /** Makes sure that no other node has taken the session over. Throws `unavailable` where one may have. */
  async sure(): Promise<void> {
    await this.parts.log.reading(() => this.parts.nodes.sure(this.#as));
  }

  /** Gives the session back. Where that cannot be written it is kept, to be given back later. */
  async letGo(): Promise<void> {
    const nodeId = this.#as;
    if (nodeId === null) return;
    const { database, nodes } = this.parts;
    if (!nodes.isAlone) await database.commit([update(SmartAgentSession, { id: this.sessionId, nodeId }, { nodeId: null })]);
    this.#as = null;
  }
}
