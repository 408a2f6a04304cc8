import type { IsoDate } from '../calendar.ts';
import type { KnownRecord } from '../memory/known-records.ts';
import type { Memory } from '../memory/memory.ts';
import type { Toolbox } from '../toolbox.ts';
import type { Cue } from './cues.ts';
import type { Goal, PartyRef } from './goal.ts';
import type { Utterance } from './utterance.ts';

/** What a message is read against. */
export interface Context {
  readonly memory: Memory;
  readonly tools: Toolbox;
  /** The record whose card the user is looking at. */
  readonly page?: KnownRecord;
  readonly today?: IsoDate;
  /** Names of the agents that may be asked. */
  readonly colleagues?: readonly string[];
}

/** One way to understand a message; undefined when it is not about that. */
export type Reader = (said: Utterance, context: Context) => Goal | undefined;

/** A record as a party; undefined for documents. */
export const partyOf = (record: KnownRecord | undefined): PartyRef | undefined =>
  record !== undefined && (record.kind === 'customer' || record.kind === 'vendor' || record.kind === 'item')
    ? { kind: record.kind, number: record.number }
    : undefined;

/** The record an ordinal picks from the last list. */
export const picked = (said: Utterance, context: Context): KnownRecord | undefined =>
  said.ordinal === undefined ? undefined : context.memory.list.at(said.ordinal);

/** Whether a message holds any of these cues. */
export const has = (said: Utterance, ...cues: readonly Cue[]): boolean => cues.some((cue) => said.cues.has(cue));

/** Whether a message names a record of that kind, by number or by a name already seen. */
export const mentions = (said: Utterance, kind: string): boolean =>
  said.numbers.some((number) => number.kind === kind) || said.familiar.some((record) => record.kind === kind);
