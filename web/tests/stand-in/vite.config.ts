import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig, type Plugin } from "vite";
import app from "../../vite.config.ts";

const CLIENT = fileURLToPath(new URL("client.ts", import.meta.url));
const ENGINE_CLIENT = fileURLToPath(new URL("../../src/engine/client.ts", import.meta.url));

/** The same screens, over the stand-in instead of the engine. */
const standIn: Plugin = {
  name: "corridor-stand-in",
  enforce: "pre",
  // By the file that is meant: modules beside the engine's client name it in fewer words than screens do.
  async resolveId(source, importer, options) {
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    return found?.id === ENGINE_CLIENT ? CLIENT : found;
  },
};

export default mergeConfig(
  app,
  defineConfig({
    root: fileURLToPath(new URL("../..", import.meta.url)),
    plugins: [standIn],
    define: { "import.meta.env.VITE_STAND_IN": "true" },
    build: {
      outDir: "dist-stand-in",
      emptyOutDir: true,
      // In a file of its own, so that it is not weighed with what a relay hands out.
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: "stand-in", test: /[\\/]tests[\\/]stand-in[\\/]/u }] } } },
    },
  }),
);
