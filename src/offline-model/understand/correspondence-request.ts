import type { Context, Reader } from './context.ts';
import { bareRequest } from './cues.ts';
import type { CorrespondGoal } from './goal.ts';
import { readParties } from './parties.ts';
import type { Utterance } from './utterance.ts';

/** How many customers are taken at a time unless the user names a number. */
const batchSize = 5;
const batchLimit = 10;

const mailing = /^(e-?mail|mail|send|remind|dun|forward|write|draft|chase|notify|inform)\b/;
const alsoMailing = /\b(and|then|to) (please )?(e-?mail|mail|send|remind|forward)\b/;
const preparing = /^(prepare|do|run|make|create|generate|produce|draft|start|get)\b/;
const contactDetail = /\be-?mail (address|addresses)\b/;

const wantsEmail = (said: Utterance): boolean => {
  if (said.cues.has('noEmail') || contactDetail.test(said.plain)) return false;
  const bare = bareRequest(said.plain);
  return (
    (said.cues.has('email') && !/^(show|list|what|which|who|is|are|do|does|did|how)\b/.test(bare)) || mailing.test(bare) || alsoMailing.test(bare)
  );
};

const whoOf = (said: Utterance, context: Context): CorrespondGoal['who'] => {
  const parties = readParties(said, context, ['customer']);
  if (parties.length > 0) return parties;
  if (said.cues.has('overdue') || said.cues.has('late') || said.cues.has('open')) return 'overdue';
  if (said.cues.has('all') || /\bcustomers\b/.test(said.plain)) return 'all';
  const { page, memory } = context;
  const lone = page?.kind === 'customer' ? page : memory.focus?.kind === 'customer' ? memory.focus : undefined;
  return lone === undefined ? 'nobody' : [{ kind: 'customer', number: lone.number }];
};

/** The words the user wants in the email: quoted, or what follows `saying that`. */
const messageOf = (said: Utterance): string | undefined => {
  const [quoted] = said.words.quoted;
  if (quoted !== undefined) return quoted;
  return /\b(?:saying|telling (?:them|him|her)|tell (?:them|him|her)|that says) (?:that )?(.{5,1000})$/is.exec(said.words.typed)?.[1]?.trim();
};

const lackOf = (context: Context, wants: { format: boolean; email: boolean }): string | undefined => {
  if (wants.email && !context.tools.has('draft_email')) return wants.format && context.tools.has('format_statement') ? undefined : 'drafting emails';
  if (wants.format && !wants.email && !context.tools.has('format_statement')) return 'preparing statements';
  return undefined;
};

/** Reads a request for statements, reminders or emails to customers. */
export const readCorrespondence: Reader = (said, context) => {
  const isStatement = said.cues.has('statement') && !/\b(bank|income|profit) statements?\b/.test(said.plain);
  const mails = wantsEmail(said);
  if (!isStatement && !mails) return undefined;
  if (said.cues.has('vendor') || said.numbers.some(({ kind }) => kind === 'vendor'))
    return { kind: 'cannot', capability: 'drafting emails or statements to vendors' };
  const who = whoOf(said, context);
  const isGroup = typeof who === 'string' || who.length > 1;
  const prepares = preparing.test(bareRequest(said.plain)) || said.verb === 'prepare';
  const email = mails || (isStatement && isGroup && prepares && !said.cues.has('noEmail'));
  const format = isStatement && (isGroup || !mails);
  const lack = lackOf(context, { format, email });
  if (lack !== undefined) return { kind: 'cannot', capability: lack };
  const asOf = said.time.asOf ?? said.time.period?.to;
  const message = email ? messageOf(said) : undefined;
  return {
    kind: 'correspond',
    who,
    format: format && context.tools.has('format_statement'),
    email: email && context.tools.has('draft_email'),
    attach: !said.cues.has('noAttachment'),
    ...(asOf === undefined ? {} : { asOf }),
    ...(message === undefined ? {} : { message }),
    cap: Math.min(said.howMany ?? batchSize, batchLimit),
    continues: false,
  };
};
