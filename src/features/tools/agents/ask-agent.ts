import { z } from 'zod';
import { defineAskTool } from '../tool.ts';

const args = z.strictObject({
  agent: z.string().trim().min(1).max(80).describe('Name of the agent to ask, as it was given to you.').meta({ redact: 'mask' }),
  question: z
    .string()
    .trim()
    .min(1)
    .max(2000)
    .describe('The question or task, complete in itself: the other agent sees nothing else of the conversation.')
    .meta({ redact: 'mask' }),
});

/** Lets another agent answer within the same turn. It looks at nothing itself: what the other one does has rows of its own. */
export const askAgent = defineAskTool<z.infer<typeof args>>({
  kind: 'ask',
  operation: 'read',
  name: 'ask_agent',
  title: 'Ask another agent',
  description:
    'Asks another agent of the organisation, for the same user and with no more authority than you have, and gives you its answer. What it proposes is shown to the user like your own proposals; do not propose the same again.',
  args,
  subject: ({ agent }) => agent,
  asked: (asked) => asked,
});
