import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'src/ui',
  base: './',
  publicDir: '../../static',
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  server: { port: 5173, open: process.env['DRYDOCK_OPEN'] !== 'no' },
  preview: { port: 4173 },
  build: { outDir: '../../dist', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1200 },
});
