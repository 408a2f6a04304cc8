import { isKnownTool, toolFacts } from '../tool-catalog.ts';
import type { Reader } from './context.ts';
import type { Cue } from './cues.ts';

/** Being told to skip the preview, to confirm for the user, or to forget its rules. */
export const readBypass: Reader = (said) => (said.cues.has('bypass') ? { kind: 'consent' } : undefined);

const asksBack =
  /\b(which|what|who|how many|any|did)\b.*\b(rejected|confirmed|approved|waiting|drafted|skipped|refused|denied)\b|\bwhat (did|have|has) (you|been) (do|done)\b/;

/** Asking what became of the writes proposed in this conversation. */
export const readRecap: Reader = (said, { memory }) => {
  const hasWrites = memory.calls.some(({ tool }) => isKnownTool(tool) && toolFacts(tool).list === '');
  return hasWrites && asksBack.test(said.plain) ? { kind: 'recap' } : undefined;
};

/** Cues that can stand in a greeting or a thank-you without asking for anything. */
const gestures: ReadonlySet<Cue> = new Set<Cue>([
  'greeting',
  'thanks',
  'yes',
  'no',
  'help',
  'they',
  'this',
  'more',
  'again',
  'all',
  'total',
  'summary',
  'contact',
  'everything',
  'most',
  'least',
]);

/** Greetings, thanks, asking what it can do, dropping a matter: messages that ask for nothing else. */
export const readSocial: Reader = (said) => {
  const asksNothing = said.numbers.length + said.familiar.length === 0 && said.time.period === undefined;
  const isShort = said.words.tokens.length <= 6;
  if (said.cues.has('help') && asksNothing && said.words.tokens.length <= 12 && !/\b(help me (find|show|list|get|with))\b/.test(said.plain))
    return { kind: 'help' };
  if (!asksNothing || !isShort) return undefined;
  if ([...said.cues].some((cue) => !gestures.has(cue)) || said.names.length > 1) return undefined;
  if (said.cues.has('greeting')) return { kind: 'greet' };
  if (said.cues.has('thanks')) return { kind: 'thanks' };
  return said.cues.has('no') ? { kind: 'drop' } : undefined;
};
