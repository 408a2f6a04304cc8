/**
 * Whose runs somebody sees: whoever oversees the tenant sees all of them; everybody else her own, and those of a service for as
 * long as she owns it, whatever became of the service. A run is a service's where the service gave the authority.
 */

/** Who looks at runs, with what was decided of her. */
export interface RunViewer {
  readonly subjectId: string;
  /** By her permission sets. */
  readonly maySeeOthers: boolean;
  /** The random ids of the services she owns at this moment. */
  readonly ownServices: readonly string[];
}

/** The random ids under which runs are hers to see; null: everybody's are. */
export const runsSeenBy = ({ subjectId, maySeeOthers, ownServices }: RunViewer): readonly string[] | null =>
  maySeeOthers ? null : [subjectId, ...ownServices];

/** Whether she may see a run. */
export const maySeeRun = (viewer: RunViewer, run: { readonly subjectId: string }): boolean => runsSeenBy(viewer)?.includes(run.subjectId) ?? true;
