import type { Request } from 'express';
import passport from 'passport';
import type { BeginSignIn, SignInFlow } from './sign-in-flow.ts';

/** The strategy's name in passport. */
export const openIdStrategyName = 'openid';

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

  /** With `returnTo` a sign-in is begun; without it, the provider's answer is taken. */
  override authenticate(this: passport.StrategyCreated<this>, req: Request, options: Partial<BeginSignIn> = {}): void {
    const { res } = req;
    if (res === undefined) throw new TypeError('Signing in needs a response.');
    const work = async (): Promise<void> => {
      const { returnTo, grantFor } = options;
      if (returnTo !== undefined) {
        const wanted = grantFor === undefined ? { returnTo } : { returnTo, grantFor };
        this.redirect((await this.flow.begin(res, wanted)).href, 303);
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
