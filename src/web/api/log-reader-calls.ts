import { logReaderViewSchema, type CreateLogReader, type LogReaderView } from '../../contracts/log-readers.ts';
import { call, listOf, type CallOptions } from './http.ts';

const path = '/api/v1/admin/log-readers';

/** The programs that may read the tool-call log feed, newest first. */
export const fetchLogReaders = (options?: CallOptions) => call(path, listOf(logReaderViewSchema), options);
/** Registers one. */
export const createLogReader = (body: CreateLogReader) => call(path, logReaderViewSchema, { method: 'POST', body });
/** Removes one: its tokens open nothing from then on. */
export const removeLogReader = ({ id }: Pick<LogReaderView, 'id'>) =>
  call(`${path}/${encodeURIComponent(id)}/remove`, logReaderViewSchema, { method: 'POST', body: {} });
