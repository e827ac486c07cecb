import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would take graphql's ES module where Node, and so Pothos and Yoga, take its CommonJS one: two copies, whose
  // types and errors do not know each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/harness/global-setup.ts',
    // Processes, not threads: an embedded database is 300 MB of WebAssembly memory, and tests start and kill children.
    pool: 'forks',
    // One process serves many files, so that the engine is compiled once: 4.0 s instead of 5.4 s for four files.
    isolate: false,
    maxWorkers: 2,
    // Generous, because a query of the embedded engine blocks its process and two cores are shared; a hang still ends.
    testTimeout: 60_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
  },
});
