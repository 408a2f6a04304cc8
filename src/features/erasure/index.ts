/* A person's erasure: her key, her pseudonym's link, and whatever names her where it may be changed. */
export { ErasureRequests } from './erasure-requests.ts';
export { Erasures } from './erasures.ts';
export { erasureRoutes } from './routes.ts';
