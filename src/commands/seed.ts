import { largestDemoShop, smallestDemoShop } from '../../seeds/demo-shop.ts';
import { type Command, readArguments, readWholeNumber } from '../command.ts';
import type { Database } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { UsageError } from '../errors.ts';
import { embedWaiting, fitModel } from '../preparation/build-meaning.ts';
import { fillAsJob } from '../preparation/fill-as-job.ts';
import { describeLeftToWorker } from '../preparation/left-to-worker.ts';
import { readMilestones } from '../preparation/milestone.ts';
import { seedDemo } from '../preparation/seed-demo.ts';
import { vacuum } from '../preparation/vacuum.ts';
import { type ProgressContext, withProgress } from '../progress.ts';
import { openOwner } from '../services.ts';
import type { RunningJob } from '../work/attend-job.ts';
import { jobLabel } from '../work/job-label.ts';

export const command: Command = {
  help: `
Usage: trueshelf seed [--size N] [--force] [--label LABEL] [--json]

Loads the demo shop, fits the built-in model on it and embeds it. "serve" does so by itself on an empty database. Seeding
again puts back what was changed in the demo's products and prices, which stay dated from the first seeding.

It is a job while it runs: "trueshelf jobs" shows how far it is and how it ended, and cancels it, as Ctrl+C does.

  --size N  so many products in place of its own number, 100 to 1,000,000, for measurements. A larger shop holds the smaller
            one; far above its own number it repeats its sentences, and titles get numbers
  --force   load it also beside a catalogue that was imported
  --label LABEL
            feature/environment/request id of the job [seed/TRUESHELF_ENVIRONMENT/random], also the application_name of its
            connections
  --json    print the report as JSON

Exit status: 0 done, 1 failed, 2 wrong usage.
`,

  async run(args, context) {
    const { values } = readArguments({
      args,
      options: {
        size: { type: 'string' },
        force: { type: 'boolean' },
        label: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const size =
      values.size === undefined
        ? undefined
        : readWholeNumber('size', values.size, smallestDemoShop, largestDemoShop);
    const { config, stdout, stderr } = context;
    const label = jobLabel('seed', config, values.label);
    const force = values.force === true;
    const database = await openOwner(config, label);
    try {
      await migrate(database);
      if (!force) await refuseBesideImport(database);
      const parameters = { ...(size === undefined ? {} : { size }), force };
      const report = await fillAsJob(
        database,
        context,
        { kind: 'seed', label, parameters },
        async (context, job) => {
          if (!force) await refuseBesideImport(database); // by a process that was waited for
          return seed(database, context, job, size);
        },
      );
      stderr.write(await describeLeftToWorker(database));
      stdout.write(`${values.json ? JSON.stringify(report) : `${report.embedded} products embedded`}\n`);
      return 0;
    } finally {
      await database.close();
    }
  },
};

async function refuseBesideImport(database: Database): Promise<void> {
  if (!(await readMilestones(database)).has('import')) return;
  throw new UsageError(
    'Found an imported catalogue; the demo shop would be mixed into it. Use another TRUESHELF_DATA or DATABASE_URL, or say --force.',
  );
}

async function seed(database: Database, context: ProgressContext, job: RunningJob, size: number | undefined) {
  const report = await withProgress('Seeding the demo shop', context, (tell) =>
    seedDemo(
      database,
      (done, total, soFar) => {
        job.soFar({ import: soFar });
        tell(done, total);
      },
      size,
    ),
  );
  const fit = await fitModel(database, context);
  job.soFar({ import: report, fit });
  const embedded = await embedWaiting(database, context);
  await vacuum(database);
  return { import: report, fit, embedded };
}
