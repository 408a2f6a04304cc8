import type { Request, Router } from 'express';
import {
  createDelegationSchema,
  delegableAgentSchema,
  delegationViewSchema,
  extendDelegationSchema,
  nameablePersonSchema,
  revokeDelegationSchema,
  type CreateDelegation,
  type DelegationView,
} from '../../../src/contracts/delegations.ts';
import { problemSchema } from '../../../src/contracts/problem.ts';
import { renamedApprover } from '../../../src/features/delegations/rules-on-the-wire.ts';
import { users } from './agents.ts';
import type { FakeServices } from './fake-services.ts';
import { idOf } from './ids.ts';

/** The external agent that authority can be given to. */
export const renewals = delegableAgentSchema.parse({
  id: idOf('Renewals'),
  name: 'Renewals',
  description: 'Renews purchase contracts before they run out.',
  tools: [
    { name: 'read_vendor', title: 'Read vendors', operation: 'read', commitment: null },
    { name: 'create_purchase_order_draft', title: 'Create a draft purchase order', operation: 'create', commitment: 'draft' },
    { name: 'renew_contract', title: 'Renew a purchase contract', operation: 'modify', commitment: 'binding' },
  ],
});

const personOf = (oid: string) => ({ oid, name: users.find((user) => user.oid === oid)?.displayName ?? '' });

type Service = ReturnType<FakeServices['named']>;

const viewOf = (
  wanted: CreateDelegation,
  at: { id: string; giver: string; extendsId: string | null; service?: Service | undefined },
): DelegationView => {
  const person = { oid: users.find(({ displayName }) => displayName === at.giver)?.oid ?? '', name: at.giver };
  const delegator = at.service ? { oid: at.service.id, name: at.service.name } : person;
  return delegationViewSchema.parse({
    id: at.id,
    state: wanted.whileAway ? 'active' : 'needs-sign-in',
    agent: { id: renewals.id, name: renewals.name },
    delegator,
    delegatorKind: at.service ? 'service' : 'person',
    signIn: at.service ? 'service' : wanted.whileAway ? 'session' : 'none',
    responsible: wanted.responsible === undefined ? (at.service?.owner ?? delegator) : personOf(wanted.responsible),
    workflow: wanted.workflow,
    actions: wanted.actions,
    companies: wanted.companies,
    recordFilters: wanted.recordFilters,
    validFrom: new Date().toISOString(),
    validTo: wanted.validTo,
    limits: wanted.limits.map((limit) => ({ ...limit, cumulative: limit.cumulative && { ...limit.cumulative, used: '12400.00' } })),
    approvalRules: wanted.approvalRules.map((rule) => ({
      ...rule,
      approver: renamedApprover(rule.approver, personOf),
    })),
    revokers: wanted.revokers.map(personOf),
    reason: wanted.reason,
    extends: at.extendsId,
    createdAt: new Date().toISOString(),
    ...{ revokedAt: null, revokedBy: null, revokeReason: null, mayRevoke: true, isYours: true },
  });
};

const notGiven = (field: string, message: string) =>
  problemSchema.parse({
    ...{ type: 'about:blank', title: 'Unprocessable', status: 422, detail: message, code: 'unprocessable' },
    fields: [{ field, message }],
    remedy: 'Correct the fields that are named, and send it again.',
  });

/** Delegations, kept in memory; filters over a set called `nothing` are refused as the ERP would. */
export class FakeDelegations {
  readonly #given = new Map<string, { view: DelegationView; wanted: CreateDelegation }>();

  constructor(private readonly services: FakeServices) {}

  #give(wanted: CreateDelegation, giver: string, extendsId: string | null): DelegationView {
    const service = this.services.named(wanted.service);
    const view = viewOf(wanted, { id: idOf(`delegation-${this.#given.size}`), giver, extendsId, service });
    this.#given.set(view.id, { view, wanted });
    return view;
  }

  #change(id: string, change: Partial<DelegationView>): DelegationView | undefined {
    const found = this.#given.get(id);
    if (!found) return undefined;
    const view = delegationViewSchema.parse({ ...found.view, ...change });
    this.#given.set(id, { ...found, view });
    return view;
  }

  /** As after the identity provider answered for a grant. */
  grant(id: string): void {
    this.#change(id, { state: 'active', signIn: 'grant' });
  }

  serve(router: Router, nameOf: (request: Request) => string): void {
    const seen = (view: DelegationView, request: Request) => ({
      ...view,
      isYours: [view.delegator.name, this.services.named(view.delegator.oid)?.owner.name].includes(nameOf(request)),
    });
    router.get('/external-agents', (request, response) => void response.json({ value: nameOf(request) === 'Clara Reyes' ? [] : [renewals] }));
    router.get('/people', (request, response) => {
      const others = users.filter(({ displayName }) => displayName !== nameOf(request));
      response.json({ value: others.map(({ oid, displayName }) => nameablePersonSchema.parse({ oid, name: displayName })) });
    });
    router.get('/conditions', (_request, response) => void response.json({ value: [{ name: 'Restricted vendor' }] }));
    router.get('/delegations', (request, response) => {
      response.json({ value: [...this.#given.values()].reverse().map(({ view }) => seen(view, request)) });
    });
    router.get('/delegations/:id', (request, response) => {
      const found = this.#given.get(request.params.id);
      if (found) response.json(seen(found.view, request));
      else response.status(404).type('application/problem+json').json(notGiven('id', 'There is no such delegation.'));
    });
    router.post('/delegations', (request, response) => {
      const wanted = createDelegationSchema.parse(request.body);
      const isRefused = 'nothing' in wanted.recordFilters;
      const refusal = notGiven('recordFilters.nothing', 'There is no entity set "nothing" that tools read.');
      if (isRefused) response.status(422).type('application/problem+json').json(refusal);
      else response.status(201).json(this.#give(wanted, nameOf(request), null));
    });
    router.post('/delegations/:id/revoke', (request, response) => {
      const { reason } = revokeDelegationSchema.parse(request.body);
      const by = { revokedAt: new Date().toISOString(), revokedBy: { oid: '', name: nameOf(request) }, revokeReason: reason };
      response.json(this.#change(request.params.id, { state: 'revoked', mayRevoke: false, ...by }));
    });
    router.post('/delegations/:id/extend', (request, response) => {
      const { id } = request.params;
      const wanted = this.#given.get(id)?.wanted;
      if (wanted) response.status(201).json(this.#give({ ...wanted, ...extendDelegationSchema.parse(request.body) }, nameOf(request), id));
    });
    router.post(
      '/delegations/:id/sign-in',
      (request, response) => void response.json(this.#change(request.params.id, { state: 'active', signIn: 'session' })),
    );
    router.post('/delegations/:id/take-back-sign-in', (request, response) => {
      response.json(this.#change(request.params.id, { state: 'needs-sign-in', signIn: 'none' }));
    });
  }
}
