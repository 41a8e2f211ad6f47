import { defineConfig } from "vite";
import solid from "vite-plugin-solid";
import { words } from "./build/words.ts";

export default defineConfig({
  plugins: [words(), solid()],
  // The relay serves the app at its root; everything it needs lies under /assets.
  base: "/",
  build: {
    target: "es2022",
    // A data: URL would need a wider Content-Security-Policy than the files themselves.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: "index.html", "service-worker": "src/offline/service-worker.ts" },
      output: {
        // A service worker serves what lies below it, and is found again under the same name.
        entryFileNames: ({ name }) => (name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
  worker: { format: "es" },
});
