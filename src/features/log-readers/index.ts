/* Programs that may read the tool-call log feed and nothing else: registered by an admin, let in by a token. */
export type { LogReader } from './log-reader.ts';
export { LogReaders, readerHolders } from './log-readers.ts';
export { ReaderClients } from './reader-clients.ts';
export { ReaderStore } from './reader-store.ts';
export { auditMetadataPath, auditResource, auditResourceRoute, logReaderRoutes, logReadersPath } from './routes.ts';
export { readerClaims, serviceClientGuard } from './service-client-guard.ts';
