import Database from 'better-sqlite3';
import type { Database as Connection } from 'better-sqlite3';
import { seedDemoCompany, type DemoUser } from '../../../src/erp/demo/index.ts';

/** The day on which the tests' demo stories end. */
export const anchorDate = '2026-11-20';

/** One person per demo role that the tests look at. */
export const demoUsers: readonly DemoUser[] = (
  ['ar-clerk', 'buyer', 'ap-clerk', 'finance-manager', 'sales-rep', 'agents-admin', 'auditor', 'owner'] as const
).map((erpRole, at) => ({
  oid: `00000000-0000-4000-8000-00000000000${at}`,
  userName: erpRole.toUpperCase(),
  displayName: erpRole,
  email: `${erpRole}@example.test`,
  erpRole,
}));

const seeded = new Map<string, Buffer>();

const seededImage = (demo: 'full' | 'small', anchor: string): Buffer => {
  const key = `${demo} ${anchor}`;
  const known = seeded.get(key);
  if (known) return known;
  const db = new Database(':memory:');
  seedDemoCompany(db, { demo, anchorDate: anchor, users: demoUsers });
  const image = db.serialize();
  db.close();
  seeded.set(key, image);
  return image;
};

/** A fresh copy, in memory, of a seeded demo tenant; the seed itself runs once per test process. */
export const demoDatabase = (demo: 'full' | 'small', anchor: string = anchorDate): Connection => new Database(seededImage(demo, anchor));
