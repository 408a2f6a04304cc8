import type { KnownRecords } from '../memory/known-records.ts';
import type { ReadGoal } from '../understand/goal.ts';
import { compared } from './compare.ts';
import type { FinishedRead } from './finished-read.ts';
import { caveats } from './outcome.ts';
import { flagSection, headedSection, overview } from './overview.ts';
import { section } from './section.ts';

const body = (goal: ReadGoal, reads: readonly FinishedRead[], known: KnownRecords): string => {
  if (goal.overview) return overview(goal, reads, known);
  const parties = new Set(reads.map(({ party }) => party?.number));
  if (parties.size > 1) return compared(goal, reads, known);
  const isMixed = new Set(reads.map(({ subject }) => subject)).size > 1;
  const told = reads.map((read) => (isMixed ? headedSection(read, goal, known) : section(read, goal, known)));
  return [...told, goal.show.patterns ? flagSection(reads) : ''].filter((text) => text !== '').join('\n\n');
};

/** Tells what the reads of a goal brought: one list or record, a comparison of parties, or the full picture of one. */
export const answerReads = (goal: ReadGoal, reads: readonly FinishedRead[], known: KnownRecords): string =>
  [body(goal, reads, known), caveats(reads.map(({ done }) => done.result))].filter((text) => text !== '').join('\n\n');
