import type { Row } from '../json-row.ts';
import type { ToolCall } from '../toolbox.ts';
import { toolFor } from '../tool-catalog.ts';
import type { PartyRef, ReadGoal, Subject } from '../understand/goal.ts';
import { callOf, wholeList } from './scene.ts';
import type { Scene } from './scene.ts';

/** A read that belongs to the goal: about what, for whom, and the call that makes it. */
export interface PlannedRead {
  readonly subject: Subject;
  readonly party?: PartyRef;
  /** Undefined when a required argument is missing. */
  readonly call: ToolCall | undefined;
}

/** Which filters the tool of a subject cannot apply itself, so that the whole list is needed to apply them here. */
const filtersHere = (subject: Subject, goal: ReadGoal): boolean =>
  (subject === 'order' && goal.overdue) || (subject === 'invoice' && goal.open && !goal.overdue) || (subject === 'customer' && goal.overdue);

/** How many rows to ask for; undefined leaves it to the tool. */
const limitOf = (subject: Subject, goal: ReadGoal, party: PartyRef | undefined): number | undefined => {
  const { show } = goal;
  if (goal.document !== undefined || subject === 'reorder') return undefined;
  if (show.order !== undefined || show.bound !== undefined) return party === undefined || party.kind !== subject ? wholeList : undefined;
  if (party !== undefined || goal.overview) return undefined;
  if (show.howMany !== undefined && !filtersHere(subject, goal)) return show.howMany;
  return show.count || show.total || show.all || filtersHere(subject, goal) ? wholeList : undefined;
};

const partyArguments = (subject: Subject, party: PartyRef | undefined): Row => {
  if (party === undefined) return {};
  if (party.number !== undefined) return { [`${party.kind}Number`]: party.number };
  return subject === party.kind || subject === 'reorder' ? { search: party.name } : {};
};

/** All arguments a subject's tool may want; the toolbox drops those its schema has no room for. */
const argumentsOf = (subject: Subject, goal: ReadGoal, party: PartyRef | undefined): Row => ({
  ...partyArguments(subject, party),
  ...(goal.document === undefined ? {} : { [`${subject}Number`]: goal.document }),
  from: goal.period?.from,
  to: goal.period?.to,
  ...(goal.overdue && goal.document === undefined ? { overdueOnly: true } : {}),
  ...((goal.open || goal.overdue) && subject === 'order' && goal.document === undefined ? { openOnly: true } : {}),
  ...(goal.documentType === undefined ? {} : { documentType: goal.documentType }),
  limit: limitOf(subject, goal, party),
});

/** The party a read falls back on where its tool demands one and none was named: the page's, or the one last spoken of. */
const fallback = (scene: Scene, kind: PartyRef['kind']): PartyRef | undefined => {
  const record = scene.page?.kind === kind ? scene.page : scene.memory.focus?.kind === kind ? scene.memory.focus : undefined;
  return record === undefined ? undefined : { kind, number: record.number };
};

const plan = (scene: Scene, goal: ReadGoal, { subject, party }: { readonly subject: Subject; readonly party?: PartyRef }): PlannedRead => {
  const call = callOf(scene, toolFor[subject], argumentsOf(subject, goal, party));
  const other = call === undefined && party === undefined ? fallback(scene, 'vendor') : undefined;
  if (other !== undefined) return { subject, party: other, call: callOf(scene, toolFor[subject], argumentsOf(subject, goal, other)) };
  return party === undefined ? { subject, call } : { subject, party, call };
};

/** Every read the goal wants, subject by subject and party by party. Subjects whose tool is not offered are left out. */
export const plannedReads = (scene: Scene, goal: ReadGoal, parties: readonly PartyRef[]): readonly PlannedRead[] =>
  goal.subjects
    .filter((subject) => scene.tools.has(toolFor[subject]))
    .flatMap((subject) => (parties.length === 0 ? [plan(scene, goal, { subject })] : parties.map((party) => plan(scene, goal, { subject, party }))));
