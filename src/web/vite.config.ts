import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the browser's part into `dist/web`; everything it needs is in there, nothing comes from another host. */
export default defineConfig({
  root: here('.'),
  base: '/',
  cacheDir: here('../../.cache/vite'),
  plugins: [react()],
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    // Fluent UI alone is near the default warning; what counts is what the first page loads.
    chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false },
    // What several pages need comes in two files: by default it is some eighty, and each is a request.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'library', test: /node_modules/, minShareCount: 2 },
            { name: 'shared', minShareCount: 2 },
          ],
        },
      },
    },
  },
});
