/*
 * Business Central's rules of effective permissions, told a second time for the tests, from
 * https://learn.microsoft.com/dynamics365/business-central/ui-define-granular-permissions (include and exclude),
 * …/dev-itpro/security/security-filters (the least restrictive wins) and …/ui-define-permission-sets (indirect).
 * It looks at one row at a time and shares nothing with the code it judges.
 */

/** R, I, M, D on table data, X on objects. */
export type OracleRight = 'R' | 'I' | 'M' | 'D' | 'X';

/** How far a right goes: not at all, through other objects, by itself. */
export const levels = { blank: 0, indirect: 1, yes: 2 } as const;
export type OracleLevel = (typeof levels)[keyof typeof levels];

/** A record as the database has it. */
export type StoredRow = Readonly<Record<string, string | number>>;

/** A security filter: its text for the permission set, and what it means. */
export interface OracleFilter {
  readonly text: string;
  /** The columns it looks at. */
  readonly columns: readonly string[];
  readonly shows: (row: StoredRow) => boolean;
}

/** A line of a permission set. Object id 0 is every object of the type. */
export interface OracleLine {
  readonly isExclude: boolean;
  readonly objectType: 'Table Data' | 'Page' | 'Codeunit';
  readonly objectId: number;
  readonly rights: Readonly<Record<OracleRight, OracleLevel>>;
  readonly filter: OracleFilter | undefined;
}

/** A permission set as it is assigned to the user; blank company is every company. */
export interface OracleAssignment {
  readonly roleId: string;
  readonly company: string;
  readonly lines: readonly OracleLine[];
}

/** One question: may this be done, at least so directly, with this row (any row of the object, if there is none)? */
export interface OracleQuestion {
  readonly object: { readonly type: OracleLine['objectType']; readonly id: number };
  readonly right: OracleRight;
  readonly atLeast: OracleLevel;
  readonly row?: StoredRow;
}

const isAbout = (line: OracleLine, { type, id }: OracleQuestion['object']): boolean =>
  line.objectType === type && (line.objectId === 0 || line.objectId === id);

/** What one user may do in one company. */
export class PermissionOracle {
  readonly #here: readonly OracleAssignment[];

  constructor(assignments: readonly OracleAssignment[], company: string) {
    this.#here = assignments.filter((one) => one.company === '' || one.company === company);
  }

  /** True if the company is there for the user at all. */
  get mayOpen(): boolean {
    return this.#here.length > 0;
  }

  permits(question: OracleQuestion): boolean {
    return this.#here.some((set) => set.roleId === 'SUPER' || set.lines.some((line) => this.#opens(set, line, question)));
  }

  /** The columns of a table that any security filter looks at. */
  filteredColumns(tableId: number): ReadonlySet<string> {
    const lines = this.#here.flatMap((set) => set.lines).filter(({ objectType, objectId }) => objectType === 'Table Data' && objectId === tableId);
    return new Set(lines.flatMap(({ filter }) => filter?.columns ?? []));
  }

  #opens(set: OracleAssignment, line: OracleLine, { object, right, atLeast, row }: OracleQuestion): boolean {
    if (line.isExclude || !isAbout(line, object)) return false;
    let left: OracleLevel = line.rights[right];
    for (const other of set.lines) {
      if (!other.isExclude || !isAbout(other, object)) continue;
      if (other.rights[right] === levels.yes) left = levels.blank;
      else if (other.rights[right] === levels.indirect && left === levels.yes) left = levels.indirect;
    }
    const shows = row === undefined || line.filter === undefined || line.filter.shows(row);
    return left >= atLeast && left > levels.blank && shows;
  }
}
