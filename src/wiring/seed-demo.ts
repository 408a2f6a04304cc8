import { join } from 'node:path';
import { demoAccounts, demoApplications } from '../demo/accounts.ts';
import { seedTenant, type SeedParts } from '../features/setup/index.ts';
import { loadTemplateFiles } from '../features/templates/index.ts';
import type { Person } from '../features/subjects/index.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import { demoTenants } from './demo-organisation.ts';
import { projectRoot } from './program-version.ts';

const adminRole = 'SMART AGENTS ADMIN';

/** Makes the demo organisations where they are missing; what an admin changed since stays. */
export const seedDemo = async (
  parts: SeedParts,
  at: { readonly issuer: string; readonly erpBaseUrl: string },
  services: { readonly box: SecretBox; readonly secretOf: (clientId: string) => string },
): Promise<void> => {
  const templates = await loadTemplateFiles(join(projectRoot, 'templates'), new Set(parts.tools.list.map((tool) => tool.name)));
  for (const { tid, name, agents, delegations } of demoTenants) {
    const people: Person[] = demoAccounts
      .filter((account) => account.tid === tid)
      .map(({ oid, displayName, email }) => ({ tid, oid, displayName, email }));
    const owner = people[demoAccounts.filter((account) => account.tid === tid).findIndex((account) => account.roles.includes(adminRole))];
    if (!owner) throw new Error(`the demo organisation ${name} has no admin`);
    const own = demoApplications
      .filter((application) => application.tid === tid)
      .map(({ displayName, clientId, ownerOid }) => ({ name: displayName, clientId, ownerOid, secret: services.secretOf(clientId) }));
    const seed = { tenant: { id: tid, name, ...at }, owner, people, templates, agents, services: own, delegations };
    await seedTenant({ ...parts, serviceBox: services.box }, seed);
  }
};
