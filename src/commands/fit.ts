import { type Command, readArguments } from '../command.ts';
import { migrate } from '../db/migrate.ts';
import { embedWaiting, fitModel } from '../preparation/build-meaning.ts';
import { oneAtATime, waitingToFill } from '../preparation/one-at-a-time.ts';
import { vacuum } from '../preparation/vacuum.ts';
import { openOwner } from '../services.ts';

export const command: Command = {
  help: `
Usage: trueshelf fit [--json]

Fits the built-in model anew on the catalogue as it is, or of more than 100,000 products on an even sample of so many, and
embeds every product with it. Worth it when the words of the catalogue have changed much: new products are embedded without
it, with the words that the model knows. Some 20 s for 20,000 products.

  --json   print {"fit": {...}, "embedded": n}

Exit status: 0 done, 1 failed, 2 wrong usage.
`,

  async run(args, context) {
    const { values } = readArguments({ args, options: { json: { type: 'boolean' } } });
    const { config, stdout, stderr } = context;
    const database = await openOwner(config);
    try {
      await migrate(database);
      const { fit, embedded } = await oneAtATime(
        database,
        async () => {
          const fit = await fitModel(database, context);
          const embedded = await embedWaiting(database, context);
          await vacuum(database);
          return { fit, embedded };
        },
        () => stderr.write(`${waitingToFill}\n`),
      );
      stdout.write(`${values.json ? JSON.stringify({ fit, embedded }) : `${embedded} products embedded`}\n`);
      return 0;
    } finally {
      await database.close();
    }
  },
};
