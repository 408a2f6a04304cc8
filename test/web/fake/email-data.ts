import type { Request, Response } from 'express';
import { emailLogEntrySchema, emailStatuses, type EmailLogEntry } from '../../../src/contracts/email-log.ts';
import { idOf } from './ids.ts';
import { companies } from './people.ts';

const entries: readonly EmailLogEntry[] = Array.from({ length: 12 }, (_row, index) => ({
  ...{ id: idOf(`email-${index}`), draftedAt: new Date(Date.UTC(2026, 10, 3, 9, 40) - index * 437_000).toISOString() },
  ...{ status: emailStatuses[index % emailStatuses.length] ?? 'draft', statusAt: '2026-11-03T10:00:00.000Z', addressee: 'ap@cannon.example' },
  ...{ subjectHash: 'a'.repeat(64), attachments: 1, executionReference: `EX-2026-${String(index).padStart(6, '0')}`, agentId: idOf('Vendor 360') },
  ...{ agentName: 'Month-end statements', userId: idOf('Clara Reyes'), userName: 'Clara Reyes', companyId: companies[0]?.id ?? '' },
  companyName: companies[0]?.name ?? '',
}));

/** The email log: answers the filters on status and addressee that the pages make. */
export const emailLogRoute = (request: Request, response: Response): void => {
  const filter = typeof request.query['$filter'] === 'string' ? request.query['$filter'] : '';
  const status = /status eq '(\w+)'/.exec(filter)?.[1];
  const addressee = /addressee eq '([^']+)'/.exec(filter)?.[1];
  const found = entries.filter((entry) => (status ?? entry.status) === entry.status && (addressee ?? entry.addressee) === entry.addressee);
  if (request.headers.accept === 'text/csv')
    return void response.type('text/csv').send(`status\r\n${found.map((entry) => entry.status).join('\r\n')}\r\n`);
  response.json({ '@odata.count': found.length, value: found.map((entry) => emailLogEntrySchema.parse(entry)) });
};
