import { config } from 'zod';

// The content security policy forbids code made at run time, which zod would otherwise try to make. Schemas
// take this setting when they are defined, so it stands before the first module that defines one is loaded.
config({ jitless: true });
void import('./start.tsx');
