import type { CreateDelegation, DelegableAgent, DelegationView, ExtendDelegation, NameablePerson } from '../../contracts/delegations.ts';
import type { ServiceReach } from '../../contracts/service-principals.ts';
import type { ApprovalRuleInput, ApprovalRuleView } from '../../contracts/approval-rules.ts';
import { delegationState, hasSayIn, mayRevoke, type DelegationPeople } from '../../domain/delegation-standing.ts';
import { mayActForService } from '../../domain/service-principal.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { ServicePrincipalSetting, Settings } from '../settings/index.ts';
import { peopleById, type PeopleById, type Subject } from '../subjects/index.ts';
import type { ToolRegistry } from '../tools/index.ts';
import { checkTerms } from './check-terms.ts';
import { delegableAgents, isDelegable } from './delegable-agents.ts';
import { DelegationSignIns, type DelegationSignInParts } from './delegation-sign-ins.ts';
import { standing, type DelegationRow } from './delegation-store.ts';
import { termColumns, termsOf, type DelegationTerms } from './delegation-terms.ts';
import type { FilterFaults } from './filter-fault.ts';
import { delegationView } from './delegation-view.ts';
import { giverOf, serviceReach, type Giver, type GiverParts } from './giver.ts';
import { limitUse } from './limit-use.ts';
import { renamedApprover, ruleView, storedApprover } from './rules-on-the-wire.ts';

/** Who gives, looks at or revokes delegations. */
export interface Delegator {
  readonly tenantId: string;
  readonly subject: Subject;
  readonly user: { readonly oid: string };
  /** The sign-in of this moment. */
  readonly signIn: string;
  /** Admins see and may revoke every delegation; auditors see them. */
  readonly isUser: boolean;
  readonly isAdmin: boolean;
  readonly seesAll: boolean;
}

/** What delegations work with. */
export interface StandingDelegationParts extends DelegationSignInParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly tools: ToolRegistry;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Whether a sign-in still brings tokens for an agent. */
  readonly isLive: (signIn: string, agentId: string) => Promise<boolean>;
  readonly filterFaults: FilterFaults;
  /** The companies the ERP shows under a sign-in. */
  readonly companiesUnder: GiverParts['companiesUnder'];
  /** Withdraws what still waits under a delegation that was revoked. */
  readonly onRevoked: (row: DelegationRow, by: Subject) => Promise<void>;
}

const unknownAgent = (): AppError =>
  new AppError('unprocessable', 'There is no such external agent for you.', {
    fields: [{ field: 'agentId', message: 'Not an active external agent that you may use.', isUnknownId: true }],
    remedy: 'Choose an active external agent that an admin has shared with you.',
  });

/** Authority that people give to customers' own agents, for a workflow, within limits. */
export class StandingDelegations {
  readonly #signIns: DelegationSignIns;

  constructor(private readonly parts: StandingDelegationParts) {
    this.#signIns = new DelegationSignIns(parts);
  }

  /** Those the person gave, answers for or may revoke, newest first; all of the tenant for whoever oversees it. */
  async list(by: Delegator): Promise<readonly DelegationView[]> {
    const rows = (await this.parts.store.list(by.tenantId)).filter((row) => by.seesAll || hasSayIn(sayIn(row), by.subject.id));
    const people = await peopleById(this.parts.subjects, by.tenantId);
    return Promise.all(rows.map((row) => this.#view(row, by, people)));
  }

  /** The external agents the person may give authority to. */
  async agents(by: Delegator): Promise<readonly DelegableAgent[]> {
    return delegableAgents(await this.parts.settings.current(by.tenantId), by.user.oid, this.parts.tools);
  }

  /** What the person could give as a service of hers. Throws `not_found`. */
  async reach(by: Delegator, id: string): Promise<ServiceReach> {
    return serviceReach(this.parts, by, { settings: await this.parts.settings.current(by.tenantId), id });
  }

  /** Everyone else of the tenant that a delegation can name, by name. */
  async people(by: Delegator): Promise<readonly NameablePerson[]> {
    const people = await this.parts.subjects.people(by.tenantId);
    return people
      .filter(({ oid }) => oid !== by.user.oid)
      .map(({ oid, displayName }) => ({ oid, name: displayName }))
      .sort((one, other) => one.name.localeCompare(other.name) || one.oid.localeCompare(other.oid));
  }

  /** One that the person sees in the list. Throws `not_found` for any other. */
  async view(by: Delegator, id: string): Promise<DelegationView> {
    return this.#view(await this.#seen(by, id), by, await peopleById(this.parts.subjects, by.tenantId));
  }

  /** Gives authority: no more than whoever gives it has herself at this moment, or the service has for which she does. Throws `unprocessable`. */
  async give(by: Delegator, wanted: CreateDelegation): Promise<DelegationView> {
    return this.#give(by, wanted, null);
  }

  /** Gives the same authority for longer, as a new delegation; the old one stays as it is. Throws `not_found`, `unprocessable`. */
  async extend(by: Delegator, id: string, wanted: ExtendDelegation): Promise<DelegationView> {
    const row = await this.#seen(by, id);
    const service = await this.#serviceOf(row);
    if (!isTheirs(row, service, by))
      throw new AppError('forbidden', 'A delegation is extended by whoever gave it.', { remedy: 'Give one of your own.' });
    const people = await peopleById(this.parts.subjects, by.tenantId);
    const again = this.#again(row, people, wanted);
    return this.#give(by, service ? { ...again, service: service.id } : again, row.id);
  }

  /** Ends one for good, at once; what waits under it is withdrawn. Throws `not_found`, `forbidden`, `conflict`. */
  async revoke(by: Delegator, id: string, reason: string): Promise<DelegationView> {
    const row = await this.#seen(by, id);
    if (!mayRevoke(sayIn(row), revoking(by)))
      throw new AppError('forbidden', 'You may look at this delegation, not revoke it.', { remedy: 'Ask whoever gave it, or an admin.' });
    const thing = { entity: 'delegation', id, name: row.workflow } as const;
    const changes = [
      { field: 'state', before: this.#stateOf(row), after: 'revoked' },
      { field: 'reason', before: null, after: reason },
    ];
    await this.parts.changes.make(by, { thing, changes }, async (manager, revokedAt) => {
      const isRevoked = await this.parts.store.revoke(manager, id, { revokedAt, revokedBySubjectId: by.subject.id, revokeReason: reason });
      if (!isRevoked) throw new AppError('conflict', 'This delegation is revoked already.');
    });
    await this.#signIns.end(row);
    await this.parts.onRevoked(row, by.subject);
    return this.view(by, id);
  }

  /** Puts the sign-in of this moment behind a delegation of the person's own. Throws `not_found`, `forbidden`, `conflict`. */
  async signIn(by: Delegator, id: string): Promise<DelegationView> {
    await this.#signIns.put(by, await this.#seen(by, id), { signIn: by.signIn, told: 'renewed' });
    return this.view(by, id);
  }

  /** Takes back the sign-in or the grant behind a delegation of the person's own. Throws `not_found`, `forbidden`, `conflict`. */
  async takeBack(by: Delegator, id: string): Promise<DelegationView> {
    await this.#signIns.takeBack(by, await this.#seen(by, id));
    return this.view(by, id);
  }

  /**
   * Puts a grant for use while she is away behind a delegation of the person's own; it lasts as long as the delegation.
   * Throws `not_found` for any other, and `conflict` for one that has ended.
   */
  async grant({ tid, oid }: { readonly tid: string; readonly oid: string }, id: string, keep: (until: Date) => Promise<string>): Promise<void> {
    const row = await this.parts.store.find(tid, id);
    const giver = row && (await this.parts.subjects.profile(tid, row.delegatorSubjectId));
    if (!row || giver?.oid !== oid) throw notFound('delegation');
    if (!['active', 'not-yet-valid'].includes(this.#stateOf(row)) || row.validTo === null)
      throw new AppError('conflict', 'This delegation has ended; it stays so.', { remedy: 'Give a new one.' });
    const subject = await this.parts.subjects.of(giver);
    const signIn = await keep(new Date(row.validTo));
    await this.#signIns.put({ tenantId: tid, subject }, row, { signIn, told: 'granted for use while away' }).catch(async (error: unknown) => {
      await this.parts.endGrant(signIn);
      throw error;
    });
  }

  async #give(by: Delegator, wanted: CreateDelegation, extendsId: string | null): Promise<DelegationView> {
    const settings = await this.parts.settings.current(by.tenantId);
    const giver = await giverOf(this.parts, by, { settings, service: wanted.service });
    const agent = settings.agents.get(wanted.agentId);
    if (!agent || !isDelegable(agent, giver.oid)) throw unknownAgent();
    const people = await peopleById(this.parts.subjects, by.tenantId);
    const now = this.parts.clock.now();
    checkTerms(wanted, { settings, agent, now, reach: { companies: giver.companies, people: people.oids } });
    await this.#checkFilters(giver, wanted);
    const row = this.#row(giver, wanted, { tenantId: by.tenantId, extendsId, people, now });
    const thing = { entity: 'delegation', id: row.id, name: row.workflow } as const;
    const told = {
      agent: agent.name,
      ...(giver.service && { service: giver.service.name }),
      ...termsOf(row),
      validFrom: row.validFrom,
      validTo: row.validTo,
      reason: row.reason,
    };
    const changes = Object.entries(told).map(([field, value]) => ({
      field,
      before: null,
      after: typeof value === 'string' ? value : JSON.stringify(value),
    }));
    await this.parts.changes.make(by, { thing, changes }, (manager) => this.parts.database.apply(manager, [this.parts.store.added(row)]));
    return this.#view(row, by, people);
  }

  /** The ERP has to understand the filters, and she has to see what she gives. */
  async #checkFilters(by: Giver, { companies, recordFilters }: CreateDelegation): Promise<void> {
    const faults = await this.parts.filterFaults(by.signIn, companies, recordFilters);
    const fields = faults.map(({ entitySet, message }) => ({ field: `recordFilters.${entitySet}`, message }));
    const [first] = fields;
    if (first) throw new AppError('unprocessable', first.message, { fields, remedy: 'Correct the filter.' });
  }

  #row(
    by: Giver,
    wanted: CreateDelegation,
    more: { readonly tenantId: string; readonly extendsId: string | null; readonly people: PeopleById; readonly now: Date },
  ): DelegationRow {
    const { people, now, extendsId, tenantId } = more;
    const owner = by.service?.owner.subjectId ?? null;
    const revokers = new Set([...wanted.revokers.map(subjectOfIn(people)), ...(owner === null ? [] : [owner])]);
    const terms: DelegationTerms = {
      actions: wanted.actions,
      companies: wanted.companies,
      recordFilters: wanted.recordFilters,
      limits: wanted.limits,
      approvalRules: wanted.approvalRules.map(({ approver, ...rule }) => ({ ...rule, approver: storedApprover(approver, people) })),
    };
    return {
      id: this.parts.ids.next(),
      tenantId,
      agentId: wanted.agentId,
      delegatorSubjectId: by.subject.id,
      kind: standing,
      workflow: wanted.workflow,
      ...termColumns(terms),
      responsibleSubjectId: wanted.responsible === undefined ? owner : subjectOfIn(people)(wanted.responsible),
      revokers: JSON.stringify([...revokers]),
      reason: wanted.reason,
      extendsId,
      sealedSignIn: wanted.whileAway || by.service ? by.subject.box.seal(by.signIn) : null,
      untrustedFields: '[]',
      untrustedReadAt: null,
      validFrom: wanted.validFrom ?? now.toISOString(),
      validTo: wanted.validTo,
      revokedAt: null,
      revokedBySubjectId: null,
      revokeReason: null,
      createdAt: now.toISOString(),
    };
  }

  /** The terms of a stored delegation as they would be asked for again. */
  #again(row: DelegationRow, people: PeopleById, wanted: ExtendDelegation): CreateDelegation {
    const oidOf = (id: string): string => people.personOf(id).oid;
    const terms = termsOf(row);
    return {
      agentId: row.agentId,
      workflow: row.workflow,
      actions: [...terms.actions],
      companies: [...terms.companies],
      recordFilters: { ...terms.recordFilters },
      limits: terms.limits.map((limit) => ({ ...limit, actions: [...limit.actions] })),
      approvalRules: terms.approvalRules.map((rule) => askedAgain(ruleView(rule, people))),
      ...(row.responsibleSubjectId !== null && { responsible: oidOf(row.responsibleSubjectId) }),
      revokers: (JSON.parse(row.revokers) as string[]).map(oidOf),
      ...wanted,
    };
  }

  async #seen(by: Delegator, id: string): Promise<DelegationRow> {
    const row = await this.parts.store.find(by.tenantId, id);
    if (!row || !(by.seesAll || hasSayIn(sayIn(row), by.subject.id))) throw notFound('delegation');
    return row;
  }

  /** The service that gave it; null where a person did. */
  async #serviceOf(row: DelegationRow): Promise<ServicePrincipalSetting | null> {
    return (await this.parts.settings.current(row.tenantId)).services.get(row.delegatorSubjectId) ?? null;
  }

  #stateOf(row: DelegationRow): DelegationView['state'] {
    return delegationState(row, this.parts.clock.now().toISOString());
  }

  async #view(row: DelegationRow, by: Delegator, { personOf }: PeopleById): Promise<DelegationView> {
    const settings = await this.parts.settings.current(row.tenantId);
    const { limits } = termsOf(row);
    const scope = { tenantId: row.tenantId, delegationId: row.id };
    const use = await limitUse(this.parts.database.reader, scope, { limits, now: this.parts.clock.now() });
    const service = await this.#serviceOf(row);
    const agentName = settings.agents.get(row.agentId)?.name ?? 'Retired agent';
    return delegationView(row, {
      state: await this.#standing(row),
      agentName,
      personOf,
      use,
      limits,
      mayRevoke: mayRevoke(sayIn(row), revoking(by)),
      isYours: isTheirs(row, service, by),
      isOfService: service !== null,
      signIn: service ? 'service' : await this.#signIns.kindOf(row),
    });
  }

  /** How it stands, its sign-in looked at too. */
  async #standing(row: DelegationRow): Promise<DelegationView['state']> {
    const state = this.#stateOf(row);
    if (state !== 'active') return state;
    const service = await this.#serviceOf(row);
    if (service && service.state !== 'active') return 'delegator-inactive';
    const signIn = await this.#signIns.of(row);
    return signIn !== null && (await this.parts.isLive(signIn, row.agentId)) ? 'active' : 'needs-sign-in';
  }
}

const sayIn = (row: DelegationRow): DelegationPeople & Pick<DelegationRow, 'revokedAt'> => ({
  delegator: row.delegatorSubjectId,
  responsible: row.responsibleSubjectId,
  revokers: JSON.parse(row.revokers) as string[],
  revokedAt: row.revokedAt,
});

const subjectOfIn =
  (people: PeopleById) =>
  (oid: string): string =>
    people.subjectOf(oid) ?? '';

const isTheirs = (row: DelegationRow, service: ServicePrincipalSetting | null, { subject, isAdmin }: Delegator): boolean =>
  service ? mayActForService(service.owner.subjectId, { subjectId: subject.id, isAdmin }) : row.delegatorSubjectId === subject.id;

const revoking = ({ subject, isAdmin }: Delegator) => ({ subjectId: subject.id, isAdmin });

/** A rule as it would be asked for again. */
const askedAgain = ({ approver, ...rule }: ApprovalRuleView): ApprovalRuleInput => ({
  ...rule,
  approver: renamedApprover(approver, ({ oid }) => oid),
});
