import { ErpError } from '../tools/index.ts';
import { inOwnWords, logged, loggedErpError, type LoggedSentence } from './logged-text.ts';
import { OutsideDelegation } from './record-bounds.ts';

/** How a tool's code did not come to its end. */
export interface CallFailure {
  readonly outcome: 'refused' | 'denied' | 'failed' | 'timeout' | 'cancelled' | 'unknown';
  readonly layer: string | null;
  /** For whoever asked. */
  readonly message: string;
  readonly remedy: string;
  readonly correlationId: string | null;
}

/** A failure with what the log says of it. */
export interface LoggedFailure extends CallFailure {
  readonly said: LoggedSentence | null;
}

const remedies: Readonly<Record<ErpError['kind'], string>> = {
  denied: 'You lack this permission in the ERP, so the agent lacks it too. Ask your ERP administrator, or ask someone who has it.',
  unauthenticated: 'Sign in again, then ask again.',
  not_found: 'Check the number or name; you may also lack the right to see the record.',
  conflict: 'Someone else changed the record in the meantime. Ask again to work with what is there now.',
  invalid: 'Correct what the ERP complains about and ask again.',
  throttled: 'The ERP is busy. Try again in a minute.',
  timeout: 'The ERP did not answer in time. Try again, or ask for less at once.',
  unavailable: 'The ERP cannot be reached. Try again later.',
};

const foundOutLater = 'Do not ask for it again: whether it happened is being found out, and you will be told.';

const ofErp = (error: ErpError): LoggedFailure => {
  const { correlationId = null, effectUnknown = false } = error.detail;
  const layer = error.kind === 'unauthenticated' ? 'identity' : 'erp';
  const base = { layer, message: error.message, said: loggedErpError(error), remedy: remedies[error.kind], correlationId };
  if (effectUnknown) return { ...base, outcome: 'unknown', remedy: foundOutLater };
  if (error.kind === 'denied') return { ...base, outcome: 'denied' };
  return { ...base, outcome: error.kind === 'timeout' ? 'timeout' : 'failed' };
};

/** What is known of a call beside its error. */
export interface FailureCircumstances {
  /** The person stopped the turn. */
  readonly cancelled: boolean;
  /** The call took too long. */
  readonly timedOut: boolean;
  /** A port with an effect was called and did not say for certain that nothing was done. */
  readonly effectPossible: boolean;
}

const unknownEffect = (correlationId: string | null): LoggedFailure => ({
  outcome: 'unknown',
  layer: null,
  ...inOwnWords('It is not known whether the change was made.'),
  remedy: foundOutLater,
  correlationId,
});

/** What an error means for the call. Where an effect may have happened, no other reading of the error counts. */
export const failureOf = (error: unknown, known: FailureCircumstances): LoggedFailure => {
  if (known.effectPossible) return error instanceof ErpError && error.detail.effectUnknown ? ofErp(error) : unknownEffect(correlationOf(error));
  if (known.cancelled) return { ...plain, outcome: 'cancelled', ...inOwnWords('The call was stopped.'), remedy: 'Ask again if you still need it.' };
  if (error instanceof ErpError && !known.timedOut) return ofErp(error);
  if (error instanceof OutsideDelegation) {
    const remedy = 'Do it yourself in the ERP, or have the records covered by a new delegation.';
    const said = logged('It is about records that the authority given does not cover.');
    return { outcome: 'refused', layer: 'delegation', message: error.message, said, remedy, correlationId: null };
  }
  if (known.timedOut) {
    const words = inOwnWords('The tool took too long and was stopped.');
    return { ...plain, outcome: 'timeout', ...words, remedy: 'Try again, or ask for less at once.' };
  }
  const remedy = 'Try again; if it stays like this, tell your administrator.';
  return { ...plain, outcome: 'failed', ...inOwnWords('The tool failed unexpectedly.'), remedy };
};

const plain = { layer: null, correlationId: null } as const;

const correlationOf = (error: unknown): string | null => (error instanceof ErpError ? (error.detail.correlationId ?? null) : null);
