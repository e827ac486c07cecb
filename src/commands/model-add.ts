import { type CommandContext, readArguments, readWholeNumber } from '../command.ts';
import { openaiBaseUrl } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { UsageError } from '../errors.ts';
import { type AddedModel, addModel } from '../models/add-model.ts';
import { probeModel } from '../models/probe-model.ts';
import { readModelName } from '../models/read-model-name.ts';
import { openOwner } from '../services.ts';
import { jobLabel } from '../work/job-label.ts';

/** `trueshelf model add`: asks the provider first, so that a model that cannot work leaves no trace. */
export async function addNewModel(args: string[], { config, stdout, signal }: CommandContext): Promise<void> {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: {
      'base-url': { type: 'string' },
      model: { type: 'string' },
      dimensions: { type: 'string' },
      'send-dimensions': { type: 'boolean', default: false },
      'document-template': { type: 'string' },
      'query-template': { type: 'string' },
      'batch-items': { type: 'string' },
      'batch-tokens': { type: 'string' },
      'input-tokens': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const name = readModelName('add', positionals);
  const dimensions = readOptional('dimensions', values.dimensions, 2000);
  const sendDimensions = values['send-dimensions'];
  if (sendDimensions && dimensions === undefined) {
    throw new UsageError(
      'Found --send-dimensions alone; expected --dimensions N beside it: how many to ask for.',
    );
  }
  const model = {
    name,
    providerModel: values.model ?? name,
    baseUrl: readBaseUrl(values['base-url'] ?? config.embedding.baseUrl ?? openaiBaseUrl),
    sendDimensions,
    ...given('documentTemplate', readTemplate(values['document-template'])),
    ...given('queryTemplate', readTemplate(values['query-template'])),
    ...given('batchItems', readOptional('batch-items', values['batch-items'], 2048)),
    ...given('batchTokens', readOptional('batch-tokens', values['batch-tokens'], 1_000_000)),
    ...given('inputTokens', readOptional('input-tokens', values['input-tokens'], 1_000_000)),
  };
  const measured = await probeModel({ ...model, dimensions: dimensions ?? null }, config.embedding, signal);
  const database = await openOwner(config);
  try {
    await migrate(database);
    const label = jobLabel('build', config);
    const added = await addModel(database, { ...model, dimensions: measured }, label);
    stdout.write(
      values.json ? `${JSON.stringify(added)}\n` : describeAdded(added, database.engine === 'embedded'),
    );
  } finally {
    await database.close();
  }
}

/** `alone`: no other process can have the database open, so that nobody works on it yet. */
function describeAdded({ model, dimensions, queued }: AddedModel, alone: boolean): string {
  return `Added ${model}, of ${dimensions} dimensions; ${queued} products wait for their vectors. It answers nothing yet.
  build   npx trueshelf worker --drain${alone ? '' : '     (a worker or gateway that runs has begun)'}
  watch   npx trueshelf model status
  switch  npx trueshelf model switch ${model}
`;
}

/** Checked before the provider is asked, for an address is no place for secrets. */
function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UsageError('The base URL: expected an address such as http://127.0.0.1:11434/v1.');
  }
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    throw new UsageError(
      'The base URL: found a name, a password or a fragment in it; expected none. Put the key into TRUESHELF_PROVIDER_KEYS.',
    );
  }
  if ([...url.searchParams.keys()].some((key) => key !== 'api-version')) {
    throw new UsageError(
      'The base URL: found a parameter other than api-version; expected none. Put the key into TRUESHELF_PROVIDER_KEYS.',
    );
  }
  return text;
}

/** Shells pass \n on as two characters. */
function readTemplate(text: string | undefined): string | undefined {
  return text?.replaceAll('\\n', '\n');
}

function readOptional(option: string, text: string | undefined, max: number): number | undefined {
  return text === undefined ? undefined : readWholeNumber(option, text, 1, max);
}

function given<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}
