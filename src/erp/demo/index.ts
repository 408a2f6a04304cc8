export { seedDemoCompany, type DemoSeed } from './seed-demo-company.ts';
export type { DemoUser } from './seed-users.ts';
