import { racesContract } from './races-contract.ts';

racesContract('', () => Promise.resolve(undefined));
