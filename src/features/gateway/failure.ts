import { ErpError } from '../tools/index.ts';

/** How a tool's code did not come to its end. */
export interface CallFailure {
  readonly outcome: 'denied' | 'failed' | 'timeout' | 'cancelled' | 'unknown';
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

const ofErp = (error: ErpError): CallFailure => {
  const { correlationId = null, effectUnknown = false } = error.detail;
  const base = { layer: error.kind === 'unauthenticated' ? 'identity' : 'erp', message: error.message, remedy: remedies[error.kind], correlationId };
  if (effectUnknown) return { ...base, outcome: 'unknown' };
  if (error.kind === 'denied') return { ...base, outcome: 'denied' };
  return { ...base, outcome: error.kind === 'timeout' ? 'timeout' : 'failed' };
};

/** What an error means for the call. `cancelled`: the person stopped the turn; `timedOut`: the call took too long. */
export const failureOf = (error: unknown, aborted: { readonly cancelled: boolean; readonly timedOut: boolean }): CallFailure => {
  if (aborted.cancelled) {
    return { outcome: 'cancelled', layer: null, message: 'The call was stopped.', remedy: 'Ask again if you still need it.', correlationId: null };
  }
  if (error instanceof ErpError && !aborted.timedOut) return ofErp(error);
  if (aborted.timedOut) {
    return {
      outcome: 'timeout',
      layer: null,
      message: 'The tool took too long and was stopped.',
      remedy: 'Try again, or ask for less at once.',
      correlationId: null,
    };
  }
  return {
    outcome: 'failed',
    layer: null,
    message: 'The tool failed unexpectedly.',
    remedy: 'Try again; if it stays like this, tell your administrator.',
    correlationId: null,
  };
};
