import type { Request } from 'express';
import passport from 'passport';
import type { SignInFlow } from './sign-in-flow.ts';

/** The strategy's name in passport. */
export const openIdStrategyName = 'openid';

/** Asks the strategy to begin a sign-in; without it, the strategy takes the provider's answer. */
export interface BeginSignIn {
  readonly returnTo?: string;
}

/**
 * Puts our sign-in flow into passport: begins with a redirect; finishes with success (info is a
 * SignInSuccess) or failure (challenge is a SignInFailure). Passport runs it on objects derived from
 * the registered one, so it has no private fields.
 */
export class OpenIdStrategy extends passport.Strategy {
  override readonly name = openIdStrategyName;

  constructor(readonly flow: SignInFlow) {
    super();
  }

  override authenticate(this: passport.StrategyCreated<this>, req: Request, options: BeginSignIn = {}): void {
    const { res } = req;
    if (res === undefined) throw new TypeError('Signing in needs a response.');
    const work = async (): Promise<void> => {
      if (options.returnTo !== undefined) {
        this.redirect((await this.flow.begin(res, options.returnTo)).href, 303);
        return;
      }
      const outcome = await this.flow.finish(req, res);
      if (outcome.kind === 'success') this.success(outcome.user, outcome);
      else this.fail(outcome, 400);
    };
    work().catch((thrown: unknown) => {
      this.error(thrown);
    });
  }
}
