/* The user's outbox: what agents drafted for her, sealed with her key, sent by nobody but herself. */
export { addresseeHash } from './addressee-hash.ts';
export { createOutbox, type NewDraft, type OutboxBinding, type OutboxParts, type UserOutbox } from './create-outbox.ts';
export { DraftStore } from './draft-store.ts';
export { Drafts, type OutboxReader } from './drafts.ts';
export { outboxRoutes } from './routes.ts';
