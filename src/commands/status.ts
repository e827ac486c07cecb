import { type Command, readArguments } from '../command.ts';
import { withPreparedOwner } from '../prepared-owner.ts';

export const command: Command = {
  help: `
Usage: trueshelf status [--json]

Prints what api.status('text') tells an operator: the server and whether it is a standby, the active model, for every
model in use its coverage, backlog, lag and last error, the jobs that are open or failed, and what is set aside. Changes
nothing; on a standby too. Asks by TRUESHELF_OWNER_URL or DATABASE_URL, whose login needs the role trueshelf_operator.

  --json   print api.status('json'), one object on a line

Exit status: 0 printed, 1 could not be read, 2 wrong usage.
`,

  async run(args, { config, stdout }) {
    const { values } = readArguments({ args, options: { json: { type: 'boolean' } } });
    const [row] = await withPreparedOwner(config, (database) =>
      database.query<{ status: string }>('select api.status(format => $1) as status', [
        values.json ? 'json' : 'text',
      ]),
    );
    if (!row) throw new Error('api.status returned no row; expected exactly one');
    stdout.write(`${row.status.trimEnd()}\n`);
    return 0;
  },
};
