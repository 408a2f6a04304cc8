import { errors } from 'oidc-provider';
import type { Adapter, Provider } from 'oidc-provider';
import type { Clock } from '../kernel/clock.ts';

/**
 * The library looks an assertion up and then keeps it, so that two requests with the same one could both find
 * nothing. Here it is kept first and then consumed, which the store grants to exactly one request.
 */
export const replayOnce = (provider: Provider, adapter: Adapter, clock: Clock): void => {
  provider.ReplayDetection.unique = async (issuer, jti, expiresAt) => {
    const id = JSON.stringify([issuer, jti]);
    const seconds = Math.max(1, expiresAt - Math.floor(clock.now().getTime() / 1000));
    // Where another request keeps it at the same moment, this may fail: who consumes it is what counts.
    await adapter.upsert(id, { iss: issuer, jti: id, exp: expiresAt }, seconds).catch(() => undefined);
    try {
      await adapter.consume(id);
      return true;
    } catch (thrown) {
      if (thrown instanceof errors.InvalidGrant) return false;
      throw thrown;
    }
  };
};
