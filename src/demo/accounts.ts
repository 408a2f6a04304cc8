/** A demo person: who they are at the identity provider, and which rights the ERP and Smart Agents give them. */
export interface DemoAccount {
  /** Object id at the identity provider; the ERP knows its users by it. */
  readonly oid: string;
  /** The tenant (customer organisation) the person belongs to. */
  readonly tid: string;
  /** User name in the ERP. */
  readonly userName: string;
  readonly displayName: string;
  /** Sign-in name. */
  readonly email: string;
  /** Which rights the ERP's demo seed gives this user. */
  readonly erpRole: ErpRole;
  /** Smart Agents permission sets, as app roles in the token. */
  readonly roles: readonly string[];
}

/** The demo roles inside the ERP. */
export type ErpRole =
  'ar-clerk' | 'buyer' | 'purchasing-service' | 'ap-clerk' | 'finance-manager' | 'sales-rep' | 'agents-admin' | 'auditor' | 'owner';

/** Alder & Finch Supply: the full demo organisation, with two companies. */
export const alderFinchTenant = '7d1f6a52-3c0b-4a5e-9b1d-2f8c40a1e001';
/** Birch Harbour Trading: a small second organisation; nothing of it is visible to the first. */
export const birchHarbourTenant = '7d1f6a52-3c0b-4a5e-9b1d-2f8c40a1e002';

/** The demo's first company at the embedded ERP, *Alder & Finch Ltd.*: its seed gives the same id each time. */
export const alderFinchCompany = 'cf13e926-9a38-48f1-acfc-c9f2a15d6b26';
/** The demo's external agent, which its purchasing service has given authority. */
export const demoAgentName = 'Reordering by Example Software';

const person = (
  ordinal: number,
  [userName, displayName, erpRole, tid]: readonly [string, string, ErpRole, string],
  roles: readonly string[],
): DemoAccount => ({
  oid: `5e0c9b64-8f1d-4c3a-a7e2-91d3b5c6f0${String(ordinal).padStart(2, '0')}`,
  tid,
  userName,
  displayName,
  email: `${displayName.split(' ')[0]?.toLowerCase() ?? userName.toLowerCase()}@${tid === alderFinchTenant ? 'alderfinch' : 'birchharbour'}.example`,
  erpRole,
  roles,
});

/** The people one can sign in as when the embedded identity provider runs with its demo accounts. */
export const demoAccounts: readonly DemoAccount[] = [
  person(1, ['CLARA', 'Clara Reyes', 'ar-clerk', alderFinchTenant], ['SMART AGENTS USER']),
  person(2, ['BEN', 'Ben Okafor', 'buyer', alderFinchTenant], ['SMART AGENTS USER']),
  person(3, ['INES', 'Ines Moreau', 'ap-clerk', alderFinchTenant], ['SMART AGENTS USER']),
  person(4, ['MARTA', 'Marta Lindqvist', 'finance-manager', alderFinchTenant], ['SMART AGENTS USER', 'SMART AGENTS APPROVER']),
  person(5, ['TOM', 'Tom Fielding', 'sales-rep', alderFinchTenant], ['SMART AGENTS USER']),
  person(6, ['ADELE', 'Adele Brandt', 'agents-admin', alderFinchTenant], ['SMART AGENTS ADMIN']),
  person(7, ['NOOR', 'Noor Haddad', 'auditor', alderFinchTenant], ['SMART AGENTS AUDITOR']),
  person(8, ['PAUL', 'Paul Birch', 'owner', birchHarbourTenant], ['SMART AGENTS USER', 'SMART AGENTS ADMIN']),
];

/** A demo program with an account of its own in the ERP, and the person who owns it. */
export interface DemoApplication extends Omit<DemoAccount, 'email' | 'roles'> {
  readonly clientId: string;
  readonly ownerOid: string;
}

/** The programs that can delegate in the demo. */
export const demoApplications: readonly DemoApplication[] = [
  {
    oid: '5e0c9b64-8f1d-4c3a-a7e2-91d3b5c6f050',
    tid: alderFinchTenant,
    userName: 'PURCHSVC',
    displayName: 'Purchasing Service',
    erpRole: 'purchasing-service',
    clientId: 'purchasing-service',
    ownerOid: demoAccounts.find(({ userName }) => userName === 'BEN')?.oid ?? '',
  },
];
