import type { Write } from '../../kernel/database.ts';
import type { ProposalRow } from '../approvals/index.ts';
import type { CallReport } from './call-report.ts';

/** How a call ended for the turn: settled, or put before a person. */
export type CallEnd =
  | { readonly kind: 'settled'; readonly report: CallReport }
  | { readonly kind: 'proposed'; readonly proposal: ProposalRow; readonly report: CallReport };

/** What a caller keeps of a call's end, in the very commit that makes the end durable. */
export interface KeptWithEnd {
  readonly writes: readonly Write[];
  /** The commit is durable: what was kept may be shown. */
  readonly done: () => void;
  /** The commit failed: nothing was kept. */
  readonly failed: () => void;
}

/** Says what is to be kept of an end. Asked again, with another end, where the first one's commit failed. */
export type KeepEnd = (end: CallEnd) => Promise<KeptWithEnd>;
