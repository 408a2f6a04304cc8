/* Every message an agent drafted, with what became of it; never its text. It outlives the drafts. */
export { EmailLog, type EmailLogPage } from './email-log.ts';
export { EmailStore } from './email-store.ts';
export { emailLogRoutes } from './routes.ts';
