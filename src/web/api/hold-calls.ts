import { erasureViewSchema, type RequestErasure } from '../../contracts/erasures.ts';
import { legalHoldViewSchema, type LegalHoldView, type SetLegalHold } from '../../contracts/legal-holds.ts';
import { call, listOf, type CallOptions } from './http.ts';

const holds = '/api/v1/legal-holds';
const erasures = '/api/v1/erasures';

/** The legal holds, the latest first, lifted ones among them. */
export const fetchLegalHolds = (options?: CallOptions) => call(holds, listOf(legalHoldViewSchema), options);
/** Sets one; it holds at once. */
export const setLegalHold = (body: SetLegalHold) => call(holds, legalHoldViewSchema, { method: 'POST', body });
/** Lifts one, or asks a second admin to agree to it. */
export const liftLegalHold = ({ id }: Pick<LegalHoldView, 'id'>, reason: string) =>
  call(`${holds}/${encodeURIComponent(id)}/lift`, legalHoldViewSchema, { method: 'POST', body: { reason } });
/** The erasures of people, the latest first. */
export const fetchErasures = (options?: CallOptions) => call(erasures, listOf(erasureViewSchema), options);
/** Asks for one; it begins, or waits for a second admin. */
export const requestErasure = (body: RequestErasure) => call(erasures, erasureViewSchema, { method: 'POST', body });
