/* The tool-call log as machines follow it: by position, so that none misses a record. */
export { FeedStore } from './feed-store.ts';
export { LogFeed, type FeedPage } from './log-feed.ts';
export { logFeedRoutes, type LogFeedRouteParts } from './routes.ts';
