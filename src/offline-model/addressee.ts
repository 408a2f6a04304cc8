import type { DoneCall } from './transcript.ts';

/** A customer a statement or email is meant for, with what is known of her by then. */
export interface Addressee {
  readonly number: string;
  readonly name: string;
  /** Undefined while no result has said it; empty when she has none. */
  readonly email?: string;
  readonly overdue: string;
}

/** Who is written to now, who is left for later, and what must be said about the list they come from. */
export interface Addressees {
  readonly now: readonly Addressee[];
  readonly later: readonly Addressee[];
  readonly note: string;
}

/** What came of one customer's statement and email. */
export interface Outcome {
  readonly addressee: Addressee;
  readonly statement?: DoneCall;
  readonly email?: DoneCall;
}
