import type { Me } from '../../contracts/sessions.ts';

/** What the signed-in user may see. The server decides again on every call; this only keeps doors that would not open off the screen. */
export interface Rights {
  /** Chat, outbox, and the proposals that come from it. */
  readonly mayChat: boolean;
  /** Decide on proposals of others. */
  readonly mayApprove: boolean;
  /** See changes of which nobody knows whether they were made. */
  readonly maySeeUnsettled: boolean;
  /** Change agents, templates, tools and setup. */
  readonly mayAdminister: boolean;
  /** Read the tool-call log. */
  readonly mayReadLog: boolean;
  /** Give external agents authority of her own. */
  readonly mayDelegate: boolean;
  /** Give it as a service: one that she owns, any as an admin. */
  readonly mayDelegateAsService: boolean;
  /** See delegations: her own, or everybody's. */
  readonly maySeeDelegations: boolean;
  /** See runs of others, and export their evidence. */
  readonly mayOversee: boolean;
}

/** The rights that a user's Smart Agents permission sets give. SUPER, or any other set, gives none. */
export const rightsOf = (roles: Me['user']['roles']): Rights => {
  const has = (role: string) => roles.includes(`SMART AGENTS ${role}`);
  return {
    mayChat: has('USER'),
    mayApprove: has('APPROVER') || has('USER'),
    maySeeUnsettled: ['USER', 'APPROVER', 'ADMIN'].some(has),
    mayAdminister: has('ADMIN'),
    mayReadLog: has('ADMIN') || has('AUDITOR'),
    mayDelegate: has('USER'),
    mayDelegateAsService: has('USER') || has('ADMIN'),
    maySeeDelegations: ['USER', 'APPROVER', 'ADMIN', 'AUDITOR', 'SUPPORT'].some(has),
    mayOversee: ['ADMIN', 'AUDITOR', 'SUPPORT', 'APPROVER'].some(has),
  };
};

/** Where somebody with these rights starts: an approver who has no conversations at what she is asked to decide on. */
export const startPage = (rights: Rights): '/' | '/admin' | '/approvals' => {
  if (rights.mayChat) return '/';
  if (rights.mayReadLog) return '/admin';
  return rights.mayApprove ? '/approvals' : '/';
};
