import { AppError } from '../../kernel/errors.ts';
import type { CompanyRecords } from '../tables/index.ts';
import { accessControl, permission, permissionSet, user, userSetup, type ValuesOf } from '../tables/index.ts';
import { demoPermissionSets, setsOfRole, type Grant } from './permission-sets.ts';

/** A person that the demo's ERP knows: object id at the identity provider, names, and role. */
export interface DemoUser {
  readonly oid: string;
  readonly userName: string;
  readonly displayName: string;
  readonly email: string;
  /** One of the demo roles: ar-clerk, buyer, purchasing-service, ap-clerk, finance-manager, sales-rep, agents-admin, auditor, owner. */
  readonly erpRole: string;
}

type Level = ValuesOf<typeof permission>['readPermission'];

const level = (rights: string, letter: string): Level => (rights.includes(letter) ? 'Yes' : rights.includes(letter.toLowerCase()) ? 'Indirect' : ' ');

/** Two lines of a set on the same object become one: the wider right of each kind. */
const merged = (grants: readonly Grant[]): readonly Grant[] => {
  const byObject = new Map<string, Grant>();
  for (const grant of grants) {
    const key = `${grant.objectType} ${grant.objectId}`;
    const known = byObject.get(key);
    byObject.set(key, known ? { ...known, rights: known.rights + grant.rights } : grant);
  }
  return [...byObject.values()];
};

const seedPermissionSets = (records: CompanyRecords): void => {
  for (const { roleId, name, grants } of demoPermissionSets) {
    records.of(permissionSet).insert({ roleId, name });
    for (const { objectType, objectId, rights, securityFilter } of merged(grants)) {
      records.of(permission).insert({
        roleId,
        objectType,
        objectId,
        readPermission: level(rights, 'R'),
        insertPermission: level(rights, 'I'),
        modifyPermission: level(rights, 'M'),
        deletePermission: level(rights, 'D'),
        executePermission: level(rights, 'X'),
        securityFilter: securityFilter ?? '',
      });
    }
  }
};

/** Makes permission sets, users and their assignments for a tenant. An unknown role throws. */
export const seedUsers = (records: CompanyRecords, users: readonly DemoUser[], mainCompany: string): void => {
  seedPermissionSets(records);
  for (const one of users) {
    const role = setsOfRole[one.erpRole];
    if (!role) throw new AppError('internal', `There is no demo role ${one.erpRole}.`);
    records.of(user).insert({
      userSecurityId: one.oid,
      userName: one.userName,
      fullName: one.displayName,
      state: 'Enabled',
      contactEmail: one.email,
      authenticationObjectId: one.oid,
    });
    const companyName = role.companies === 'all' ? '' : mainCompany;
    for (const roleId of role.sets) records.of(accessControl).insert({ userSecurityId: one.oid, roleId, companyName });
  }
};

/** Purchase and sales limits in EUR by role; blank means unlimited. */
const limits: Readonly<Record<string, { readonly sales: string; readonly purchase: string }>> = {
  buyer: { sales: '0', purchase: '5000.00' },
  'ap-clerk': { sales: '0', purchase: '2500.00' },
  'sales-rep': { sales: '10000.00', purchase: '0' },
  'finance-manager': { sales: '', purchase: '' },
  owner: { sales: '', purchase: '' },
};

/** Makes a company's approval user setup: whose documents go to whom, from which amount on. */
export const seedUserSetup = (records: CompanyRecords, users: readonly DemoUser[]): void => {
  const approver = users.find((one) => one.erpRole === 'finance-manager' || one.erpRole === 'owner');
  for (const one of users) {
    const limit = limits[one.erpRole];
    if (!limit) continue;
    records.of(userSetup).insert({
      userId: one.userName,
      email: one.email,
      approverId: approver && approver !== one ? approver.userName : '',
      salesAmountApprovalLimit: limit.sales === '' ? '0' : limit.sales,
      unlimitedSalesApproval: limit.sales === '',
      purchaseAmountApprovalLimit: limit.purchase === '' ? '0' : limit.purchase,
      unlimitedPurchaseApproval: limit.purchase === '',
      approvalAdministrator: approver === one,
    });
  }
};
