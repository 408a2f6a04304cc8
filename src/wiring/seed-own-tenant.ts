import { join } from 'node:path';
import type { Config } from '../config.ts';
import { seedTenant, type SeedParts } from '../features/setup/index.ts';
import { loadTemplateFiles } from '../features/templates/index.ts';
import { AppError } from '../kernel/errors.ts';
import { projectRoot } from './program-version.ts';

/** Microsoft Entra ID's issuer names the tenant; other providers' need not. */
const tenantIn = (issuer: string): string | undefined =>
  /^https?:\/\/[^/]+\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/v2\.0\/?$/i.exec(issuer)?.[1];

/**
 * Makes the organisation whose people sign in at the configured issuer, with the shipped templates and no agent: its
 * admins make those. What is there already stays. Throws `bad_request` where nobody says which tenant it is.
 */
export const seedOwnTenant = async (
  parts: SeedParts,
  config: Pick<Config, 'TENANT_ID' | 'TENANT_NAME'>,
  at: { readonly issuer: string; readonly erpBaseUrl: string },
): Promise<void> => {
  const id = (config.TENANT_ID ?? tenantIn(at.issuer))?.toLowerCase();
  if (id === undefined) {
    throw new AppError('bad_request', 'It is not known whose people sign in at OIDC_ISSUER.', {
      remedy: 'Set TENANT_ID to what their tokens say in tid.',
    });
  }
  const templates = await loadTemplateFiles(join(projectRoot, 'templates'), new Set(parts.tools.list.map((tool) => tool.name)));
  await seedTenant(parts, { tenant: { id, name: config.TENANT_NAME, ...at }, people: [], templates, agents: [] });
};
