import { type Command, readArguments } from '../command.ts';
import { migrate } from '../db/migrate.ts';
import { openOwner } from '../services.ts';

export const command: Command = {
  help: `
Usage: trueshelf migrate [--json]

Brings the database to this version: new migrations once each, then functions, views and policies if they changed.
All in one transaction. "serve", "seed", "import" and "fit" do it by themselves.

  --json   print {"applied": [...], "currentApplied": bool}

Exit status: 0 up to date, 1 failed and nothing changed, 2 wrong usage.
`,

  async run(args, { config, stdout }) {
    const { values } = readArguments({ args, options: { json: { type: 'boolean' } } });
    const database = await openOwner(config);
    try {
      const report = await migrate(database, values.json ? {} : { log: (line) => stdout.write(`${line}\n`) });
      if (values.json) stdout.write(`${JSON.stringify(report)}\n`);
      else if (report.applied.length === 0 && !report.currentApplied) stdout.write('up to date\n');
      return 0;
    } finally {
      await database.close();
    }
  },
};
