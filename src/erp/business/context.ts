import type { CompanyRecords } from '../tables/index.ts';
import { PostingSetup } from './posting-setup.ts';

/**
 * In whose name and on which records a business operation works. Every operation expects the caller to have
 * opened a transaction: a thrown error must roll back all that the operation wrote, number series included.
 */
export interface ErpContext {
  readonly records: CompanyRecords;
  /** User name in the ERP, kept on ledger entries. */
  readonly userName: string;
  /** The date documents get when none is given, `YYYY-MM-DD`. */
  readonly workDate: string;
  /** The client that acts for the user (the token's actor), blank if the user acts herself. */
  readonly client: string;
  /** Posting groups, rates and accounts, read once per context. */
  readonly setup: PostingSetup;
}

/** What a context is made from. */
export interface ErpContextInput {
  readonly records: CompanyRecords;
  readonly userName: string;
  readonly workDate: string;
  readonly client?: string;
}

/** A context for one request; make a new one per request, since it remembers setup records. */
export const createErpContext = (input: ErpContextInput): ErpContext => ({
  records: input.records,
  userName: input.userName,
  workDate: input.workDate,
  client: input.client ?? '',
  setup: new PostingSetup(input.records),
});
