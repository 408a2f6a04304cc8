import { rowsOf, textOf } from '../json-row.ts';
import { asText, listed } from '../render/format.ts';
import { explainCall } from '../render/outcome.ts';
import type { FinishedRead } from '../render/finished-read.ts';
import { answerReads } from '../render/read-answer.ts';
import { capabilityOf, toolFacts, toolFor } from '../tool-catalog.ts';
import type { DoneCall } from '../transcript.ts';
import { overviewSubjects } from '../understand/goal.ts';
import type { PartyRef, ReadGoal } from '../understand/goal.ts';
import { cannotAnswer } from './plain-answers.ts';
import { lookUpAll, searchesFor } from './look-up.ts';
import { plannedReads } from './read-calls.ts';
import type { PlannedRead } from './read-calls.ts';
import { callOf, doneCall, say } from './scene.ts';
import type { Scene, Step } from './scene.ts';

/** The party whose record is all the goal wants, known by name only: searching for it is already the answer. */
const searchedParty = (goal: ReadGoal): PartyRef | undefined => {
  const [party, ...others] = goal.parties;
  const isLone = party !== undefined && others.length === 0 && goal.subjects.length === 1 && goal.subjects[0] === party.kind;
  return isLone && party.number === undefined && (party.orElse ?? []).length === 0 && !goal.overview ? party : undefined;
};

/** Master records by name: searches for the name, then for its longest word, and shows what there is. */
const readBySearch = (scene: Scene, goal: ReadGoal, party: PartyRef): Step => {
  const tool = toolFor[party.kind];
  const searches = searchesFor(party.name ?? '');
  for (const [index, search] of searches.entries()) {
    const call = callOf(scene, tool, { search });
    if (call === undefined) break;
    const done = doneCall(scene, call);
    if (done === undefined) return { kind: 'calls', calls: [call] };
    const isEmpty = done.result.status === 'ok' && rowsOf(done.result.data, toolFacts(tool).list).length === 0;
    if (!isEmpty || index === searches.length - 1) return say(answerReads(goal, [{ subject: party.kind, party, done }], scene.memory.known));
  }
  return cannotAnswer(scene, capabilityOf[party.kind]);
};

/** The result of a planned read: its own, or for a master record the search by which it was found. */
const resultOf = (scene: Scene, { subject, party, call }: PlannedRead): DoneCall | undefined => {
  const own = call === undefined ? undefined : doneCall(scene, call);
  if (own !== undefined || party?.kind !== subject || party.number === undefined) return own;
  const tool = toolFor[subject];
  return scene.turn.calls.find(
    (done) => done.tool === tool && rowsOf(done.result.data, toolFacts(tool).list).some((row) => textOf(row, 'number') === party.number),
  );
};

const finished = (scene: Scene, reads: readonly PlannedRead[]): readonly FinishedRead[] =>
  reads.flatMap((read) => {
    const { subject, party } = read;
    const done = resultOf(scene, read);
    return done === undefined ? [] : [party === undefined ? { subject, done } : { subject, party, done }];
  });

/** The card comes first: where it cannot be had, the rest is not asked for. */
const cardFirst = (scene: Scene, reads: readonly PlannedRead[]): Step | undefined => {
  const [card] = reads;
  if (card?.call === undefined || card.party === undefined) return undefined;
  const done = resultOf(scene, card);
  if (done === undefined) return { kind: 'calls', calls: [card.call] };
  if (done.result.status !== 'ok') return say(explainCall(done));
  const isEmpty = rowsOf(done.result.data, toolFacts(toolFor[card.subject]).list).length === 0;
  return isEmpty
    ? say(`I found no ${card.party.kind} ${asText(card.party.number ?? card.party.name ?? '')} that you can see. Please check the number.`)
    : undefined;
};

const missingParty = (reads: readonly PlannedRead[]): Step | undefined => {
  const read = reads.find(({ call }) => call === undefined);
  return read === undefined
    ? undefined
    : say(`A number or a name will do. For which vendor shall I show the ${toolFacts(toolFor[read.subject]).words[1]}?`);
};

/** What could come next, where the agent has the tool for it. */
const offer = (scene: Scene, reads: readonly FinishedRead[]): string => {
  const [read] = reads;
  const rows = read?.subject === 'reorder' ? rowsOf(read.done.result.data, 'items') : [];
  const wanted = rows.find((row) => textOf(row, 'vendorNumber') !== '' && /[1-9]/.test(textOf(row, 'suggestedQuantity')));
  const vendor = textOf(wanted ?? {}, 'vendorNumber');
  return vendor !== '' && scene.tools.has('create_purchase_order_draft')
    ? `To have a draft purchase order prepared, say for example "order it from ${asText(vendor)}".`
    : '';
};

/** A bare name may have turned out to be of another kind than guessed: then the goal is about that kind. */
const asFound = (goal: ReadGoal, found: readonly PartyRef[]): ReadGoal => {
  const [guessed, actual] = [goal.parties[0], found[0]];
  if (guessed?.orElse === undefined || actual === undefined || actual.kind === guessed.kind) return goal;
  return { ...goal, subjects: goal.overview ? overviewSubjects[actual.kind] : [actual.kind] };
};

/** Plans a look-up: names are found first, then everything is read together, then it is told. */
export const planRead = (goal: ReadGoal, scene: Scene): Step => {
  const lacking = goal.subjects.filter((subject) => !scene.tools.has(toolFor[subject]));
  const [firstLack] = lacking;
  if (firstLack !== undefined && lacking.length === goal.subjects.length) return cannotAnswer(scene, capabilityOf[firstLack]);
  const party = searchedParty(goal);
  if (party !== undefined) return readBySearch(scene, goal, party);
  const isSearchable = (candidate: PartyRef): boolean => candidate.kind === 'item' && goal.subjects[0] === 'reorder';
  const { found, step } = lookUpAll(
    scene,
    goal.parties.filter((candidate) => !isSearchable(candidate)),
  );
  if (step !== undefined) return step;
  const about = asFound(goal, found);
  const reads = plannedReads(scene, about, [...found, ...goal.parties.filter(isSearchable)]);
  const early =
    (goal.overview && scene.tools.has(toolFor[about.subjects[0] ?? 'vendor']) ? cardFirst(scene, reads) : undefined) ?? missingParty(reads);
  if (early !== undefined) return early;
  const missing = reads.flatMap((read) => (read.call === undefined || resultOf(scene, read) !== undefined ? [] : [read.call]));
  if (missing.length > 0) return { kind: 'calls', calls: missing };
  const lack =
    lacking.length === 0 ? '' : `This agent has no tool for ${listed(lacking.map((subject) => capabilityOf[subject]))}, so that is left out.`;
  const done = finished(scene, reads);
  return say(answerReads(about, done, scene.memory.known), lack, offer(scene, done));
};
