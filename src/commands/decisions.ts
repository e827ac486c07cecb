import {
  type Action,
  type Command,
  type CommandContext,
  readArguments,
  readWholeNumber,
  runAction,
} from '../command.ts';
import type { DecisionFilter } from '../decisions/decision.ts';
import { describeDecision, describeDecisions } from '../decisions/describe-decision.ts';
import { describeReplay } from '../decisions/describe-replay.ts';
import { listDecisions } from '../decisions/list-decisions.ts';
import { readDecisions } from '../decisions/read-decisions.ts';
import { readJudged } from '../decisions/read-judged.ts';
import { readSince } from '../decisions/read-since.ts';
import { replayDecision } from '../decisions/replay-decision.ts';
import { TrueshelfError, UsageError } from '../errors.ts';
import { withPreparedOwner } from '../prepared-owner.ts';
import type { Claims } from '../retrieval/page.ts';

export const command: Command = {
  help: `
Usage: trueshelf decisions [list] [--since TIME] [--until TIME] [--conversation ID] [--move MOVE] [--source SOURCE]
                           [--principal NAME] [--failed] [--empty] [--after ID] [--k N] [--json]
       trueshelf decisions show ID [--json]
       trueshelf decisions replay ID [--json]
       trueshelf decisions export [--since TIME] [--at-most N] [--json]

The log of answers: a row for every question that was answered by a chat, or failed. docs/decisions.md tells how to read it.

  list     the newest first [the default]
  show     everything about one: what was understood, what allowed and blocked, the rows as shown, verdicts, times, error
  replay   asks the same question as of the same instant, and says what differs and which changes were the cause; writes nothing
  export   what people did with the answers, as judgments that "trueshelf eval --judgments" reads; only of questions that stand
           alone and are remembered. They are shoppers' own words

  ID                 a decision_id of api.chat, as the list prints it
  --since TIME       answered since then: 30d, 12h or 2w ago, or an instant such as 2026-05-01T12:00:00Z [export: 90d]
  --until TIME       answered before then
  --conversation ID  of this conversation
  --move MOVE        SEARCH, REFINE, NEW_TOPIC, MORE, ITEM, FORGET, RESTART or TALK
  --source SOURCE    said by: TEMPLATE, MODEL or MODEL_AND_TEMPLATE
  --principal NAME   asked by
  --failed, --empty  only with an error; only without evidence
  --after ID         only behind this one in the list
  --k N              so many at most, 1 to 200 [20]
  --at-most N        so many judgments at most, the newest, 1 to 100000 [10000]
  --json             print the decisions, the decision, the replay or the judgments as JSON

Asks as a merchant does, by TRUESHELF_OWNER_URL or DATABASE_URL, whose login needs the role trueshelf_operator; psql has the same
in api.decisions, api.decision, api.replay_decision and api.judgments. The embedded database is open in one process at a time.

Exit status: 0 printed, 1 failed (show, replay: there is no such decision), 2 wrong usage.
`,

  run: async (args, context) => runAction('decisions', actions, args, context),
};

const actions: Readonly<Record<string, Action>> = {
  list,
  show,
  replay,
  export: exportJudgments,
};

/** Who runs the shop sees all of it. */
const merchant: Claims = { sub: 'operator', role: 'merchant' };

async function list(args: string[], { config, stdout }: CommandContext): Promise<0 | 1> {
  const { values } = readArguments({
    args,
    options: {
      since: { type: 'string' },
      until: { type: 'string' },
      conversation: { type: 'string' },
      move: { type: 'string' },
      source: { type: 'string' },
      principal: { type: 'string' },
      failed: { type: 'boolean' },
      empty: { type: 'boolean' },
      after: { type: 'string' },
      k: { type: 'string', default: '20' },
      json: { type: 'boolean' },
    },
  });
  const { since, until, after, k, json, ...same } = values;
  const filter: DecisionFilter = {
    ...same,
    ...(since === undefined ? {} : { since: readSince('since', since, Date.now()) }),
    ...(until === undefined ? {} : { until: readSince('until', until, Date.now()) }),
  };
  const request = {
    first: readWholeNumber('k', k, 1, 200),
    after: after === undefined ? null : checkId('--after', after),
    filter,
  };
  const page = await withPreparedOwner(config, (database) => listDecisions(database, request, merchant));
  stdout.write(json ? `${JSON.stringify(page)}\n` : describeDecisions(page.items));
  return 0;
}

async function show(args: string[], { config, stdout }: CommandContext): Promise<0 | 1> {
  const { id, json } = readId('show', args);
  const [decision] = await withPreparedOwner(config, (database) => readDecisions(database, [id], merchant));
  if (!decision) {
    throw new TrueshelfError('NOT_FOUND', `There is no decision ${id}. "trueshelf decisions" lists them.`);
  }
  stdout.write(json ? `${JSON.stringify(decision)}\n` : describeDecision(decision));
  return 0;
}

async function replay(args: string[], { config, stdout }: CommandContext): Promise<0 | 1> {
  const { id, json } = readId('replay', args);
  const report = await withPreparedOwner(config, (database) => replayDecision(database, id, merchant));
  stdout.write(json ? `${JSON.stringify(report)}\n` : describeReplay(report));
  return 0;
}

async function exportJudgments(args: string[], { config, stdout }: CommandContext): Promise<0 | 1> {
  const { values } = readArguments({
    args,
    options: {
      since: { type: 'string', default: '90d' },
      'at-most': { type: 'string', default: '10000' },
      json: { type: 'boolean' },
    },
  });
  const since = readSince('since', values.since, Date.now());
  const atMost = readWholeNumber('at-most', values['at-most'], 1, 100_000);
  const pairs = await withPreparedOwner(config, (database) => readJudged(database, since, atMost));
  const lines = pairs.map(({ query, productId, grade }) => `${query}\t${productId}\t${grade}\n`);
  stdout.write(values.json ? `${JSON.stringify(pairs)}\n` : `query\tproduct_id\tgrade\n${lines.join('')}`);
  return 0;
}

function readId(action: string, args: string[]): { id: string; json: boolean } {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) {
    throw new UsageError(`trueshelf decisions ${action}: found ${positionals.length} ids; expected one id.`);
  }
  return { id: checkId(`decisions ${action}`, id), json: values.json };
}

function checkId(place: string, id: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return id.toLowerCase();
  throw new UsageError(
    `${place}: found ${JSON.stringify(id)}; expected the id of a decision, as "trueshelf decisions" prints it.`,
  );
}
