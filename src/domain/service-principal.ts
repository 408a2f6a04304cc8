/**
 * A service that delegates: a client application with an account of its own in the ERP, and a person who owns it. It gives no
 * more than that account may do, to agents that its owner may use, and only while it is active; a retired one stays retired.
 */

/** How a service stands. A registered one has not been let act yet. */
export const servicePrincipalStates = ['registered', 'active', 'suspended', 'retired'] as const;
export type ServicePrincipalState = (typeof servicePrincipalStates)[number];

const moves: Readonly<Record<ServicePrincipalState, readonly ServicePrincipalState[]>> = {
  registered: ['active', 'retired'],
  active: ['suspended', 'retired'],
  suspended: ['active', 'retired'],
  retired: [],
};

/** Whether a service may be brought from one state to another; staying where it is is no move. */
export const mayBecome = (from: ServicePrincipalState, to: ServicePrincipalState): boolean => from === to || moves[from].includes(to);

/** Who gives authority as a service, and ends it: its owner, and admins. */
export const mayActForService = (ownerSubjectId: string, by: { readonly subjectId: string; readonly isAdmin: boolean }): boolean =>
  by.isAdmin || by.subjectId === ownerSubjectId;
