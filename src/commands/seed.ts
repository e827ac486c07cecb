import { largestDemoShop, smallestDemoShop } from '../../seeds/demo-shop.ts';
import { type Command, type CommandContext, readArguments, readWholeNumber } from '../command.ts';
import type { Database } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { UsageError } from '../errors.ts';
import { embedWaiting, fitModel } from '../preparation/build-meaning.ts';
import { readMilestones } from '../preparation/milestone.ts';
import { oneAtATime, waitingToFill } from '../preparation/one-at-a-time.ts';
import { seedDemo } from '../preparation/seed-demo.ts';
import { vacuum } from '../preparation/vacuum.ts';
import { withProgress } from '../progress.ts';
import { openOwner } from '../services.ts';

export const command: Command = {
  help: `
Usage: trueshelf seed [--size N] [--force] [--json]

Loads the demo shop, fits the built-in model on it and embeds it. "serve" does so by itself on an empty database. Seeding
again puts back what was changed in the demo's products and prices, which stay dated from the first seeding.

  --size N  so many products in place of its own number, 100 to 1,000,000, for measurements. A larger shop holds the smaller
            one; far above its own number it repeats its sentences, and titles get numbers
  --force   load it also beside a catalogue that was imported
  --json    print the report as JSON

Exit status: 0 done, 1 failed, 2 wrong usage.
`,

  async run(args, context) {
    const { values } = readArguments({
      args,
      options: { size: { type: 'string' }, force: { type: 'boolean' }, json: { type: 'boolean' } },
    });
    const size =
      values.size === undefined
        ? undefined
        : readWholeNumber('size', values.size, smallestDemoShop, largestDemoShop);
    const { config, stdout, stderr } = context;
    const database = await openOwner(config);
    try {
      await migrate(database);
      const report = await oneAtATime(
        database,
        () => seed(database, context, { size, force: values.force === true }),
        () => stderr.write(`${waitingToFill}\n`),
      );
      stdout.write(`${values.json ? JSON.stringify(report) : `${report.embedded} products embedded`}\n`);
      return 0;
    } finally {
      await database.close();
    }
  },
};

async function seed(
  database: Database,
  context: CommandContext,
  { size, force }: { size: number | undefined; force: boolean },
) {
  if (!force && (await readMilestones(database)).has('import')) {
    throw new UsageError(
      'Found an imported catalogue; the demo shop would be mixed into it. Use another TRUESHELF_DATA or DATABASE_URL, or say --force.',
    );
  }
  const report = await withProgress('Seeding the demo shop', context, (tell) =>
    seedDemo(database, tell, size),
  );
  const fit = await fitModel(database, context);
  const embedded = await embedWaiting(database, context);
  await vacuum(database);
  return { import: report, fit, embedded };
}
