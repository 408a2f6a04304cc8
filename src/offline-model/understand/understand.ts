import { readAsking } from './asking.ts';
import { readBeyond } from './beyond.ts';
import type { Context, Reader } from './context.ts';
import { readContractRequest } from './contract-request.ts';
import { readCorrespondence } from './correspondence-request.ts';
import { readContinuation, readShortageReply, readVariation } from './follow-up.ts';
import type { Goal } from './goal.ts';
import { withoutIntroduction } from './introduction.ts';
import { readPurchaseRequest } from './purchase-request.ts';
import { readReadRequest } from './read-request.ts';
import { readReleaseReply, readReleaseRequest } from './release-request.ts';
import { readBypass, readRecap, readSocial } from './social.ts';
import { readUtterance } from './utterance.ts';

/** The ways to understand a message, the most particular first: the first that recognises it decides. */
const readers: readonly Reader[] = [
  readBypass,
  readContinuation,
  readShortageReply,
  readReleaseReply,
  readVariation,
  readRecap,
  readSocial,
  readContractRequest,
  readReleaseRequest,
  readPurchaseRequest,
  readCorrespondence,
  readBeyond,
  readReadRequest,
];

/** What a message asks for, in its conversation; `unclear` when no reader recognises it. */
export const understand = (message: string, context: Context): Goal => {
  const typed = withoutIntroduction(message);
  const said = readUtterance(typed, context.memory.known, context.today);
  const asked = readAsking(typed, context);
  if (asked !== undefined && !said.cues.has('bypass')) return asked;
  for (const read of readers) {
    const goal = read(said, context);
    if (goal !== undefined) return goal;
  }
  return { kind: 'unclear' };
};
