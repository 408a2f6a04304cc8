import express from 'express';
import type { Request, Response, Router } from 'express';
import { errors } from 'oidc-provider';
import type { Interaction, Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import { describeError } from '../kernel/errors.ts';
import type { AccountDirectory, ProviderAccount } from './account.ts';
import type { FirstPartyClient } from './options.ts';
import type { PageFrame } from './pages/layout.ts';
import { messagePage } from './pages/message-page.ts';
import { signInPage } from './pages/sign-in-page.ts';
import type { SignInView } from './pages/sign-in-page.ts';
import type { PasswordCheck } from './password-check.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';

/** What the sign-in pages are made of. */
export interface InteractionOptions {
  readonly provider: Provider;
  /** Path the provider is mounted at, without a trailing slash. */
  readonly basePath: string;
  readonly frame: PageFrame;
  readonly accounts: AccountDirectory;
  readonly clients: readonly FirstPartyClient[];
  readonly password: PasswordCheck;
  /** Shown on the page, where everyone may know it. */
  readonly passwordHint: string | undefined;
  readonly throttle: SignInThrottle;
  readonly logger: Logger;
}

/** Path of the page that asks the user to sign in. */
export const interactionPath = (basePath: string, uid: string): string => `${basePath}/interaction/${uid}`;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const wrong = 'That email and password do not belong together. Check both and try again.';

/** How an attempt to sign in ended. */
type Attempt = { readonly kind: 'right'; readonly account: ProviderAccount } | { readonly kind: 'wrong'; readonly problem: string };

const attemptOf = async (options: InteractionOptions, email: string, password: string): Promise<Attempt> => {
  const { accounts, throttle } = options;
  const wait = throttle.waitFor(email);
  if (wait > 0) {
    return { kind: 'wrong', problem: `Too many wrong passwords. Try again in ${Math.ceil(wait / 60)} min.` };
  }
  // Checked for unknown addresses too, so that time does not tell who has an account.
  const matches = await options.password.matches(password);
  const account = accounts.byEmail(email);
  if (matches && account !== undefined) {
    throttle.succeeded(email);
    return { kind: 'right', account };
  }
  throttle.failed(email);
  return { kind: 'wrong', problem: wrong };
};

const viewOf = (options: InteractionOptions, interaction: Interaction, email: string): SignInView => ({
  clientName: options.clients.find(({ clientId }) => clientId === interaction.params.client_id)?.name ?? 'the application',
  self: interactionPath(options.basePath, interaction.uid),
  accounts: options.accounts.all,
  email,
  ...(options.passwordHint === undefined ? {} : { demoPassword: options.passwordHint }),
});

const showExpired = (options: InteractionOptions, res: Response, thrown: unknown): void => {
  if (!(thrown instanceof errors.SessionNotFound)) {
    options.logger.error({ reason: describeError(thrown) }, 'sign-in page failed');
  }
  const message = 'This sign-in has expired or was started in another browser. Go back to the application and sign in again.';
  res
    .status(400)
    .type('html')
    .send(messagePage(options.frame, 'Please start again', message));
};

type Show = (req: Request, res: Response, interaction: Interaction) => Promise<void>;

/** Finds the interaction the request's cookie and path agree on, or says that it is over. */
const withInteraction =
  (options: InteractionOptions, show: Show) =>
  async (req: Request, res: Response): Promise<void> => {
    try {
      const interaction = await options.provider.interactionDetails(req, res);
      if (interaction.uid !== req.params['uid']) throw new errors.SessionNotFound('another interaction');
      await show(req, res, interaction);
    } catch (thrown) {
      showExpired(options, res, thrown);
    }
  };

/** Consent is never asked of the user: our own clients have it, others cannot get it here. */
const settleConsent = (options: InteractionOptions, interaction: Interaction, [req, res]: [Request, Response]): Promise<void> => {
  const isOurs = options.clients.some(({ clientId }) => clientId === interaction.params.client_id);
  return isOurs
    ? options.provider.interactionFinished(req, res, { consent: {} })
    : options.provider.interactionFinished(req, res, {
        error: 'access_denied',
        error_description: 'consent cannot be given here',
      });
};

const showSignIn =
  (options: InteractionOptions): Show =>
  async (req, res, interaction) => {
    if (interaction.prompt.name !== 'login') return settleConsent(options, interaction, [req, res]);
    const picked = options.accounts.byOid(text(req.query['account']))?.email;
    const email = picked ?? text(interaction.params.login_hint);
    res.type('html').send(signInPage(options.frame, viewOf(options, interaction, email)));
  };

const submitSignIn =
  (options: InteractionOptions): Show =>
  async (req, res, interaction) => {
    if (interaction.prompt.name !== 'login') return settleConsent(options, interaction, [req, res]);
    const form = (req.body ?? {}) as Readonly<Record<string, unknown>>;
    const email = text(form['email']);
    const attempt = await attemptOf(options, email, text(form['password']));
    if (attempt.kind === 'wrong') {
      options.logger.info('sign-in refused');
      const view = { ...viewOf(options, interaction, email), problem: attempt.problem };
      res.status(401).type('html').send(signInPage(options.frame, view));
      return;
    }
    options.logger.info({ oid: attempt.account.oid }, 'signed in');
    const login = { accountId: attempt.account.oid };
    await options.provider.interactionFinished(req, res, { login }, { mergeWithLastSubmission: false });
  };

/** Routes of the sign-in page: `GET /interaction/:uid` shows it, `POST /interaction/:uid/login` takes the form. */
export const interactionRoutes = (options: InteractionOptions): Router => {
  const router = express.Router();
  const form = express.urlencoded({ extended: false, limit: '8kb' });
  router.get('/interaction/:uid', withInteraction(options, showSignIn(options)));
  router.post('/interaction/:uid/login', form, withInteraction(options, submitSignIn(options)));
  return router;
};
