/** How reading an entity set went. */
export type Reading = 'yes' | 'denied' | 'no parent' | 'failed';

/** One entity set, as one user finds it. */
export interface SetFinding {
  readonly set: string;
  readonly reading: Reading;
  /** Rows seen, and whether there are more than were asked for; null where none could be read. */
  readonly rows: { readonly count: number; readonly more: boolean } | null;
  /** How long the answer took. */
  readonly millis: number;
  /** Whether rows may have been left out silently; null where the ERP cannot tell. */
  readonly mayBePartial: boolean | null;
  /** What `$metadata` offers besides reading; null where it does not say. */
  readonly writes: readonly string[] | null;
  readonly actions: readonly string[];
  /** The ERP's own words where it said no. */
  readonly reason: string | null;
}

/** One API route, as one user finds it. */
export interface RouteFinding {
  readonly route: string;
  /** Null where the route's `$metadata` could be read. */
  readonly problem: string | null;
  readonly sets: readonly SetFinding[];
}

/** What works for one user in one company. */
export interface UserReport {
  readonly user: string;
  /** Null where no company could be opened. */
  readonly company: string | null;
  /** What keeps the user out altogether, and what would mend it. */
  readonly problem: { readonly message: string; readonly remedy: string } | null;
  readonly routes: readonly RouteFinding[];
}

/** What was checked, and what came of it. */
export interface CheckReport {
  /** Everything before `/api/…`. */
  readonly base: string;
  readonly users: readonly UserReport[];
}

/** Whether the port would work: everyone gets in, and API v2.0 answers. Denials are no fault. */
export const isUsable = ({ users }: CheckReport): boolean =>
  users.every(({ problem, routes }) => problem === null && routes.some(({ problem: fault }) => fault === null));
