import { conversationContract } from './conversation-contract.ts';

conversationContract('', () => Promise.resolve(undefined));
