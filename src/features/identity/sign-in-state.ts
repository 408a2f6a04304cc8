import type { CookieOptions, Request, Response } from 'express';
import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';

const signInStateSchema = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  /** PKCE code verifier. */
  verifier: z.string(),
  returnTo: z.string(),
  /** What a grant for use while the user is away is for; a sign-in where it is left out. */
  grantFor: z.string().optional(),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
});

/** What must be remembered between sending a browser to the identity provider and its coming back. */
export type SignInState = Readonly<z.infer<typeof signInStateSchema>>;

/** Keeps sign-ins that are under way in the browser itself, sealed, one cookie each, so that two tabs can sign in at once. */
export interface SignInStates {
  remember(res: Response, state: Omit<SignInState, 'startedAt'>): void;
  /** The sign-in this callback belongs to, if this browser began it less than ten minutes ago; it is forgotten at once. */
  take(req: Request, res: Response): SignInState | undefined;
}

const lifeMillis = 10 * 60 * 1000;

const cookieName = (state: string): string => `smart-agents.sign-in.${state.replace(/[^\w-]/g, '').slice(0, 16)}`;

const cookieValue = (req: Request, name: string): string | undefined => {
  for (const pair of (req.get('cookie') ?? '').split(';')) {
    const [key = '', value = ''] = pair.trim().split('=', 2);
    if (key === name) return decodeURIComponent(value);
  }
  return undefined;
};

/** The sign-ins under way, in cookies that only the callback's path gets to see. */
export const signInStates = (box: SecretBox, clock: Clock, publicUrl: string): SignInStates => {
  const cookie: CookieOptions = {
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
    path: '/auth',
  };
  const opened = (sealed: string): SignInState | undefined => {
    try {
      return signInStateSchema.parse(JSON.parse(box.open(sealed)));
    } catch {
      return undefined;
    }
  };
  return {
    remember(res, state) {
      const sealed = box.seal(JSON.stringify({ ...state, startedAt: clock.now().getTime() }));
      res.cookie(cookieName(state.state), sealed, { ...cookie, maxAge: lifeMillis });
    },
    take(req, res) {
      const { state } = req.query;
      const name = typeof state === 'string' ? cookieName(state) : '';
      const sealed = typeof state === 'string' ? cookieValue(req, name) : undefined;
      if (sealed === undefined) return undefined;
      res.clearCookie(name, cookie);
      const found = opened(sealed);
      const isFresh = found !== undefined && clock.now().getTime() - found.startedAt < lifeMillis;
      return isFresh && found.state === state ? found : undefined;
    },
  };
};
