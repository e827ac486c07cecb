import { type Command, type CommandContext, readArguments } from '../command.ts';
import { openaiBaseUrl } from '../config.ts';
import { UsageError } from '../errors.ts';
import { describeModels } from '../models/describe-models.ts';
import { describeParked, readParked } from '../models/parked-products.ts';
import { readModelName } from '../models/read-model-name.ts';
import { readModelState } from '../models/read-model-state.ts';
import { retireModel } from '../models/retire-model.ts';
import { vacuum } from '../preparation/vacuum.ts';
import { withPreparedOwner } from '../prepared-owner.ts';
import { readEmbeddingStatus } from '../retrieval/embedding-status.ts';
import { addNewModel } from './model-add.ts';

export const command: Command = {
  help: `
Usage: trueshelf model add NAME [--base-url URL] [--model NAME] [--dimensions N [--send-dimensions]]
                           [--document-template TEXT] [--query-template TEXT]
                           [--batch-items N] [--batch-tokens N] [--input-tokens N] [--json]
       trueshelf model status [--json]
       trueshelf model switch NAME [--force] [--json]
       trueshelf model retire NAME [--json]
       trueshelf model parked [NAME] [--json]
       trueshelf model retry [NAME] [--json]

Models of meaning stand beside one another: one answers, another is built. docs/embeddings.md has a line for each provider.

  add      asks the provider once for the vector of a harmless text, says what is wrong if none comes, and writes nothing then;
           else adds the model and queues every product for it. "trueshelf worker", or a gateway that works, embeds them
  status   a line a model: coverage, backlog, what was set aside, how long edits take, what went wrong last
  switch   questions are answered with this model from now on; refused while a product lacks its vector
           for more than a minute. The one before stays beside it and is kept fresh, so that switching back is the same command
  retire   drops the model's vectors, index, queue and cached questions; refused for the one that answers
  parked   products that were set aside, of one model or all: code, message and hint of the error, attempts, since when
  retry    puts what was set aside back into the queue, and says how many products

  --base-url URL            where the provider speaks OpenAI's API [OPENAI_BASE_URL, or ${openaiBaseUrl}]
  --model NAME              what the provider calls the model [NAME]
  --dimensions N            how long its vectors are, 1 to 2000 [as long as the provider's first one is]
  --send-dimensions         ask for vectors of so many dimensions; only some models can shorten theirs
  --document-template TEXT  what is embedded of a product, with {title} {brand} {category} {description} {attributes} {options}
                            in it; \\n begins a line, and a line whose fields are all empty is left out
  --query-template TEXT     what is embedded of a question, with {text} in it [{text}]
  --batch-items N           texts a request at most, 1 to 2048 [100]
  --batch-tokens N          tokens a request at most, 1 to 1000000 [100000]
  --input-tokens N          tokens a text at most, 1 to 1000000; what is longer is cut [8000]
  --force                   switch although products lack their vectors: they are found by words alone until they have them
  --json                    print the outcome as JSON

The key comes from the environment, by the address's origin: OPENAI_API_KEY for OPENAI_BASE_URL, TRUESHELF_PROVIDER_KEYS for others.

Exit status: 0 done, 1 failed, 2 wrong usage.
`,

  async run(args, context) {
    const [action, ...rest] = args;
    const run = action !== undefined && Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (run === undefined) {
      const found = action === undefined ? 'nothing' : JSON.stringify(action);
      throw new UsageError(
        `trueshelf model: found ${found}; expected one of ${Object.keys(actions).join(', ')}.`,
      );
    }
    await run(rest, context);
    return 0;
  },
};

const actions: Readonly<Record<string, (args: string[], context: CommandContext) => Promise<void>>> = {
  add: addNewModel,
  status,
  switch: switchModel,
  retire,
  parked,
  retry,
};

/** One name at most. Throws UsageError. */
function readFilter(action: string, args: string[]): { model: string | null; json: boolean } {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  return { model: positionals.length === 0 ? null : readModelName(action, positionals), json: values.json };
}

async function parked(args: string[], { config, stdout }: CommandContext): Promise<void> {
  const { model, json } = readFilter('parked', args);
  const products = await withPreparedOwner(config, async (database) => {
    if (model !== null) await readModelState(database, model);
    return readParked(database, model);
  });
  stdout.write(json ? `${JSON.stringify(products)}\n` : describeParked(products));
}

async function retry(args: string[], { config, stdout }: CommandContext): Promise<void> {
  const { model, json } = readFilter('retry', args);
  const [row] = await withPreparedOwner(config, (database) =>
    database.query<{ retried: number }>('select api.retry_embeddings(model => $1) as retried', [model]),
  );
  const retried = row?.retried ?? 0;
  stdout.write(
    json
      ? `${JSON.stringify({ retried })}\n`
      : retried === 0
        ? 'No product was set aside.\n'
        : `${retried} ${retried === 1 ? 'product waits' : 'products wait'} for a worker again.\n`,
  );
}

async function status(args: string[], { config, stdout }: CommandContext): Promise<void> {
  const { values } = readArguments({ args, options: { json: { type: 'boolean', default: false } } });
  // As somebody who sees every product, restricted ones too.
  const models = await withPreparedOwner(config, (database) =>
    readEmbeddingStatus(database, { role: 'merchant' }),
  );
  stdout.write(values.json ? `${JSON.stringify(models)}\n` : describeModels(models, new Date()));
}

async function switchModel(args: string[], { config, stdout }: CommandContext): Promise<void> {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: { force: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
  const name = readModelName('switch', positionals);
  const { before, row } = await withPreparedOwner(config, async (database) => {
    const before = await readModelState(database, name);
    const [row] = await database.query<{
      switched: { model: string; replaced: string | null; coverage: number };
    }>('select api.switch_model(name => $1, force => $2) as switched', [name, values.force]);
    return { before, row };
  });
  if (row === undefined) throw new Error('api.switch_model returned no row.');
  const { model, replaced, coverage } = row.switched;
  if (before === 'active' && !values.json) {
    stdout.write(`${model} answers already; nothing was changed.\n`);
    return;
  }
  stdout.write(
    values.json
      ? `${JSON.stringify(row.switched)}\n`
      : `${model} answers from now on, with vectors of ${(Math.floor(coverage * 1000) / 10).toFixed(1)} % of the products.\n${
          replaced === null
            ? ''
            : `${replaced} stays beside it and is kept fresh. Back: npx trueshelf model switch ${replaced}; to drop it: npx trueshelf model retire ${replaced}\n`
        }`,
  );
}

async function retire(args: string[], { config, stdout }: CommandContext): Promise<void> {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const name = readModelName('retire', positionals);
  const { before, retired } = await withPreparedOwner(config, async (database) => {
    const before = await readModelState(database, name);
    const outcome = await retireModel(database, name);
    // A server has autovacuum; the embedded engine would keep the room of what went, and read past it.
    if (database.engine === 'embedded') await vacuum(database);
    return { before, retired: outcome };
  });
  stdout.write(
    values.json
      ? `${JSON.stringify(retired)}\n`
      : before === 'retired' && retired.vectors === 0
        ? `${retired.model} was retired before; nothing was left to drop.\n`
        : `Retired ${retired.model}: dropped its ${retired.vectors} vectors.\n`,
  );
}
