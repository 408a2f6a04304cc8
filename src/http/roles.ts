/** The permission sets of Smart Agents, as they stand in a token's roles. None implies another. */
export const roles = {
  user: 'SMART AGENTS USER',
  approver: 'SMART AGENTS APPROVER',
  admin: 'SMART AGENTS ADMIN',
  auditor: 'SMART AGENTS AUDITOR',
  support: 'SMART AGENTS SUPPORT',
  siem: 'SMART AGENTS SIEM',
} as const;

/** One of the permission sets. */
export type Role = (typeof roles)[keyof typeof roles];

/** Whether a person holds one of these permission sets. */
export const holdsAny = (person: { readonly roles: readonly string[] }, wanted: readonly Role[]): boolean =>
  wanted.some((role) => person.roles.includes(role));
