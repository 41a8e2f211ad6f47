import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

export default defineConfig({
  plugins: [solid()],
  // The relay serves the app at its root; everything it needs lies under /assets.
  base: "/",
  build: {
    target: "es2022",
    // A data: URL would need a wider Content-Security-Policy than the files themselves.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  worker: { format: "es" },
});
