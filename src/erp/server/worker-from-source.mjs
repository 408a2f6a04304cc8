// The thread's entry when the program runs from its TypeScript sources; compiled it is worker.js itself.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
