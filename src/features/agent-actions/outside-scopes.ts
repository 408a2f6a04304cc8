import { SmartAgentDelegation } from '../../../entities/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import { OutsideContext } from './outside-context.ts';
import { termsOf, type DelegationRow } from '../delegations/index.ts';
import type { CallScope } from '../gateway/index.ts';
import type { Nodes } from '../nodes/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Person, Subject, Subjects } from '../subjects/index.ts';

/** What the surroundings of an external agent's calls are looked up in. */
export interface OutsideScopeParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly subjects: Subjects;
  readonly nodes: Nodes;
  readonly clock: Clock;
  /** Whether a sign-in still brings tokens for an agent. */
  readonly isLive: (signIn: string, agentId: string) => Promise<boolean>;
}

/** A delegation with whoever gave it, as she can be acted for now. */
export interface Authority {
  readonly row: DelegationRow;
  readonly person: Person;
  readonly subject: Subject;
  readonly signIn: string;
  readonly hasSignIn: boolean;
}

/** Which run a call belongs to. */
export interface OutsideRun {
  readonly id: string;
  readonly reference: string;
  readonly agentVersionId: string;
  readonly company: { readonly id: string; readonly name: string };
  /** The node that is at it; this one, if left out. */
  readonly node?: string | undefined;
  /** Stops what has not reached its commit. */
  readonly signal?: AbortSignal;
}

/** No model of ours is asked where an external agent acts. */
const noModel = 'external agent';

/** The surroundings in which an external agent acts: under a delegation, with the rights of whoever gave it. */
export class OutsideScopes {
  constructor(private readonly parts: OutsideScopeParts) {}

  /** The authority that a delegation gives this agent. Throws `not_found` for any other agent's or tenant's, and where its giver was erased. */
  async authority(tenantId: string, agentId: string, delegationId: string): Promise<Authority> {
    const { database, subjects } = this.parts;
    const row = await database.reader.findOneBy(SmartAgentDelegation, { id: delegationId, tenantId, agentId });
    const person = row && (await subjects.profile(tenantId, row.delegatorSubjectId));
    const box = row && (await subjects.box(row.delegatorSubjectId));
    if (!row || !person || !box) throw notFound('delegation');
    const signIn = row.sealedSignIn === null ? '' : box.open(row.sealedSignIn);
    const hasSignIn = signIn !== '' && (await this.parts.isLive(signIn, agentId));
    return { row, person, subject: { id: row.delegatorSubjectId, box }, signIn, hasSignIn };
  }

  /** The company to act in: the one that is asked for, or the delegation's only one. Throws `unprocessable`. */
  companyFor({ row }: Authority, wanted: string | undefined): string {
    const { companies } = termsOf(row);
    const [only] = companies;
    if (wanted !== undefined) return wanted;
    if (only !== undefined && companies.length === 1) return only;
    const message = 'The delegation covers several companies, so the request has to name one.';
    throw new AppError('unprocessable', message, { fields: [{ field: 'company', message }], remedy: `Name one of ${companies.join(', ')}.` });
  }

  /** The scope of a call in a run. */
  async scope({ row, person, subject, signIn, hasSignIn }: Authority, run: OutsideRun): Promise<CallScope> {
    const { tenantId, agentId } = row;
    const settings = await this.parts.settings.current(tenantId);
    const version = await this.parts.settings.version(tenantId, run.agentVersionId);
    return {
      ...{ tenantId, person, subject, signIn, hasSignIn, agentId, version },
      company: run.company,
      sessionId: null,
      turnId: null,
      execution: { id: run.id, reference: run.reference },
      node: run.node ?? this.parts.nodes.id,
      agentName: settings.agents.get(agentId)?.name ?? 'Agent',
      delegationId: row.id,
      model: noModel,
      signal: run.signal ?? new AbortController().signal,
      parents: [],
      context: new OutsideContext(row, this.parts.clock),
    };
  }
}
