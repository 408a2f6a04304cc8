import { killedAt, matrix } from './crash-matrix.ts';

/* `npm run test:crash`: every step; takes some minutes. */
killedAt(matrix);
