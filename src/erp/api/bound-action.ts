import type { ErpContext } from '../business/index.ts';
import type { ValueType } from './read-body.ts';
import type { Routine } from './routine.ts';
import type { BodyValue } from './write-context.ts';

/** The record that came of an action, where there is a new one: the answer's Location. */
export interface ActionResult {
  readonly set: string;
  readonly systemId: string;
}

/** A bound action, `POST …/salesInvoices({id})/Microsoft.NAV.post`: the whole of it happens in one transaction, or nothing. */
export interface BoundAction extends Routine {
  /** What the body may hold; nothing unless said. */
  readonly parameters?: Readonly<Record<string, ValueType>>;
  /** Does it to the record with that SystemId, which the user may read. Throws AppError in Business Central's words. */
  readonly run: (erp: ErpContext, systemId: string, parameters: Readonly<Record<string, BodyValue>>) => ActionResult | undefined;
}

/** An action's parameter that is a text of at most that many characters. */
export const textParameter = (length: number): ValueType => ({ type: 'Edm.String', length, members: undefined });
