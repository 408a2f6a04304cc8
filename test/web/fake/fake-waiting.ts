import type { Router } from 'express';
import type { AgentView } from '../../../src/contracts/admin.ts';
import { decidePendingChangeSchema, pendingChangeViewSchema, type PendingChangeView } from '../../../src/contracts/pending-changes.ts';
import { idOf } from './ids.ts';

const decided = { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' } as const;

type Subject = Pick<PendingChangeView, 'subjectType' | 'subjectId' | 'subjectName'>;

/** An agent as what a change is about. */
export const agentSubject = ({ id, name }: AgentView): Subject => ({ subjectType: 'agent', subjectId: id, subjectName: name });

/** What waits for a second admin: Bea has asked for one change, and what Adele asks for waits for Bea. */
export class FakeWaiting {
  readonly #changes: PendingChangeView[] = [];

  constructor(private readonly agents: AgentView[]) {
    const agent = agents.find(({ name }) => name === 'Vendor 360');
    if (agent) this.ask(agentSubject(agent), { field: 'autonomy', before: 'read-only', after: 'ask' }, 'Bea Winter');
  }

  /** Keeps a change that waits. */
  ask(subject: Subject, change: PendingChangeView['changes'][number], askedBy = 'Adele Brandt'): void {
    this.#changes.unshift({
      id: idOf(`waiting-${this.#changes.length}`),
      ...subject,
      changes: [change],
      askedBy,
      askedAt: new Date(Date.UTC(2026, 10, 20)).toISOString(),
      status: 'pending',
      decidedBy: null,
      decidedAt: null,
      reason: null,
      decisions: askedBy === 'Adele Brandt' ? ['withdraw'] : ['approve', 'reject'],
    });
  }

  serve(router: Router): void {
    router.get('/pending-changes', ({ query }, response) => {
      const { status, subjectId } = query;
      const value = this.#changes.filter(
        (change) => (status === undefined || change.status === status) && (subjectId === undefined || change.subjectId === subjectId),
      );
      response.json({ value: value.map((change) => pendingChangeViewSchema.parse(change)) });
    });
    router.post('/pending-changes/:id/decision', (request, response) => {
      const index = this.#changes.findIndex(({ id }) => id === request.params.id);
      const change = pendingChangeViewSchema.parse(this.#changes[index]);
      const { decision, reason = null } = decidePendingChangeSchema.parse(request.body);
      const end = { status: decided[decision], decidedBy: 'Adele Brandt', decidedAt: new Date().toISOString(), reason };
      this.#changes[index] = { ...change, ...end, decisions: [] };
      const agent = this.agents.findIndex(({ id }) => id === change.subjectId);
      const standing = this.agents[agent];
      if (decision === 'approve' && standing) this.agents[agent] = { ...standing, autonomy: 'ask', revision: standing.revision + 1 };
      response.json(this.#changes[index]);
    });
  }
}
