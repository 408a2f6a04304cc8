import type { Goal } from '../understand/goal.ts';
import type { DoneCall } from '../transcript.ts';
import type { KnownRecord, KnownRecords } from './known-records.ts';

/** What the conversation so far leaves in mind when the next message comes. */
export interface Memory {
  readonly known: KnownRecords;
  /** The one record last spoken of. */
  readonly focus?: KnownRecord;
  /** The records last listed, in the order they were shown. */
  readonly list: readonly KnownRecord[];
  /** The last request that was understood. */
  readonly goal?: Goal;
  /** The last answer was a question back. */
  readonly asked: boolean;
  /** How many rows of the last list have been shown. */
  readonly shownRows: number;
  /** Every tool call so far, oldest first. */
  readonly calls: readonly DoneCall[];
}
