import type { Write } from '../../kernel/database.ts';

/**
 * What a model has before it when it asks for a call, as far as trust goes (invariant 12). Text of outsiders that was read into it
 * stays there, so this only grows; everyone who works in the same context shares one.
 */
export interface ModelContext {
  /** Fields of outsiders' text that were read into it, e.g. `supportCases.description`; never what they say. */
  readonly untrustedFields: readonly string[];
  /**
   * Notes that such text goes into it: from now on, every decision counts on it. Answers the writes that keep
   * it, for the commit that makes the reading's outcome durable.
   */
  takeIn(fields: readonly string[]): readonly Write[];
}
