import { ErpError } from '../tools/index.ts';
import { OutsideDelegation } from './record-bounds.ts';

/** How a tool's code did not come to its end. */
export interface CallFailure {
  readonly outcome: 'refused' | 'denied' | 'failed' | 'timeout' | 'cancelled' | 'unknown';
  readonly layer: string | null;
  readonly message: string;
  readonly remedy: string;
  readonly correlationId: string | null;
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

const ofErp = (error: ErpError): CallFailure => {
  const { correlationId = null, effectUnknown = false } = error.detail;
  const base = { layer: error.kind === 'unauthenticated' ? 'identity' : 'erp', message: error.message, remedy: remedies[error.kind], correlationId };
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

const unknownEffect = (correlationId: string | null): CallFailure => ({
  outcome: 'unknown',
  layer: null,
  message: 'It is not known whether the change was made.',
  remedy: foundOutLater,
  correlationId,
});

/** What an error means for the call. Where an effect may have happened, no other reading of the error counts. */
export const failureOf = (error: unknown, known: FailureCircumstances): CallFailure => {
  if (known.effectPossible) return error instanceof ErpError && error.detail.effectUnknown ? ofErp(error) : unknownEffect(correlationOf(error));
  if (known.cancelled) return { ...plain, outcome: 'cancelled', message: 'The call was stopped.', remedy: 'Ask again if you still need it.' };
  if (error instanceof ErpError && !known.timedOut) return ofErp(error);
  if (error instanceof OutsideDelegation) {
    const remedy = 'Do it yourself in the ERP, or have the records covered by a new delegation.';
    return { outcome: 'refused', layer: 'delegation', message: error.message, remedy, correlationId: null };
  }
  if (known.timedOut) {
    return { ...plain, outcome: 'timeout', message: 'The tool took too long and was stopped.', remedy: 'Try again, or ask for less at once.' };
  }
  const remedy = 'Try again; if it stays like this, tell your administrator.';
  return { ...plain, outcome: 'failed', message: 'The tool failed unexpectedly.', remedy };
};

const plain = { layer: null, correlationId: null } as const;

const correlationOf = (error: unknown): string | null => (error instanceof ErpError ? (error.detail.correlationId ?? null) : null);
