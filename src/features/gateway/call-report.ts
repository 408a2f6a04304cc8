import type { ToolCallResult } from '../../contracts/panel-events.ts';
import type { Json } from '../../kernel/canonical-json.ts';

/** What became of a call: for the model (`envelope`) and for the reader (`line`). */
export interface CallReport {
  readonly result: ToolCallResult;
  /** The `tool` message the model gets. */
  readonly envelope: Json;
  readonly line: string;
  readonly layer: string | null;
  readonly remedy: string | null;
  readonly mayBePartial: boolean;
  readonly truncated: boolean;
  readonly records: number;
  readonly credits: string;
}

/** A refusal, denial or failure. */
export const negativeReport = (
  result: ToolCallResult,
  why: { readonly message: string; readonly layer: string | null; readonly rule?: string; readonly remedy: string | null },
  credits: string,
): CallReport => ({
  result,
  envelope: { status: result, layer: why.layer, rule: why.rule, message: why.message, remedy: why.remedy },
  line: why.message,
  layer: why.layer,
  remedy: why.remedy,
  mayBePartial: false,
  truncated: false,
  records: 0,
  credits,
});
