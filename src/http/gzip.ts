import { createGzip, type Gzip } from 'node:zlib';
import type { Request, Response } from 'express';

/** Fast rather than small: logs repeat themselves, and whoever reads them waits. */
const level = 1;

/** A gzip stream for an answer that is made while it is sent, with its headers set; undefined where the client does not take it. */
export const gzipFor = (req: Request, res: Response): Gzip | undefined => {
  res.vary('Accept-Encoding');
  if (req.acceptsEncodings(['gzip', 'identity']) !== 'gzip') return undefined;
  res.set('Content-Encoding', 'gzip');
  return createGzip({ level });
};
