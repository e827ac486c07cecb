import { basename } from 'node:path';
import { type Command, readArguments, readWholeNumber } from '../command.ts';
import { migrate } from '../db/migrate.ts';
import { UsageError } from '../errors.ts';
import { importCatalogue } from '../import/import-catalogue.ts';
import type { ImportReport, Rejection } from '../import/import-report.ts';
import { readMapping } from '../import/mapping.ts';
import { NothingAccepted } from '../import/nothing-accepted.ts';
import { readCatalogueLines } from '../import/read-catalogue-lines.ts';
import { embedWaiting, fitModel, isFitDue, needsFit } from '../preparation/build-meaning.ts';
import { fillAsJob } from '../preparation/fill-as-job.ts';
import { describeLeftToWorker } from '../preparation/left-to-worker.ts';
import { reachMilestone, readMilestones } from '../preparation/milestone.ts';
import { vacuum } from '../preparation/vacuum.ts';
import { printable } from '../printable.ts';
import { type ProgressContext, withProgress } from '../progress.ts';
import { openOwner } from '../services.ts';
import type { RunningJob } from '../work/attend-job.ts';
import { jobLabel } from '../work/job-label.ts';

export const command: Command = {
  help: `
Usage: trueshelf import FILE [--mapping FILE] [--batch-size N] [--no-fit] [--label LABEL] [--json]

Loads a catalogue from JSON Lines, plain or gzip ("-": standard input), as docs/import.md describes it: products,
variants, prices with their validity, stock by location. Each batch is one transaction; the same file again changes
nothing; nothing is deleted. A line with a fault is named on stderr and left out, and the good lines load all the same.
Then the built-in model is fitted anew and every product embedded. Where a provider's model answers, a worker embeds with that,
and the built-in one, which repairs wrong letters, is fitted anew once a fifth of the products is newer than it.

The embedded database is open in one process at a time: stop a gateway that has it. A server (DATABASE_URL) needs no stop.

It is a job while it runs: "trueshelf jobs" shows how far it is and how it ended, and cancels it between two batches, as
Ctrl+C does. One whose every line is refused has failed (NOTHING_ACCEPTED).

  --mapping FILE    says how the fields of another format are ours
  --batch-size N    lines a transaction, 1 to 5000 [500]
  --no-fit          keep the model, which is fitted anew only where texts changed; new products are embedded with the
                    words that it knows
  --label LABEL     feature/environment/request id of the job [import/TRUESHELF_ENVIRONMENT/random], also the application_name
                    of its connections
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
        label: { type: 'string' },
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
    const { config, stdout, stderr, signal } = context;
    const label = jobLabel('import', config, values.label);
    // A cancelled job stops the reading as well, for a pipe may bring nothing.
    const reading = new AbortController();
    const lines = await readCatalogueLines(path, AbortSignal.any([signal, reading.signal]));

    const database = await openOwner(config, label);
    try {
      await migrate(database);
      const rejections: Rejection[] = [];
      /** The first ones are kept in the job's result, which is to stay short. */
      const kept: Rejection[] = [];
      const load = (context: ProgressContext, job: RunningJob) =>
        withProgress('Importing', context, (tell, note) =>
          importCatalogue(database, {
            source: basename(path),
            lines,
            batchSize,
            onProgress: (done, total, soFar) => {
              job.soFar({ import: { ...soFar, rejections: kept } });
              tell(done, total);
            },
            onRejected: (rejection) => {
              if (values.json) rejections.push(rejection);
              if (kept.length < keptRejections) kept.push(rejection);
              note(describeRejection(rejection));
            },
            // From then on no start fills in the demo shop beside a catalogue that is half imported.
            withFirstBatch: async (connection) => void (await reachMilestone(connection, 'import')),
            ...(mapping === undefined ? {} : { mapping }),
          }),
        );
      const parameters = {
        file: basename(path),
        ...(values.mapping === undefined ? {} : { mapping: basename(values.mapping) }),
        batchSize,
        fit: values['no-fit'] !== true,
      };
      const { import: report, ...meaning } = await fillAsJob(
        database,
        context,
        { kind: 'import', label, parameters },
        async (context, job) => {
          job.signal.addEventListener('abort', () => reading.abort(job.signal.reason), { once: true });
          const report = await load(context, job);
          if (report.accepted === 0 && report.rejected > 0) {
            throw new NothingAccepted({ ...report, rejections: kept });
          }
          const wanted = changesWords(report) ? await isFitDue(database) : await needsFit(database);
          const fitting = wanted && values['no-fit'] !== true;
          const fit = fitting ? await fitModel(database, context) : null;
          job.soFar({ import: { ...report, rejections: kept }, fit });
          const embedded = await embedWaiting(database, context);
          await vacuum(database);
          return { import: { ...report, rejections: kept }, fit, embedded };
        },
      ).catch((error: unknown) => {
        if (!(error instanceof NothingAccepted)) throw error;
        return { ...error.context, fit: null, embedded: 0 };
      });
      if ((await readMilestones(database)).has('seed_begun')) stderr.write(besideDemo);
      stderr.write(await describeLeftToWorker(database));
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

/** The result of a job is read by people, and a file may have a fault in every line. */
const keptRejections = 100;

const besideDemo =
  'note: the demo shop is in this database too. For your catalogue alone, import it with another TRUESHELF_DATA or DATABASE_URL.\n';

/** The model learns from texts alone: where only prices and stock came, there is nothing new to learn. */
function changesWords({ counts }: ImportReport): boolean {
  return ['product', 'brand', 'category'].some(
    (kind) => (counts[kind]?.created ?? 0) + (counts[kind]?.updated ?? 0) > 0,
  );
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
