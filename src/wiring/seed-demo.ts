import { join } from 'node:path';
import { demoAccounts } from '../demo/accounts.ts';
import { seedTenant, type SeedParts } from '../features/setup/index.ts';
import { loadTemplateFiles } from '../features/templates/index.ts';
import type { Person } from '../features/subjects/index.ts';
import { demoTenants } from './demo-organisation.ts';
import { projectRoot } from './program-version.ts';

const adminRole = 'SMART AGENTS ADMIN';

/** Makes the demo organisations where they are missing; what an admin changed since stays. */
export const seedDemo = async (parts: SeedParts, at: { readonly issuer: string; readonly erpBaseUrl: string }): Promise<void> => {
  const templates = await loadTemplateFiles(join(projectRoot, 'templates'), new Set(parts.tools.list.map((tool) => tool.name)));
  for (const { tid, name, agents } of demoTenants) {
    const people: Person[] = demoAccounts
      .filter((account) => account.tid === tid)
      .map(({ oid, displayName, email }) => ({ tid, oid, displayName, email }));
    const owner = people[demoAccounts.filter((account) => account.tid === tid).findIndex((account) => account.roles.includes(adminRole))];
    if (!owner) throw new Error(`the demo organisation ${name} has no admin`);
    await seedTenant(parts, { tenant: { id: tid, name, ...at }, owner, people, templates, agents });
  }
};
