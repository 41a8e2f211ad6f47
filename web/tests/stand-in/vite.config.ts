import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig, type Plugin } from "vite";
import app from "../../vite.config.ts";

const CLIENT = fileURLToPath(new URL("client.ts", import.meta.url));

/** The same screens, over the stand-in instead of the engine. */
const standIn: Plugin = {
  name: "corridor-stand-in",
  enforce: "pre",
  resolveId: (source) => (source.endsWith("engine/client") ? CLIENT : undefined),
};

export default mergeConfig(
  app,
  defineConfig({
    root: fileURLToPath(new URL("../..", import.meta.url)),
    plugins: [standIn],
    define: { "import.meta.env.VITE_STAND_IN": "true" },
    build: { outDir: "dist-stand-in", emptyOutDir: true },
  }),
);
