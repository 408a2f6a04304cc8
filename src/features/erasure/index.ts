/* A person's erasure: her key, her pseudonym's link, and whatever names her where it may be changed. */
export { Erasures } from './erasures.ts';
