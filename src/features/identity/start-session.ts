import type { Request } from 'express';
import { describeError } from '../../kernel/errors.ts';
import type { CsrfProtection } from './csrf.ts';
import type { ExpressSessionStore } from './express-session-store.ts';
import type { SignInSuccess } from './sign-in-flow.ts';

/** Gives a browser its signed-in session. */
export type StartSession = (req: Request, success: SignInSuccess) => Promise<void>;

const settled = (run: (done: (error?: unknown) => void) => unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    run((error) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error(describeError(error)));
    });
  });

/**
 * Starts a session under a new id, whatever id the browser came with (session fixation), and saves it
 * before the browser is sent on.
 */
export const sessionStarter =
  (store: ExpressSessionStore, csrf: CsrfProtection): StartSession =>
  async (req, { user, tokens }) => {
    await settled((done) => req.session.regenerate(done));
    store.begin(req.session, { user, tokens });
    csrf.tokenFor(req);
    await settled((done) => req.session.save(done));
  };
