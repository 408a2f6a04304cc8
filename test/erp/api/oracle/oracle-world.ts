import type { Database } from 'better-sqlite3';
import { randomIds } from '../../../../src/kernel/ids.ts';
import { tables } from '../../../../src/erp/tables/index.ts';
import type { Table } from '../../../../src/erp/tables/index.ts';
import { levels, PermissionOracle } from './permission-oracle.ts';
import type { OracleAssignment, OracleLevel, OracleLine, OracleRight, StoredRow } from './permission-oracle.ts';

/** A record and the table it is in. */
export interface Found {
  readonly table: Table;
  readonly row: StoredRow;
}

/** Lines are seen with their documents only, and applications with the entries they apply to. */
const headers: Readonly<Record<string, { readonly header: string; readonly link: Readonly<Record<string, string>> }>> = {
  'Sales Line': { header: 'Sales Header', link: { documentType: 'documentType', no: 'documentNo' } },
  'Purchase Line': { header: 'Purchase Header', link: { documentType: 'documentType', no: 'documentNo' } },
  'Sales Invoice Line': { header: 'Sales Invoice Header', link: { no: 'documentNo' } },
  'Sales Shipment Line': { header: 'Sales Shipment Header', link: { no: 'documentNo' } },
  'Sales Cr.Memo Line': { header: 'Sales Cr.Memo Header', link: { no: 'documentNo' } },
  'Purch. Inv. Line': { header: 'Purch. Inv. Header', link: { no: 'documentNo' } },
  'Purch. Rcpt. Line': { header: 'Purch. Rcpt. Header', link: { no: 'documentNo' } },
  'Purch. Cr. Memo Line': { header: 'Purch. Cr. Memo Hdr.', link: { no: 'documentNo' } },
  'Detailed Vendor Ledg. Entry': { header: 'Vendor Ledger Entry', link: { entryNo: 'vendorLedgerEntryNo' } },
};

/** What pages show of a table that users have no direct right on: detailed entries come with the entries they belong to. */
const indirectIsEnough: ReadonlySet<string> = new Set(['Detailed Vendor Ledg. Entry', 'Detailed Cust. Ledg. Entry']);

/** Permissions themselves, and the setup that code reads whoever runs it. */
const leftAlone: ReadonlySet<string> = new Set([
  ...['General Ledger Setup', 'Gen. Journal Template', 'Company', 'User'],
  ...['Permission', 'Permission Set', 'Access Control'],
]);

/**
 * Kept by Business Central in the documents' own aggregates, whoever may read the ledger: a posted invoice's status.
 * And looked up by its code about the user herself: whether she administers approvals.
 */
const readByCode: ReadonlySet<string> = new Set(['Cust. Ledger Entry open', 'Vendor Ledger Entry open', 'User Setup approvalAdministrator']);

const levelText = { 0: ' ', 1: 'Indirect', 2: 'Yes' } as const;
const rightColumns: Readonly<Record<OracleRight, string>> = {
  R: 'readPermission',
  I: 'insertPermission',
  M: 'modifyPermission',
  D: 'deletePermission',
  X: 'executePermission',
};

/** A row as a page shows it: of which entity set, and with which values. */
export interface ShownRow {
  readonly set: string;
  readonly found: Found;
  readonly entity: Readonly<Record<string, unknown>>;
}

/** A permission set for everything. */
const everything: OracleAssignment = { roleId: 'SUPER', company: '', lines: [] };

/** The rows of a seeded database, and the permissions of one of its users, whom the test gives whatever sets it likes. */
export class OracleWorld {
  readonly rows: ReadonlyMap<Table, readonly StoredRow[]>;
  readonly #bySystemId = new Map<string, Found>();
  readonly #tableByName = new Map(tables.map((table) => [table.name, table]));

  constructor(
    private readonly db: Database,
    private readonly at: { readonly userSecurityId: string; readonly company: string },
  ) {
    this.rows = new Map(tables.map((table) => [table, db.prepare(`SELECT * FROM "${table.sqlName}"`).all() as StoredRow[]]));
    for (const [table, rows] of this.rows) for (const row of rows) this.#bySystemId.set(String(row['systemId']), { table, row });
  }

  /** The record with that id as it was seeded. */
  find(systemId: string): Found | undefined {
    return this.#bySystemId.get(systemId);
  }

  /** Gives the user these sets and no others; answers what they permit. */
  assign(assignments: readonly OracleAssignment[]): PermissionOracle {
    this.db.prepare(`DELETE FROM "AccessControl" WHERE "userSecurityId" = ?`).run(this.at.userSecurityId);
    this.db.prepare(`DELETE FROM "Permission" WHERE "roleId" LIKE 'ORACLE-%'`).run();
    for (const { roleId, company, lines } of assignments) {
      this.db
        .prepare(`INSERT OR IGNORE INTO "AccessControl" VALUES (?, ?, ?, ?, '', '', 1)`)
        .run(this.at.userSecurityId, roleId, company, randomIds.next());
      for (const line of lines) this.#insertLine(roleId, line);
    }
    return new PermissionOracle(assignments, this.at.company);
  }

  /** True if the user may read the record: directly, or indirectly where that is all a page asks for, and its document too. */
  mayRead(oracle: PermissionOracle, found: Found, atLeast: OracleLevel = levels.yes): boolean {
    const { table, row } = found;
    const level = indirectIsEnough.has(table.name) ? levels.indirect : atLeast;
    if (!oracle.permits({ object: { type: 'Table Data', id: table.id }, right: 'R', atLeast: level, row })) return false;
    const header = this.headerOf(found);
    return header === undefined || this.mayRead(oracle, header, atLeast);
  }

  /**
   * True if a page may show the row: an approval request with its document, which has to be open directly while the
   * entry need not be; a dimension set line with the record that it hangs on; anything else by itself.
   */
  mayShow(oracle: PermissionOracle, { set, found, entity }: ShownRow): boolean {
    if (set === 'approvalRequests') {
      const document = this.find(String(found.row['recordIdToApprove']));
      const isOpen = oracle.permits({ object: { type: 'Table Data', id: found.table.id }, right: 'R', atLeast: levels.indirect, row: found.row });
      return isOpen && document !== undefined && this.mayRead(oracle, document);
    }
    const parent = set === 'dimensionSetLines' && 'parentId' in entity ? this.find(String(entity['parentId'])) : undefined;
    return this.mayRead(oracle, found) && (parent === undefined || this.#permitsRow(oracle, parent));
  }

  /** The work done as if the user had every right: what there is to be seen by her. */
  withEveryRight<T>(work: () => T): T {
    this.db.exec('SAVEPOINT everything');
    try {
      this.assign([everything]);
      return work();
    } finally {
      this.db.exec('ROLLBACK TO everything; RELEASE everything');
    }
  }

  #permitsRow(oracle: PermissionOracle, { table, row }: Found): boolean {
    return oracle.permits({ object: { type: 'Table Data', id: table.id }, right: 'R', atLeast: levels.yes, row });
  }

  /** The document that a line belongs to. */
  headerOf({ table, row }: Found): Found | undefined {
    const known = headers[table.name];
    const header = known === undefined ? undefined : this.#tableByName.get(known.header);
    if (known === undefined || header === undefined) return undefined;
    const found = this.rows
      .get(header)
      ?.find((one) => one['company'] === row['company'] && Object.entries(known.link).every(([theirs, ours]) => one[theirs] === row[ours]));
    return found === undefined ? undefined : { table: header, row: found };
  }

  /** Makes every record that the user may not read even indirectly unrecognisable, its key and what filters look at apart. To be rolled back. */
  scrambleHidden(oracle: PermissionOracle): void {
    for (const [table, rows] of this.rows) {
      if (leftAlone.has(table.name)) continue;
      const object = { type: 'Table Data', id: table.id } as const;
      const hidden = rows.filter((row) => !oracle.permits({ object, right: 'R', atLeast: levels.indirect, row }));
      const filtered = oracle.filteredColumns(table.id);
      const changes = Object.entries(table.columns).flatMap(([name, { type }]) => {
        if (table.key.includes(name) || filtered.has(name) || readByCode.has(`${table.name} ${name}`)) return [];
        if (type === 'integer' || type === 'decimal') return [`"${name}" = "${name}" + 1234567`];
        if (type === 'boolean') return [`"${name}" = 1 - "${name}"`];
        return [`"${name}" = ${type === 'date' || type === 'datetime' ? `'1999-09-09'` : `'HIDDEN'`}`];
      });
      if (hidden.length === 0 || changes.length === 0) continue;
      const update = `UPDATE "${table.sqlName}" SET ${changes.join(', ')}, "systemRowVersion" = "systemRowVersion" + 7`;
      if (hidden.length === rows.length) this.db.exec(update);
      else
        this.db.prepare(`${update} WHERE "systemId" IN (SELECT value FROM json_each(?))`).run(JSON.stringify(hidden.map((row) => row['systemId'])));
    }
  }

  #insertLine(roleId: string, line: OracleLine): void {
    const rights = Object.entries(rightColumns).map(([right, column]) => [column, levelText[line.rights[right as OracleRight]]] as const);
    const names = rights.map(([column]) => `"${column}"`).join(', ');
    this.db
      .prepare(
        `INSERT OR REPLACE INTO "Permission" ("roleId", "type", "objectType", "objectId", ${names}, "securityFilter", "systemId", "systemCreatedAt", "systemModifiedAt", "systemRowVersion")
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', 1)`,
      )
      .run(
        roleId,
        line.isExclude ? 'Exclude' : 'Include',
        line.objectType,
        line.objectId,
        ...rights.map(([, text]) => text),
        line.filter?.text ?? '',
        randomIds.next(),
      );
  }
}
