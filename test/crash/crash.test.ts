import { killedAt, matrix } from './crash-matrix.ts';

/** The steps at which something went wrong once, or most is at stake; `npm run test:crash` runs them all. */
const chosen = [
  'a call that prepares, in a conversation: after its outcome is committed, with what is kept of it',
  'Confirm, in a conversation: after the ERP is asked to make the change',
  'a change without asking, of an external agent: after the ERP is asked to make the change',
  'settling: after it is settled that it was not made',
];

const cellOf = (wanted: string): (typeof matrix)[number] => {
  const found = matrix.find(({ title }) => title === wanted);
  if (!found) throw new Error(`the matrix has no cell "${wanted}"`);
  return found;
};

killedAt(chosen.map(cellOf));
