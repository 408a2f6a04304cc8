import type { Database, Statement } from 'better-sqlite3';
import type { Clock } from '../../kernel/clock.ts';
import { isoDate } from '../../kernel/clock.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { PermissionStore } from '../permissions/index.ts';
import { company, CompanyRecords, user } from '../tables/index.ts';
import type { SqlScope } from './sql-scope.ts';
import { StatementCache } from './statement-cache.ts';

/** A company as requests name it. */
export interface OpenCompany {
  readonly systemId: string;
  readonly name: string;
  readonly companyNo: number;
  readonly workDate: string;
}

/** An ERP user. */
export interface ErpUser {
  readonly userSecurityId: string;
  readonly userName: string;
}

/** Who calls: a user of one tenant, and the client that acts for her (blank if none). */
export interface Caller {
  readonly tenant: ErpTenant;
  readonly user: ErpUser;
  readonly client: string;
}

/** What a tenant is made of. */
export interface ErpTenantInput {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** One tenant: its database and what is remembered about it. Nothing in here reaches another tenant's file. */
export class ErpTenant {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly statements: StatementCache;
  readonly permissions: PermissionStore;
  readonly #companies: Statement<[], OpenCompany>;
  readonly #user: Statement<[string, string], ErpUser>;
  readonly #records = new Map<number, CompanyRecords>();

  constructor(input: ErpTenantInput) {
    this.db = input.db;
    this.clock = input.clock;
    this.ids = input.ids;
    this.statements = new StatementCache(input.db);
    this.permissions = new PermissionStore(input.db);
    this.#companies = input.db.prepare<[], OpenCompany>(
      `SELECT "systemId", "name", "companyNo", "workDate" FROM "${company.sqlName}" ORDER BY "companyNo"`,
    );
    this.#user = input.db.prepare<[string, string], ErpUser>(
      `SELECT "userSecurityId", "userName" FROM "${user.sqlName}"
       WHERE "authenticationObjectId" = ? AND "state" = 'Enabled' AND ("expiryDate" = '' OR "expiryDate" >= ?)`,
    );
  }

  /** The enabled user with that object id at the identity provider, or undefined. */
  userByObjectId(objectId: string): ErpUser | undefined {
    return this.#user.get(objectId.toLowerCase(), isoDate(this.clock.now()));
  }

  /** The companies that a user may open: those in which she has any permission set. */
  companiesOf(caller: ErpUser): readonly OpenCompany[] {
    return this.#companies.all().filter(({ name }) => this.permissions.mayOpen(caller.userSecurityId, name));
  }

  /** The records of a company by its number, with statements that stay prepared. */
  recordsOf(companyNo: number): CompanyRecords {
    const known = this.#records.get(companyNo);
    if (known !== undefined) return known;
    const made = new CompanyRecords(this.db, { company: companyNo, clock: this.clock, ids: this.ids });
    this.#records.set(companyNo, made);
    return made;
  }

  /** The eyes through which a user reads a company; without one, what belongs to no company. */
  scopeFor(caller: ErpUser, at: OpenCompany | undefined): SqlScope {
    const workDate = at === undefined || at.workDate === '' ? isoDate(this.clock.now()) : at.workDate;
    return {
      company: at?.companyNo ?? 0,
      workDate,
      rights: this.permissions.rightsOf(caller.userSecurityId, at?.name ?? ''),
      userId: caller.userName.toUpperCase(),
      openCompanies: at === undefined ? this.companiesOf(caller).map(({ companyNo }) => companyNo) : [at.companyNo],
    };
  }
}
