import { type Command, readArguments, readWholeNumber } from '../command.ts';
import type { Config } from '../config.ts';
import { curlCommand } from '../curl-command.ts';
import type { Database, Queryable } from '../db/database.ts';
import { DatabaseSetupError, UsageError } from '../errors.ts';
import { renderEvidenceTable } from '../evidence-table.ts';
import { printable } from '../printable.ts';
import type { ChatAnswer } from '../retrieval/page.ts';
import { openReader } from '../services.ts';

export const command: Command = {
  help: `
Usage: trueshelf ask "question" [--k N] [--json]

Answers from the database itself, as a shopper of the public price list; no gateway has to run. Prints the narration,
then the evidence: rank, title, brand, price, stock, and a check for each constraint.

  --k N    products at most, 1 to 200 [5]
  --json   print the row of api.chat as one JSON object

An embedded database is open in one process at a time: while a gateway has it, ask the gateway over HTTP, or stop it.

Exit status: 0 answered (also when nothing matched), 1 failed, 2 wrong usage.
`,

  async run(args, { config, stdout }) {
    const { values, positionals } = readArguments({
      args,
      allowPositionals: true,
      options: { k: { type: 'string', default: '5' }, json: { type: 'boolean' } },
    });
    const [question, ...more] = positionals;
    if (question === undefined || more.length > 0) {
      throw new UsageError(
        `Found ${positionals.length} arguments; expected one question in quotes: trueshelf ask "a leather jacket under $150"`,
      );
    }
    const k = readWholeNumber('k', values.k, 1, 200);
    const database = await openOrPointToGateway(config, question);
    try {
      const answer = await ask(database, question, k);
      stdout.write(values.json ? `${JSON.stringify(answer)}\n` : describe(answer));
      return 0;
    } finally {
      await database.close();
    }
  },
};

/** An embedded folder that is in use is most likely that of the user's own gateway, which can be asked instead. */
async function openOrPointToGateway(config: Config, question: string): Promise<Database> {
  try {
    return await openReader(config);
  } catch (error) {
    if (config.database.engine === 'server' || !(error instanceof DatabaseSetupError) || !error.retryable)
      throw error;
    const query =
      'mutation ($question: String!) { chat(input: { question: $question }) { narration { text } } }';
    const command = curlCommand(`http://${config.host}:${config.port}`, query, { question });
    throw new DatabaseSetupError(`${error.message}\nIf it is a gateway, ask it over HTTP:\n  ${command}`, {
      retryable: true,
      cause: error,
    });
  }
}

async function ask(database: Queryable, question: string, k: number): Promise<ChatAnswer> {
  const [prepared] = await database.query<{ prepared: boolean }>(
    "select to_regnamespace('api') is not null as prepared",
  );
  if (!prepared?.prepared) {
    throw new DatabaseSetupError(
      'Found a database that Trueshelf has not prepared. Run "trueshelf serve" for the demo shop, or "trueshelf import FILE" for a catalogue of your own.',
    );
  }
  const [answer] = await database.query<ChatAnswer>('select * from api.chat(question => $1, k => $2)', [
    question,
    k,
  ]);
  if (answer === undefined) throw new Error('api.chat returned no row.');
  return answer;
}

function describe({ assistant_text, rows, retrieval }: ChatAnswer): string {
  const notes = [retrieval.degraded, rows.length === 0 ? retrieval.emptyReason : null].filter(
    (note) => note !== null,
  );
  const table = rows.length === 0 ? '' : `\n${renderEvidenceTable(rows)}`;
  return `${printable(assistant_text)}\n${table}${notes.map((note) => `\nnote: ${note}\n`).join('')}`;
}
