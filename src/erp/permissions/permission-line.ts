/** What can be done with an object: R, I, M, D on table data, X on everything else. */
export type Right = 'read' | 'insert' | 'modify' | 'delete' | 'execute';

/**
 * How far a right goes. `indirect` works only through another object that the user may run (posting
 * through Purch.-Post, a sum on a card); `direct` works by itself.
 */
export type Level = 'none' | 'indirect' | 'direct';

/** The kinds of objects that permissions are about. */
export type ObjectType = 'Table Data' | 'Table' | 'Report' | 'Codeunit' | 'XMLport' | 'Page' | 'Query' | 'System';

/** One object that permissions are about, by Business Central's object id. */
export interface SecuredObject {
  readonly type: ObjectType;
  readonly id: number;
}

/** One line of a permission set. */
export interface PermissionLine {
  readonly kind: 'include' | 'exclude';
  readonly objectType: ObjectType;
  /** 0 stands for every object of the type. */
  readonly objectId: number;
  readonly levels: Readonly<Record<Right, Level>>;
  /** Narrows table data to some rows, as Business Central writes it; blank narrows nothing. */
  readonly securityFilter: string;
}

/** A permission set that a user has in the company at hand. */
export interface AssignedSet {
  readonly roleId: string;
  readonly lines: readonly PermissionLine[];
}
