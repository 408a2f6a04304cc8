import type { Database, Statement } from 'better-sqlite3';
import { accessControl, permission, permissionSet } from '../tables/index.ts';
import { EffectiveRights } from './effective-rights.ts';
import type { AssignedSet, Level, ObjectType, PermissionLine } from './permission-line.ts';

interface LineRow {
  readonly roleId: string;
  readonly type: string;
  readonly objectType: ObjectType;
  readonly objectId: number;
  readonly readPermission: string;
  readonly insertPermission: string;
  readonly modifyPermission: string;
  readonly deletePermission: string;
  readonly executePermission: string;
  readonly securityFilter: string;
}

const levels: Readonly<Record<string, Level>> = { Yes: 'direct', Indirect: 'indirect' };
const levelFrom = (option: string): Level => levels[option] ?? 'none';

const lineFrom = (row: LineRow): PermissionLine => ({
  kind: row.type === 'Exclude' ? 'exclude' : 'include',
  objectType: row.objectType,
  objectId: row.objectId,
  levels: {
    read: levelFrom(row.readPermission),
    insert: levelFrom(row.insertPermission),
    modify: levelFrom(row.modifyPermission),
    delete: levelFrom(row.deletePermission),
    execute: levelFrom(row.executePermission),
  },
  securityFilter: row.securityFilter,
});

const watched = [permissionSet, permission, accessControl];

/** A counter in the database that every change of permissions moves, made by triggers so that no writer can forget it. */
const installVersion = (db: Database): void => {
  db.exec('CREATE TABLE IF NOT EXISTS "PermissionVersion" (version INTEGER NOT NULL) STRICT');
  db.exec('INSERT INTO "PermissionVersion" SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM "PermissionVersion")');
  for (const table of watched) {
    for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
      const name = `"${table.sqlName}_${event}_moves_version"`;
      db.exec(
        `CREATE TRIGGER IF NOT EXISTS ${name} AFTER ${event} ON "${table.sqlName}" BEGIN UPDATE "PermissionVersion" SET version = version + 1; END`,
      );
    }
  }
};

/** The permissions of one tenant: reads them from its database and keeps what it worked out until they change. */
export class PermissionStore {
  readonly #version: Statement<[], number>;
  readonly #lines: Statement<[string, string], LineRow>;
  readonly #roles: Statement<[string, string], string>;
  #cachedVersion = 0;
  readonly #cache = new Map<string, EffectiveRights>();

  constructor(db: Database) {
    installVersion(db);
    const assigned = `SELECT "roleId" FROM "${accessControl.sqlName}" WHERE "userSecurityId" = ? AND "companyName" IN ('', ?)`;
    this.#version = db.prepare<[], number>('SELECT version FROM "PermissionVersion"').pluck();
    this.#roles = db.prepare<[string, string], string>(`SELECT DISTINCT "roleId" FROM (${assigned})`).pluck();
    this.#lines = db.prepare<[string, string], LineRow>(`SELECT * FROM "${permission.sqlName}" WHERE "roleId" IN (${assigned})`);
  }

  /** What a user may do in a company, by its name. A user without any permission set there may do nothing. */
  rightsOf(userSecurityId: string, companyName: string): EffectiveRights {
    const version = this.#version.get() ?? 0;
    if (version !== this.#cachedVersion) {
      this.#cache.clear();
      this.#cachedVersion = version;
    }
    const key = `${userSecurityId} ${companyName}`;
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const rights = new EffectiveRights(this.#setsOf(userSecurityId, companyName));
    this.#cache.set(key, rights);
    return rights;
  }

  /** True if the user has at least one permission set in the company: only then is it there for her. */
  mayOpen(userSecurityId: string, companyName: string): boolean {
    return this.#roles.all(userSecurityId, companyName).length > 0;
  }

  #setsOf(userSecurityId: string, companyName: string): readonly AssignedSet[] {
    const lines = this.#lines.all(userSecurityId, companyName);
    return this.#roles.all(userSecurityId, companyName).map((roleId) => ({
      roleId,
      lines: lines.filter((line) => line.roleId === roleId).map(lineFrom),
    }));
  }
}
