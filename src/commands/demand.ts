import { type Command, readArguments, readWholeNumber } from '../command.ts';
import { describeDemand } from '../decisions/describe-demand.ts';
import { readDemand } from '../decisions/read-demand.ts';
import { readSince } from '../decisions/read-since.ts';
import { withPreparedOwner } from '../prepared-owner.ts';

export const command: Command = {
  help: `
Usage: trueshelf demand [--since TIME] [--k N] [--json]

What people asked for in vain, by the log of answers: the questions that found nothing, most often asked first, and what each
constraint turned away. Questions are shown in shoppers' own words while their conversations are remembered.

  --since TIME  since then: 30d, 12h or 2w ago, or an instant such as 2026-05-01T12:00:00Z [30d]
  --k N         so many of each at most, 1 to 200 [20]
  --json        print api.demand, one object on a line

Asks as a merchant does, by TRUESHELF_OWNER_URL or DATABASE_URL, whose login needs the role trueshelf_operator. The embedded
database is open in one process at a time.

Exit status: 0 printed, 1 failed, 2 wrong usage.
`,

  async run(args, { config, stdout }) {
    const { values } = readArguments({
      args,
      options: {
        since: { type: 'string', default: '30d' },
        k: { type: 'string', default: '20' },
        json: { type: 'boolean' },
      },
    });
    const request = {
      since: readSince('since', values.since, Date.now()),
      first: readWholeNumber('k', values.k, 1, 200),
    };
    const demand = await withPreparedOwner(config, (database) =>
      readDemand(database, request, { sub: 'operator', role: 'merchant' }),
    );
    stdout.write(values.json ? `${JSON.stringify(demand)}\n` : describeDemand(demand));
    return 0;
  },
};
