import type { Problem } from '../../contracts/problem.ts';

/** What a call came back with: the value, or the problem in the shape every part of the program uses. */
export type Answer<Value> =
  | {
      readonly ok: true;
      readonly value: Value;
      /** Part of what was asked waits for somebody (status 202). */
      readonly waits?: true;
    }
  | { readonly ok: false; readonly problem: Problem };

/** A problem the browser found by itself, in the same shape as the server's. */
export const localProblem = (code: string, words: { title: string; detail: string; remedy?: string; status?: number }): Problem => ({
  type: 'about:blank',
  status: 0,
  code,
  ...words,
});

/** No answer came at all. */
export const unreachable: Problem = localProblem('unreachable', {
  title: 'No connection',
  detail: 'The server did not answer.',
  remedy: 'Check your connection, then try again.',
});

/** An answer came that this page does not understand, e.g. because the program was updated meanwhile. */
export const unexpectedAnswer = (where: string): Problem =>
  localProblem('unexpected_answer', {
    title: 'Unexpected answer',
    detail: `The server answered ${where} in a form this page does not know.`,
    remedy: 'Load the page again. If it stays, tell your administrator.',
  });
