import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { outlines } from './build/outlines.mjs';
import { precompressed } from './build/precompressed.mjs';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), outlines(), precompressed()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // Nothing is inlined as a data: address, so that the server may allow its own origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
