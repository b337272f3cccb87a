import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  plugins: [svelte({ configFile: here('./svelte.config.js') }), svelteTesting()],
  resolve: { alias: { '@shared': here('./shared') } },
  test: {
    environment: 'happy-dom',
    include: ['shared/**/*.test.ts', 'shared/**/*.test.svelte.ts', 'desk/src/**/*.test.ts', 'desk/src/**/*.test.svelte.ts', 'patient/src/**/*.test.ts'],
    setupFiles: [here('./vitest.setup.ts')],
    restoreMocks: true,
  },
});
