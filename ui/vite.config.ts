import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The practice answers only to its own pages; while developing, this server is one of them. */
const practice = (target: string) => ({ target, changeOrigin: true, headers: { origin: target } });

// The desk app. One HTML file, relative addresses, nothing inline: the same files are shown by the window (tauri://)
// and by `keepwell serve`, both under a content policy that admits scripts, fonts and data from their own origin only.
export default defineConfig({
  root: here('./desk'),
  base: './',
  publicDir: false,
  plugins: [svelte({ configFile: here('./svelte.config.js') })],
  resolve: { alias: { '@shared': here('./shared') } },
  build: {
    outDir: here('./dist/desk'),
    emptyOutDir: true,
    target: 'safari16.4',
    cssTarget: 'safari16.4',
    // A font or picture as a data: address would be refused by the content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    fs: { allow: [here('.')] },
    // `KEEPWELL_SERVE=http://127.0.0.1:7878 npm run dev` works on a practice that `keepwell serve` has open.
    proxy: process.env.KEEPWELL_SERVE
      ? { '/call': practice(process.env.KEEPWELL_SERVE), '/live': practice(process.env.KEEPWELL_SERVE) }
      : {},
  },
});
