import { defineConfig } from "vitest/config";
import solid from "vite-plugin-solid";
import { words } from "./build/words.ts";

export default defineConfig({
  plugins: [words(), solid()],
  // Style sheets are read by a test, which vitest would otherwise hand out empty.
  test: { css: true, include: ["tests/unit/**/*.test.ts"], environment: "node", setupFiles: ["tests/unit/setup.ts"] },
});
