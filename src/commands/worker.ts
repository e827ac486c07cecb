import { type Command, readArguments, readWholeNumber } from '../command.ts';
import { checkPrepared } from '../db/check-prepared.ts';
import { makeLogger } from '../log.ts';
import { makeMetrics } from '../metrics.ts';
import { openExistingOwner, openOwner } from '../services.ts';
import { runnerName } from '../work/runner-name.ts';
import type { Left } from '../worker/drain.ts';
import { serveWorker } from '../worker/serve-worker.ts';
import { showDrain } from '../worker/show-drain.ts';
import type { WorkerSummary } from '../worker/summary.ts';
import { makeWorker } from '../worker/worker.ts';

export const command: Command = {
  help: `
Usage: trueshelf worker [--drain] [--port N] [--json]

Embeds products as their texts change, for every model in use, and does queued jobs: builds, fits, refreshes. Any number may
run side by side, and beside gateways. Stops in order on SIGINT (Ctrl+C) or SIGTERM: requests under way get ten seconds, what
it holds is given back. One that is killed loses nothing: its products are free again after two minutes.

The key of each provider comes from the environment: OPENAI_API_KEY, TRUESHELF_PROVIDER_KEYS.

  --drain    end when queue and jobs are empty
  --port N   answer /metrics (for Prometheus) and /health/live at this port of HOST; 0: any free one
  --json     print what was done as JSON: {"embedded": {model: products}, "parked", "superseded", "calls", "jobs": {…}}

With --drain what is left is: products that were set aside, those of a provider that does not answer, jobs that failed.

Exit status: 0 stopped in order or drained, 1 failed or drained but for what is left, 2 wrong usage.
`,

  async run(args, { config, stdout, stderr, signal }) {
    const { values } = readArguments({
      args,
      options: { drain: { type: 'boolean' }, port: { type: 'string' }, json: { type: 'boolean' } },
    });
    const port = values.port === undefined ? undefined : readWholeNumber('port', values.port, 0, 65_535);
    const logger = makeLogger(config.logLevel);
    const metrics = makeMetrics();
    const database = await openExistingOwner(config);
    try {
      await checkPrepared(database);
      metrics.watchPool('owner', () => database.poolFigures());
      const server = port === undefined ? null : await serveWorker({ host: config.host, port }, metrics);
      try {
        if (server !== null) stderr.write(`Trueshelf works; figures at ${server.url}/metrics\n`);
        const worker = makeWorker({
          config,
          database,
          logger,
          metrics,
          name: runnerName(),
          // The embedded engine has one connection, which has no name.
          ...(database.engine === 'server' && { openFor: (label: string) => openOwner(config, label) }),
        });
        const shown = values.drain === true ? showDrain(stderr) : null;
        const { summary, left } = await worker
          .run(signal, { drain: values.drain === true, ...(shown && { onLook: shown.look }) })
          .finally(() => shown?.end());
        stdout.write(values.json ? `${JSON.stringify(summary)}\n` : describe(summary));
        const trouble = left === null || signal.aborted ? '' : describeTrouble(left, summary);
        stderr.write(trouble);
        return trouble === '' ? 0 : 1;
      } finally {
        await server?.close();
      }
    } finally {
      await database.close();
    }
  },
};

function describe({ embedded, jobs }: WorkerSummary): string {
  const products = Object.entries(embedded).map(([model, count]) => `${count} products embedded by ${model}`);
  const done =
    jobs.succeeded === 0 ? [] : [`${jobs.succeeded} ${jobs.succeeded === 1 ? 'job' : 'jobs'} done`];
  const parts = [...products, ...done];
  return `${parts.length === 0 ? 'nothing to do' : parts.join(', ')}\n`;
}

function describeTrouble({ failing, pending, parked, jobs }: Left, summary: WorkerSummary): string {
  return [
    ...(failing === null
      ? []
      : [
          `trueshelf: The provider of the model ${failing} does not answer; ${pending} products and ${jobs} jobs wait. "trueshelf model status" tells why; run this again once it does.\n`,
        ]),
    ...(parked === 0
      ? []
      : [
          `trueshelf: ${parked} ${parked === 1 ? 'product is' : 'products are'} set aside, since the provider refuses ${parked === 1 ? 'its text' : 'their texts'}. "trueshelf model parked" tells why; "trueshelf model retry" tries them again.\n`,
        ]),
    ...(summary.jobs.failed === 0
      ? []
      : [
          `trueshelf: ${summary.jobs.failed} ${summary.jobs.failed === 1 ? 'job' : 'jobs'} failed. "trueshelf jobs" tells why.\n`,
        ]),
  ].join('');
}
