import { UsageError } from '../errors.ts';
import {
  type Configuration,
  checkModifier,
  configurationNames,
  readConfigurations,
  withModel,
} from './configuration.ts';

export interface ConfigurationArguments {
  config?: string | undefined;
  compare?: string | undefined;
  interpret?: string | undefined;
  model?: string[] | undefined;
}

/**
 * What `--config`, `--compare`, `--interpret` and `--model` ask for, in the order of reports: behind each configuration the
 * same with each model. Throws UsageError.
 */
export function chooseConfigurations(values: ConfigurationArguments): Configuration[] {
  return addModels(readNames(values), checkModels(values));
}

function checkModels({ model = [], compare }: ConfigurationArguments): readonly string[] {
  if (model.length > 0 && compare !== undefined) {
    throw new UsageError(
      'Found --model beside --compare; expected one: --model compares with the active model, --compare two configurations.',
    );
  }
  const twice = model.find((name, index) => model.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new UsageError(`--model: found ${JSON.stringify(twice)} twice; expected different models.`);
  }
  return model;
}

/** Words are found alike with all models. */
function addModels(configurations: Configuration[], models: readonly string[]): Configuration[] {
  if (models.length > 0 && configurations.every(({ options }) => options.mode === 'LEXICAL')) {
    throw new UsageError(
      'Found --model, and no configuration that goes by meaning; expected meaning or hybrid.',
    );
  }
  return configurations.flatMap((configuration) => [
    configuration,
    ...(configuration.options.mode === 'LEXICAL'
      ? []
      : models.map((model) => withModel(configuration, model))),
  ]);
}

function readNames({ config, compare, interpret }: ConfigurationArguments): Configuration[] {
  if (interpret !== undefined) checkModifier('--interpret', 'interpret', interpret);
  const given = interpret === undefined ? {} : { interpret };
  if (compare === undefined) {
    return readConfigurations('--config', config ?? configurationNames.join(','), given);
  }
  if (config !== undefined) {
    throw new UsageError(
      'Found --config beside --compare; expected one: --compare measures the two it names.',
    );
  }
  const pair = readConfigurations('--compare', compare, given);
  if (pair.length !== 2) {
    throw new UsageError(
      `--compare: found ${pair.length} ${pair.length === 1 ? 'configuration' : 'configurations'}; expected two, such as words,hybrid.`,
    );
  }
  return pair;
}
