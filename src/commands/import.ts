import { basename } from 'node:path';
import { type Command, type CommandContext, readArguments, readWholeNumber } from '../command.ts';
import type { Database } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { UsageError } from '../errors.ts';
import { importCatalogue } from '../import/import-catalogue.ts';
import type { ImportReport, Rejection } from '../import/import-report.ts';
import { readMapping } from '../import/mapping.ts';
import { readCatalogueLines } from '../import/read-catalogue-lines.ts';
import { canFit, embedWaiting, fitModel, needsFit } from '../preparation/build-meaning.ts';
import { reachMilestone, readMilestones } from '../preparation/milestone.ts';
import { oneAtATime, waitingToFill } from '../preparation/one-at-a-time.ts';
import { vacuum } from '../preparation/vacuum.ts';
import { printable } from '../printable.ts';
import { withProgress } from '../progress.ts';
import { openOwner } from '../services.ts';

export const command: Command = {
  help: `
Usage: trueshelf import FILE [--mapping FILE] [--batch-size N] [--no-fit] [--json]

Loads a catalogue from JSON Lines, plain or gzip ("-": standard input), as docs/import.md describes it: products,
variants, prices with their validity, stock by location. Each batch is one transaction; the same file again changes
nothing; nothing is deleted. A line with a fault is named on stderr and left out, and the good lines load all the same.
Then the built-in model is fitted anew and every product embedded.

  --mapping FILE    says how the fields of another format are ours
  --batch-size N    lines a transaction, 1 to 5000 [500]
  --no-fit          keep the model, which is fitted anew only where texts changed; new products are embedded with the
                    words that it knows
  --json            print one JSON object: {"import": {…, "rejections": [{"line", "field", "reason", "found"}]}, "fit", "embedded"}

Exit status: 0 every line loaded, 1 a line was refused or the import failed, 2 wrong usage.
`,

  async run(args, context) {
    const { values, positionals } = readArguments({
      args,
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        'batch-size': { type: 'string', default: '500' },
        'no-fit': { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) {
      throw new UsageError(
        `Found ${positionals.length} arguments; expected one file: trueshelf import catalogue.jsonl`,
      );
    }
    const batchSize = readWholeNumber('batch-size', values['batch-size'], 1, 5000);
    // Both are read before the database is opened, so that a wrong name leaves no trace.
    const mapping = values.mapping === undefined ? undefined : await readMapping(values.mapping);
    const lines = await readCatalogueLines(path, context.signal);

    const { config, stdout, stderr } = context;
    const database = await openOwner(config);
    try {
      await migrate(database);
      const rejections: Rejection[] = [];
      const load = () =>
        withProgress('Importing', context, (onProgress, note) =>
          importCatalogue(database, {
            source: basename(path),
            lines,
            batchSize,
            onProgress,
            onRejected: (rejection) => {
              if (values.json) rejections.push(rejection);
              note(describeRejection(rejection));
            },
            // From then on no start fills in the demo shop beside a catalogue that is half imported.
            withFirstBatch: async (connection) => void (await reachMilestone(connection, 'import')),
            ...(mapping === undefined ? {} : { mapping }),
          }),
        );
      const { report, meaning } = await oneAtATime(
        database,
        async () => {
          const report = await load();
          const wanted = changesWords(report) || (await needsFit(database));
          const meaning = await buildMeaning(database, context, wanted && values['no-fit'] !== true);
          await vacuum(database);
          return { report, meaning };
        },
        () => stderr.write(`${waitingToFill}\n`),
      );
      if ((await readMilestones(database)).has('seed_begun')) stderr.write(besideDemo);
      stdout.write(
        values.json
          ? `${JSON.stringify({ import: { ...report, rejections }, ...meaning })}\n`
          : `${describe(report, meaning.embedded)}`,
      );
      return report.rejected === 0 ? 0 : 1;
    } finally {
      await database.close();
    }
  },
};

const besideDemo =
  'note: the demo shop is in this database too. For your catalogue alone, import it with another TRUESHELF_DATA or DATABASE_URL.\n';

/** The model learns from texts alone: where only prices and stock came, there is nothing new to learn. */
function changesWords({ counts }: ImportReport): boolean {
  return ['product', 'brand', 'category'].some(
    (kind) => (counts[kind]?.created ?? 0) + (counts[kind]?.updated ?? 0) > 0,
  );
}

async function buildMeaning(database: Database, context: CommandContext, refit: boolean) {
  const fit = refit && (await canFit(database)) ? await fitModel(database, context) : null;
  return { fit, embedded: await embedWaiting(database, context) };
}

function describeRejection({ line, field, reason, found }: Rejection): string {
  const what = [
    field === '' ? 'the line' : field,
    reason,
    ...(found === undefined ? [] : [`(found ${found})`]),
  ];
  return `line ${line}: ${printable(what.join(' ')).replaceAll('\n', ' ')}`;
}

function describe(
  { lines, accepted, rejected, counts, unusedFields, seconds, rowsPerSecond }: ImportReport,
  embedded: number,
): string {
  const kinds = Object.entries(counts).map(
    ([kind, { created, updated, unchanged }]) =>
      `  ${kind}: ${created} created, ${updated} updated, ${unchanged} unchanged`,
  );
  const unused = Object.entries(unusedFields).map(
    ([field, number]) => `  ${printable(field)} (${number} lines)`,
  );
  return [
    `${accepted} of ${lines} lines loaded in ${seconds.toFixed(1)} s (${Math.round(rowsPerSecond)}/s), ${rejected} refused; ${embedded} products embedded`,
    ...kinds,
    ...(unused.length === 0 ? [] : ['Fields that the mapping neither uses nor ignores:', ...unused]),
    '',
  ].join('\n');
}
