import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** One Svelte configuration for the build, the checker and the tests. */
export default {
  preprocess: vitePreprocess({ style: false }),
};
