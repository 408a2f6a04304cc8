import type { z } from 'zod';
import type { ProposalPreview } from '../../contracts/approvals.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import type { Money } from '../../kernel/money.ts';
import type { DocumentSpec } from './ports/documents.ts';
import type { EffectPorts, ReconcilePorts } from './ports/effects.ts';
import type { EntitySet, ErpReader } from './ports/erp-reader.ts';

/** What every call knows about its surroundings. Carries no right. */
export interface ToolContext {
  /** The present instant. */
  readonly now: Date;
  /** Row limit in force for this call. */
  readonly rowLimit: number;
  /** Words that mark what an agent wrote, e.g. `Prepared by the AI agent "Purchase planner" (EX-…)` (invariant 14). */
  readonly agentLabel: string;
  /** The effect's key, `<execution reference>/<step>`; the same in `prepare`, `commit` and `reconcile`. */
  readonly effectKey: string;
}

/** What a read answers: data for the model, a line for the reader. Scope and partiality are observed, not declared. */
export interface ToolReading {
  readonly data: Json;
  /** One line for the panel, e.g. `12 customers, 8 of them overdue`. */
  readonly line: string;
}

/** A write that is ready to be decided on. */
export interface Prepared<Draft extends Json> {
  readonly kind: 'prepared';
  /** Everything `commit` needs, and nothing it has to look up again. */
  readonly draft: Draft;
  readonly preview: ProposalPreview;
  /** The amount at stake, for limits. */
  readonly amount: { readonly value: Money; readonly currency: string } | null;
}

/** A write that cannot be prepared, with the reason in words the user and the model can act on. */
export interface NotPrepared {
  readonly kind: 'not_prepared';
  /** Goes into the log as it is: it names records by their numbers, never people or addresses. */
  readonly message: string;
  readonly remedy: string;
}

/** A document that the ERP's own approval workflow took over: nothing is through before somebody decided there. */
export interface HandedOver {
  /** Where the document is read, and its id there. */
  readonly documentSet: EntitySet;
  readonly documentId: string;
  readonly documentNumber: string;
  /** What people call it, e.g. `Purchase order PO-10645`. */
  readonly documentName: string;
  /** Id of the approval entry that is to be decided first. */
  readonly requestId: string;
  /** Whom the ERP asks, as it names her. */
  readonly approverName: string;
}

/** What a commit did. */
export interface Committed {
  /** Left out where the change is through. */
  readonly handedOver?: HandedOver;
  readonly data: Json;
  /** One line for the panel and, as it is, for the log: it names records by their numbers, never people or addresses. */
  readonly line: string;
}

/** What is known of an effect after a crash. */
export type Reconciled = { readonly kind: 'done'; readonly committed: Committed } | { readonly kind: 'not_done' } | { readonly kind: 'unknown' };

/**
 * What the log keeps of an argument: the valid value, a keyed hash that makes equal values recognisable, nothing but its
 * size, or (`number`) the value where it reads like a record's number and else its hash.
 */
export type Redaction = 'keep' | 'hash' | 'mask' | 'number';

interface ToolBase<Args> {
  /** The name the model calls; stable, snake_case. */
  readonly name: string;
  readonly title: string;
  /** Told to the model: what it does and when to use it. */
  readonly description: string;
  /** Strict zod object. Each value's `.meta({ redact })` is a `Redaction`; a value without one is masked. */
  readonly args: z.ZodType<Args>;
  /** What the call is about, in words, for the panel, e.g. `vendor V-1042`. */
  subject(args: Args): string;
}

/** A tool that only looks. */
export interface ReadTool<Args = never> extends ToolBase<Args> {
  readonly kind: 'read';
  readonly operation: 'read';
  read(args: Args, erp: ErpReader, context: ToolContext): Promise<ToolReading>;
}

/** A tool that changes something: first a draft that shows the change, then, if it may, the change. */
export interface WriteTool<Args = never, Draft extends Json = Json> extends ToolBase<Args> {
  readonly kind: 'write';
  readonly operation: 'create' | 'modify' | 'delete' | 'action';
  /** `draft` can be thrown away; `binding` posts, pays, changes a price or leaves the company (invariant 5). */
  readonly commitment: 'draft' | 'binding';
  prepare(args: Args, erp: ErpReader, context: ToolContext): Promise<Prepared<Draft> | NotPrepared>;
  commit(draft: Draft, ports: EffectPorts, context: ToolContext): Promise<Committed>;
  /** Finds out whether the effect happened; reads only. */
  reconcile?(draft: Draft, ports: ReconcilePorts, context: ToolContext): Promise<Reconciled>;
  /** Documents the write carries, for opening before deciding. */
  documents?(draft: Draft): readonly DocumentSpec[];
}

/** A tool that lets another agent answer. Carries out nothing: who answers, and how, is the chat's business. */
export interface AskTool<Args = never> extends ToolBase<Args> {
  readonly kind: 'ask';
  readonly operation: 'read';
  /** Whom it asks, by name, and what. */
  asked(args: Args): { readonly agent: string; readonly question: string };
}

/** A tool as the registry keeps it, its argument types erased after definition. */
export type Tool = ReadTool<unknown> | WriteTool<unknown, Json> | AskTool<unknown>;

/** Defines a read tool; checks the argument types and erases them. */
export const defineReadTool = <Args>(tool: ReadTool<Args>): Tool => tool;

/** Defines a tool that asks another agent; checks the argument types and erases them. */
export const defineAskTool = <Args>(tool: AskTool<Args>): Tool => tool;

/** Defines a write tool; checks the argument and draft types and erases them. */
export const defineWriteTool = <Args, Draft extends Json>(tool: WriteTool<Args, Draft>): Tool => tool;
