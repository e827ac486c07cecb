import { type Command, readArguments } from '../command.ts';
import { migrate } from '../db/migrate.ts';
import { embedWaiting, fitModel } from '../preparation/build-meaning.ts';
import { type BuiltinState, describeFitted, readBuiltinState } from '../preparation/builtin-state.ts';
import { fillAsJob } from '../preparation/fill-as-job.ts';
import { describeLeftToWorker } from '../preparation/left-to-worker.ts';
import { vacuum } from '../preparation/vacuum.ts';
import { openOwner } from '../services.ts';
import { jobLabel } from '../work/job-label.ts';

export const command: Command = {
  help: `
Usage: trueshelf fit [--label LABEL] [--json]

Fits the built-in model anew on the catalogue as it is, or of more than 100,000 products on an even sample of so many, and
embeds every product with it. Worth it when the words of the catalogue have changed much: new products are embedded without
it, with the words that the model knows. Some 20 s for 20,000 products. The new model answers once it is done; where a model
of a provider does, it stands by, and "trueshelf model switch" takes it.

It is a job while it runs: "trueshelf jobs" shows how far it is and how it ended, and cancels it, as Ctrl+C does.

  --label LABEL  feature/environment/request id of the job [fit/TRUESHELF_ENVIRONMENT/random], also the
                 application_name of its connections
  --json         print {"fit": {...}, "embedded": n, "state": "active" or "standby"}; embedded: by this command, not by a worker

Exit status: 0 done, 1 failed, 2 wrong usage.
`,

  async run(args, context) {
    const { values } = readArguments({
      args,
      options: { label: { type: 'string' }, json: { type: 'boolean' } },
    });
    const { config, stdout, stderr } = context;
    const label = jobLabel('fit', config, values.label);
    const database = await openOwner(config, label);
    try {
      await migrate(database);
      let fitted: BuiltinState | null = null;
      const result = await fillAsJob(
        database,
        context,
        { kind: 'fit', label, parameters: {} },
        async (context, job) => {
          const fit = await fitModel(database, context);
          job.soFar({ fit });
          const embedded = await embedWaiting(database, context);
          await vacuum(database);
          fitted = await readBuiltinState(database, fit.model);
          return { fit, embedded, state: fitted?.state ?? null };
        },
      );
      stderr.write(await describeLeftToWorker(database));
      stdout.write(
        values.json
          ? `${JSON.stringify(result)}\n`
          : fitted === null
            ? `${result.embedded} products embedded\n`
            : describeFitted(fitted, result.embedded),
      );
      return 0;
    } finally {
      await database.close();
    }
  },
};
