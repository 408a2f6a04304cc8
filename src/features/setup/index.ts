/* A tenant's defaults, and how a tenant comes to be. */
export { setupRoutes } from './routes.ts';
export { seedTenant, type AgentSeed, type Seeded, type SeedParts, type TenantSeed } from './seed-tenant.ts';
export { Setup, type SetupParts } from './setup.ts';
