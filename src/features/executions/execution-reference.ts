/** The reference people see: `EX-` and the last twelve characters of the execution's id, which are random, in groups of four. */
export const executionReference = (id: string): string =>
  `EX-${id
    .replaceAll('-', '')
    .slice(-12)
    .toUpperCase()
    .replaceAll(/(.{4})(?=.)/g, '$1-')}`;
