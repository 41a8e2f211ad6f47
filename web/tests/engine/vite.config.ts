import { defineConfig } from "vite";

export default defineConfig({
  root: "tests/engine",
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
  },
  worker: { format: "es" },
});
