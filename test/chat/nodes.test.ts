import { nodesContract } from './nodes-contract.ts';

nodesContract('', () => Promise.resolve(undefined));
