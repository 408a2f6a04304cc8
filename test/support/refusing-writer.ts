import type { ErpWriter } from '../../src/features/tools/ports/effects.ts';

const refuse = (): Promise<never> => Promise.reject(new Error('Nothing may be written here.'));

/** An ERP writer for tests in which nothing may be written. */
export const refusingWriter: ErpWriter = { create: refuse, modify: refuse, remove: refuse, act: refuse };
