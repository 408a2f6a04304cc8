import type { ErpAccess } from './erp-access.ts';
import type { ToolKind } from './bench-tools.ts';

/** A loop that can run the measured turn. */
export interface Loop {
  /** Makes what turns need beforehand, e.g. conversations; not measured. */
  prepare(turns: number): Promise<void>;
  /** Runs one whole turn; resolves with its answer when the user has it. */
  turn(): Promise<string>;
  /** Resolves when nothing of past turns is left to do, e.g. positions to give. Its work is measured. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** What a loop runs against. */
export interface Surroundings {
  readonly modelUrl: string;
  readonly tools: ToolKind;
  /** Needed for tools that read the ERP. */
  readonly erp: ErpAccess | null;
  /** A folder of its own, for the database. */
  readonly folder: string;
}
