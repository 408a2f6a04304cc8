import type { IsoDate } from '../calendar.ts';
import type { Period } from './spoken-date.ts';

/** What a read can be about: a master record, documents of one kind, or the items below their reorder point. */
export type Subject = 'customer' | 'vendor' | 'item' | 'invoice' | 'order' | 'receipt' | 'payment' | 'ledger' | 'case' | 'reorder';

/** A customer, vendor or item the request is about, by number, or by a name still to be looked up. */
export interface PartyRef {
  readonly kind: 'customer' | 'vendor' | 'item';
  readonly number?: string;
  readonly name?: string;
  /** What else a bare name may stand for, should the first kind have nothing by that name. */
  readonly orElse?: readonly ('customer' | 'vendor' | 'item')[];
}

/** What the full picture of a party is made of, its card first. */
export const overviewSubjects: Readonly<Record<PartyRef['kind'], readonly Subject[]>> = {
  vendor: ['vendor', 'order', 'receipt', 'payment'],
  customer: ['customer', 'invoice'],
  item: ['item', 'order'],
};

/** Which property an order or an answer turns on. */
export type Aspect = 'price' | 'stock' | 'balance' | 'contact' | 'terms' | 'overdue' | 'late';

/** How the answer is to be presented. */
export interface Presentation {
  readonly howMany?: number;
  readonly order?: 'most' | 'least' | 'newest' | 'oldest';
  readonly aspects: readonly Aspect[];
  /** Only what is more than, or less than, a figure. */
  readonly bound?: { readonly than: 'more' | 'less'; readonly figure: string; readonly isInclusive: boolean };
  readonly count: boolean;
  readonly total: boolean;
  readonly all: boolean;
  readonly patterns: boolean;
}

/** Looking something up. */
export interface ReadGoal {
  readonly kind: 'read';
  readonly subjects: readonly Subject[];
  readonly parties: readonly PartyRef[];
  /** The number of the one document asked about. */
  readonly document?: string;
  /** Vendor ledger entries of this document type only. */
  readonly documentType?: string;
  /** The full picture of a party: its card first, then everything about it. */
  readonly overview: boolean;
  readonly overdue: boolean;
  readonly open: boolean;
  readonly late: boolean;
  readonly period?: Period;
  /** The period was not asked for but assumed. */
  readonly isPeriodAssumed: boolean;
  readonly show: Presentation;
}

/** Statements and emails to customers. */
export interface CorrespondGoal {
  readonly kind: 'correspond';
  readonly who: 'overdue' | 'all' | 'nobody' | readonly PartyRef[];
  readonly format: boolean;
  readonly email: boolean;
  /** False: the email goes without a statement. */
  readonly attach: boolean;
  readonly asOf?: IsoDate;
  /** The words the user wants in the email. */
  readonly message?: string;
  /** How many customers at a time. */
  readonly cap: number;
  /** Goes on with those that an earlier request left. */
  readonly continues: boolean;
}

/** One line to be ordered. */
export interface WantedLine {
  readonly item: PartyRef;
  readonly quantity?: string;
}

/** A draft purchase order. */
export interface PurchaseGoal {
  readonly kind: 'purchase';
  readonly vendor?: PartyRef;
  readonly lines: readonly WantedLine[];
  /** The lines are what is below its reorder point. */
  readonly belowReorder: boolean;
  readonly by?: IsoDate;
}

/** Purchase orders to be released, or to be sent for the ERP's own approval: the ERP tells which of the two it is. */
export interface ReleaseGoal {
  readonly kind: 'release';
  /** Their numbers; empty where none was said. */
  readonly orders: readonly string[];
}

/** Contracts: which are near renewal, one of them, a renewal to be drafted, or a draft to be submitted. */
export interface ContractGoal {
  readonly kind: 'contract';
  readonly deed: 'find' | 'read' | 'prepare' | 'submit';
  /** The contract's number. */
  readonly contract?: string;
  /** The renewal's number. */
  readonly renewal?: string;
  readonly vendor?: PartyRef;
  readonly category?: string;
  readonly daysAhead?: number;
  /** The new annual value, as a decimal. */
  readonly value?: string;
  readonly months?: number;
  /** Why, in the user's words. */
  readonly reason?: string;
}

/** A question that another agent is to answer. */
export interface AskAgentGoal {
  readonly kind: 'ask-agent';
  readonly agent: string;
  readonly question: string;
}

/** What the user wants, as far as it is understood. */
export type Goal =
  | ReadGoal
  | ContractGoal
  | CorrespondGoal
  | PurchaseGoal
  | ReleaseGoal
  | AskAgentGoal
  | { readonly kind: 'greet' | 'thanks' | 'help' | 'drop' | 'consent' | 'unclear' | 'more' | 'recap' }
  | { readonly kind: 'cannot'; readonly capability: string };

/** Goals that later messages can refine (`the same for …`). */
export const isRefinable = (goal: Goal | undefined): goal is ReadGoal | CorrespondGoal | PurchaseGoal =>
  goal?.kind === 'read' || goal?.kind === 'correspond' || goal?.kind === 'purchase';
