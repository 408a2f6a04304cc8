import type { LogVerdict, TenantVerdict } from './verify-log.ts';

const tenantLines = ({ tenantId, from, to, records, sealedThrough, removed, waiting, finding }: TenantVerdict): readonly string[] => [
  `Tenant ${tenantId}`,
  ...(finding ? [`- NOT OK at ${finding.position === null ? 'no position' : `position ${finding.position}`}: ${finding.what}.`] : []),
  `- positions ${from} to ${to}, ${records} records as they were logged; sealed through ${sealedThrough ?? 'no day yet'}`,
  ...removed.map(
    (period) =>
      `- ${period.from} to ${period.to} removed by retention of ${period.retentionDays.join(', ')} days: ${period.records} records, positions ${period.firstPosition} to ${period.lastPosition}`,
  ),
  ...(waiting > 0 ? [`- ${waiting} records wait for their position`] : []),
];

/** A verdict for people to read. */
export const logWords = (verdict: LogVerdict, keyIsGiven: boolean): string =>
  [
    ...verdict.tenants.flatMap(tenantLines),
    verdict.witnessLines === null
      ? 'There is no witness file outside the database: an end of the log that was cut off would not be missed.'
      : `The witness outside the database has ${verdict.witnessLines} lines${verdict.strangeWitnessLines.length === 0 ? '' : `; not written by the log: line ${verdict.strangeWitnessLines.slice(0, 5).join(', ')}`}.`,
    ...(keyIsGiven ? [] : [`Signed with the key ${verdict.keyId}; name it with --key-id to be sure that it is the one you know.`]),
    verdict.ok ? 'OK' : 'NOT OK',
  ].join('\n');
