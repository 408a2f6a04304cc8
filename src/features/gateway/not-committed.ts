import type { CallFailure } from './failure.ts';

const noLayer = { layer: null, correlationId: null } as const;

/** What is told of a commit of which it was found out that it did not happen, or of which nobody can say yet. */
export const notCommitted = {
  not_done: (message: string): CallFailure => ({ ...noLayer, outcome: 'failed', message, remedy: 'Ask for it again if it is still needed.' }),
  unknown: (message: string): CallFailure => ({
    ...noLayer,
    outcome: 'unknown',
    message,
    remedy: 'Do not ask for it again: it is being found out, and you will be told.',
  }),
};
