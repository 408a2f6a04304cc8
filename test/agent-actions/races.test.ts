import { agentRacesContract } from './races-contract.ts';

agentRacesContract('', { database: () => Promise.resolve(undefined), programs: 1 });
