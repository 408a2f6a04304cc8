export { unsettledEffectRoutes } from './routes.ts';
export { UnsettledEffects, type EffectReader } from './unsettled-effects.ts';
