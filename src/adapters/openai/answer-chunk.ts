import { z } from 'zod';

/*
 * A chunk of a streamed answer as far as we read it. Compatible servers differ in what they leave out or send as
 * null, so whatever may be missing may be missing; what is there has to be of its type.
 */
const callPieceSchema = z.object({
  index: z.int().nonnegative().nullish(),
  id: z.string().nullish(),
  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
});
const deltaSchema = z.object({ content: z.string().nullish(), tool_calls: z.array(callPieceSchema).nullish() });
const choiceSchema = z.object({ delta: deltaSchema.nullish(), finish_reason: z.string().nullish() });

/** One chunk; `usage` is judged apart, because an answer is still an answer without it. */
export const answerChunkSchema = z.object({ choices: z.array(choiceSchema).nullish(), usage: z.unknown().optional() });

/** A piece of one tool call. */
export type CallPiece = z.infer<typeof callPieceSchema>;

/** The tokens an answer took, as the provider counted them. */
export const usageSchema = z.object({ prompt_tokens: z.int().nonnegative(), completion_tokens: z.int().nonnegative() });
