import { type Command, readArguments, readWholeNumber } from '../command.ts';
import { checkPrepared } from '../db/check-prepared.ts';
import { UsageError } from '../errors.ts';
import { chooseConfigurations } from '../evaluation/choose-configurations.ts';
import { checkComparable, compareWithEarlier } from '../evaluation/compare-with-earlier.ts';
import { compareWithin } from '../evaluation/compare-within.ts';
import { configurationNames } from '../evaluation/configuration.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import { readEvaluation } from '../evaluation/read-evaluation.ts';
import { readJudgments } from '../evaluation/read-judgments.ts';
import { describeEvaluation } from '../evaluation/report.ts';
import { makeLogger } from '../log.ts';
import { noMetrics } from '../metrics.ts';
import { withProgress } from '../progress.ts';
import { makeQueryEmbedder } from '../retrieval/query-embedder.ts';
import { openReader } from '../services.ts';
import { evalInterpretation } from './eval-interpretation.ts';

export const command: Command = {
  help: `
Usage: trueshelf eval --judgments FILE [--config LIST | --compare A,B] [--model NAME]... [--interpret off] [--typos]
                      [--against FILE] [--seed N] [--by-query] [--json]
       trueshelf eval --interpretation [--failures] [--json] [FILE]

Measures how well the search finds what people judged right: nDCG@10, MRR and recall@50 with 95 % confidence intervals, by
words only, by meaning only and by both; and for queries that have no good answer, how many rows come back. It asks as a
shopper of the public price list and changes nothing. docs/evaluation.md tells how to write judgments and how to read the
figures.

  --judgments FILE  text, columns parted by tabs, the first line "query	product_id	grade"; a grade is 0 (wrong) to 3 (right)
  --config LIST     configurations to measure, parted by commas [${configurationNames.join(',')}]
  --compare A,B     measure these two, with a paired test of B against A and the queries that moved most
  --model NAME      measure every configuration that goes by meaning with this model too, with a paired test against the
                    active one: to look before "trueshelf model switch"; several times for several models
  --interpret off   read no constraints out of the queries, in every configuration that does not say otherwise
  --typos           ask each query a second time, with a typo
  --against FILE    compare with an earlier --json output for the same judgments
  --seed N          seed of typos, intervals and tests, 0 to 999999999 [1]
  --by-query        list the figures of each query
  --json            print everything as one JSON object
  --interpretation  measure instead how well texts are understood: how many of the cases of FILE are read exactly, and
                    precision and recall of the constraints; without FILE, the cases of the demo shop
  --failures        with --interpretation: list each case that is read otherwise, with what was expected and found

A configuration is words, meaning or hybrid, with modifiers behind colons: interpret=on|off, unavailable=last|hide|show.
For example: --compare hybrid,hybrid:interpret=off

An embedded database is open in one process at a time: stop a gateway that has it.
Where the provider of a model gives a question no vector, no figures are printed: they would not be the model's.

Exit status: 0 measured, 1 failed, or a question went without its vector, 2 wrong usage.
`,

  async run(args, context) {
    const { values, positionals } = readArguments({
      args,
      allowPositionals: true,
      options: {
        judgments: { type: 'string' },
        config: { type: 'string' },
        compare: { type: 'string' },
        model: { type: 'string', multiple: true },
        interpret: { type: 'string' },
        typos: { type: 'boolean', default: false },
        against: { type: 'string' },
        seed: { type: 'string' },
        'by-query': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        interpretation: { type: 'boolean', default: false },
        failures: { type: 'boolean', default: false },
      },
    });
    if (values.interpretation)
      return evalInterpretation(readInterpretationArguments(values, positionals), context);
    refuseForeign(
      positionals.length > 0 ? JSON.stringify(positionals[0]) : values.failures ? '--failures' : undefined,
      'only --interpretation takes it',
    );
    if (values.judgments === undefined) {
      throw new UsageError(
        'Found no judgments; expected a file: trueshelf eval --judgments judgments.tsv (or --interpretation)',
      );
    }
    const { typos } = values;
    const seed = readWholeNumber('seed', values.seed ?? '1', 0, 999_999_999);
    const configurations = chooseConfigurations(values);
    // Files are read before the database is opened, so that a wrong one leaves no trace.
    const judgments = await readJudgments(values.judgments);
    const earlier = values.against === undefined ? null : await readEvaluation(values.against);
    if (earlier !== null) checkComparable(earlier, { judgments, configurations, typos, seed });

    const database = await openReader(context.config);
    try {
      await checkPrepared(database);
      const measured = await withProgress('Asking', context, (onProgress) =>
        evaluate(database, {
          judgments,
          configurations,
          typos,
          seed,
          queryEmbedder: makeQueryEmbedder({
            config: { ...context.config.embedding, queryDeadlineMs },
            database,
            logger: makeLogger(context.config.logLevel),
            metrics: noMetrics,
            remembers: false,
          }),
          signal: context.signal,
          onProgress,
        }),
      );
      const comparisons = [
        ...compareWithin(measured, values.compare !== undefined),
        ...(earlier === null ? [] : compareWithEarlier(earlier, measured)),
      ];
      const evaluation: Evaluation = { ...measured, against: earlier?.catalogue ?? null, comparisons };
      context.stdout.write(
        values.json ? `${JSON.stringify(evaluation)}\n` : describeEvaluation(evaluation, values['by-query']),
      );
      return 0;
    } finally {
      await database.close();
    }
  },
};

/** Nobody waits for the answer of one question here, and one without its vector would count against the model. */
const queryDeadlineMs = 10_000;

function readInterpretationArguments(
  {
    failures,
    json,
    interpretation: _chosen,
    ...foreign
  }: { failures: boolean; json: boolean; interpretation: boolean } & Record<
    string,
    string | string[] | boolean | undefined
  >,
  positionals: readonly string[],
): { file: string | undefined; failures: boolean; json: boolean } {
  const option = Object.keys(foreign).find((name) => foreign[name] !== undefined && foreign[name] !== false);
  refuseForeign(option && `--${option}`, '--interpretation takes --failures, --json and one file of cases');
  refuseForeign(positionals[1] && JSON.stringify(positionals[1]), '--interpretation takes one file of cases');
  return { file: positionals[0], failures, json };
}

function refuseForeign(found: string | undefined, expected: string): void {
  if (found !== undefined) throw new UsageError(`Found ${found}; ${expected}.`);
}
