import type { Database } from 'better-sqlite3';
import type { Clock } from '../../kernel/clock.ts';
import { CompanyRecords, company, createErpSchema, type RowOf } from '../tables/index.ts';
import { demoCompanies, type CompanyPlan } from './company-plan.ts';
import { chanceFrom, idsFrom } from './random.ts';
import { seedCustomers } from './seed-customers.ts';
import { seedDesks } from './seed-desks.ts';
import { draftJournals } from './seed-journals.ts';
import { seedItems, seedSalesPrices } from './seed-items.ts';
import { seedRenewals } from './seed-renewals.ts';
import { seedSetup } from './seed-setup.ts';
import { seedUsers, seedUserSetup, type DemoUser } from './seed-users.ts';
import { seedVendors } from './seed-vendors.ts';
import { tellApprovals } from './tell-approvals.ts';
import { tellStory } from './tell-story.ts';
import { createWorld } from './world.ts';

/** What the demo is made from. */
export interface DemoSeed {
  /** `full`: two companies, the first large; `small`: one small company. */
  readonly demo: 'full' | 'small';
  /** The last day of the story and the companies' work date, `YYYY-MM-DD`. */
  readonly anchorDate: string;
  /** The tenant's people. */
  readonly users: readonly DemoUser[];
}

const seedCompany = (db: Database, plan: CompanyPlan, seed: { row: RowOf<typeof company>; demo: DemoSeed }): void => {
  const world = createWorld(db, plan, { company: seed.row, anchor: seed.demo.anchorDate });
  seedSetup(world);
  seedUserSetup(world.on(world.start).records, seed.demo.users);
  const vendors = seedVendors(world);
  const items = seedItems(world, vendors);
  const customers = seedCustomers(world);
  seedSalesPrices(
    world,
    items,
    customers.map((one) => one.no),
  );
  tellStory({ world, customers, vendors, items, stock: new Map(), onOrder: new Map(), tasks: new Map(), payables: [] });
  seedDesks(world, { customers, vendors });
  tellApprovals(world, vendors);
  draftJournals(world);
  seedRenewals(world, vendors, seed.demo.users);
};

/**
 * Makes the schema and a tenant's demo companies, people and history, in one transaction. The same input gives
 * the same rows. Answers false, and changes nothing, if the database has a company already.
 */
export const seedDemoCompany = (db: Database, demo: DemoSeed): boolean => {
  createErpSchema(db);
  const clock: Clock = { now: () => new Date(`${demo.anchorDate}T06:00:00Z`) };
  const plans = demoCompanies[demo.demo];
  const shared = new CompanyRecords(db, { company: 0, clock, ids: idsFrom(chanceFrom(plans.map((plan) => plan.name).join())) });
  // Ids that depend on the companies and their people alone: a company keeps its id whatever else is seeded, and no two tenants have one in common.
  const whose = [...plans.map(({ name }) => `company ${name}`), ...demo.users.map(({ oid }) => oid)].join();
  const companies = new CompanyRecords(db, { company: 0, clock, ids: idsFrom(chanceFrom(whose)) }).of(company);
  return db.transaction(() => {
    if (companies.find({}).length > 0) return false;
    seedUsers(shared, demo.users, plans[0]?.name ?? '');
    plans.forEach((plan, at) => {
      const row = companies.insert({
        name: plan.name,
        displayName: plan.displayName,
        companyNo: at + 1,
        evaluationCompany: true,
        workDate: demo.anchorDate,
      });
      seedCompany(db, plan, { row, demo });
    });
    return true;
  })();
};
