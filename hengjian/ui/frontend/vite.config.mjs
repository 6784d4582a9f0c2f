import { defineConfig } from "vite";

// Built files are served by the product itself; nothing is loaded from elsewhere.
export default defineConfig({
  base: "./",
  build: {
    outDir: "../static/hengjian/build",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0, // data: addresses are refused by the content policy
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input: { main: "src/main.js", charts: "src/charts.js" },
    },
  },
});
