import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const embed = process.env.KEEPWELL_PAGE === 'embed';

/** Writes what the clinic's site pins the script to. */
const integrity: Plugin = {
  name: 'integrity',
  enforce: 'post',
  generateBundle(_, bundle) {
    // The script carries its styles in itself.
    for (const name of Object.keys(bundle)) if (name.endsWith('.css')) delete bundle[name];
    const script = bundle['embed.js'];
    if (script?.type !== 'chunk') return;
    const hash = createHash('sha384').update(script.code).digest('base64');
    this.emitFile({ type: 'asset', fileName: 'embed.js.integrity', source: `sha384-${hash}\n` });
  },
};

// The patient's page, twice: an app of its own at the relay, and one script for a clinic's own site (KEEPWELL_PAGE=embed).
// Both run under a policy that allows no inline style, no innerHTML and nothing from elsewhere, and leave no global behind.
export default defineConfig({
  root: here('./patient'),
  // The page stands at several depths (/c/…, /c/…/s/…): its assets have one address.
  base: '/',
  publicDir: false,
  plugins: [svelte({ configFile: here('./svelte.config.js'), compilerOptions: { fragments: 'tree', discloseVersion: false } }), ...(embed ? [integrity] : [])],
  resolve: { alias: { '@shared': here('./shared') } },
  build: {
    outDir: here('./dist/patient'),
    emptyOutDir: !embed,
    target: 'safari16.4',
    cssTarget: 'safari16.4',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    ...(embed
      ? {
          lib: { entry: here('./patient/src/embed.ts'), formats: ['iife'], name: 'keepwell', fileName: () => 'embed.js' },
          copyPublicDir: false,
        }
      : {}),
  },
  server: {
    fs: { allow: [here('.')] },
    // `KEEPWELL_RELAY=http://127.0.0.1:8480 npm run dev:patient` works against a relay that runs.
    proxy: process.env.KEEPWELL_RELAY ? { '/v1': process.env.KEEPWELL_RELAY } : {},
  },
});
