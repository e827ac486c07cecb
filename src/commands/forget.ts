import { type Command, type CommandContext, readArguments } from '../command.ts';
import type { Database } from '../db/database.ts';
import { UsageError } from '../errors.ts';
import { withPreparedOwner } from '../prepared-owner.ts';

export const command: Command = {
  help: `
Usage: trueshelf forget ID [--json]
       trueshelf forget --principal NAME [--json]
       trueshelf forget --expired [--older-than AGE] [--json]
       trueshelf forget --keep AGE [--json]

Deletes conversations for good: questions, answers and what was carried over. The decision log keeps what an audit needs,
without their words. A worker deletes what has expired by itself, once an hour.

  ID                 one conversation, of whomever it is
  --principal NAME   every conversation of a person, as the "sub" of the claims names them ("anonymous": of all without one)
  --expired          those that have come to their end
  --older-than AGE   and those whose last turn is longer ago, such as "7 days"
  --keep AGE         deletes nothing, and says how long a conversation is kept after its last turn [30 days at first],
                     those that are there included
  --json             print the outcome as JSON

Asks by TRUESHELF_OWNER_URL or DATABASE_URL, whose login needs the role trueshelf_operator; psql has the same in
api.forget_conversation, api.forget_principal, api.prune and api.keep_conversations.

Exit status: 0 done, 1 failed (there is no such conversation), 2 wrong usage.
`,

  async run(args, context) {
    const { values, positionals } = readArguments({
      args,
      allowPositionals: true,
      options: {
        principal: { type: 'string' },
        expired: { type: 'boolean', default: false },
        'older-than': { type: 'string' },
        keep: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const { principal, expired, keep, json, 'older-than': olderThan } = values;
    const wishes = positionals.length + Number(principal !== undefined) + Number(keep !== undefined);
    if (wishes + Number(expired) !== 1 || (olderThan !== undefined && !expired)) {
      throw new UsageError(
        'trueshelf forget: expected one of ID, --principal NAME, --expired (which --older-than goes with) and --keep AGE.',
      );
    }
    const tell = (outcome: object, said: string) =>
      context.stdout.write(json ? `${JSON.stringify(outcome)}\n` : `${said}\n`);

    return withPreparedOwner(context.config, async (database) => {
      if (keep !== undefined) {
        const moved = await keepConversations(database, keep);
        tell(
          { keep, moved },
          `kept for ${keep} after the last turn; ${count(moved)} there end otherwise now`,
        );
        return 0;
      }
      if (principal !== undefined || expired) {
        const forgotten =
          principal !== undefined
            ? await forgetPrincipal(database, principal)
            : await forgetExpired(database, olderThan ?? '0', context);
        tell({ forgotten }, `${count(forgotten)} forgotten`);
        return 0;
      }
      const [id = ''] = positionals;
      const forgotten = await forgetConversation(database, id);
      tell(
        { conversationId: id, forgotten },
        forgotten ? `${id} is forgotten` : `there is no conversation ${id}`,
      );
      return forgotten ? 0 : 1;
    });
  },
};

const count = (conversations: number) =>
  `${conversations} ${conversations === 1 ? 'conversation' : 'conversations'}`;

async function forgetConversation(database: Database, id: string): Promise<boolean> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) {
    throw new UsageError(
      `trueshelf forget: found ${JSON.stringify(id)}; expected the id of a conversation, as "trueshelf ask" prints it.`,
    );
  }
  // Merchants may forget anybody's.
  const [row] = await database.query<{ forgotten: boolean }>(
    `select api.forget_conversation(conversation_id => $1, claims => '{"role": "merchant"}') as forgotten`,
    [id],
  );
  return row?.forgotten ?? false;
}

async function forgetPrincipal(database: Database, principal: string): Promise<number> {
  const [row] = await database.query<{ forgotten: string }>(
    'select api.forget_principal(principal => $1) as forgotten',
    [principal],
  );
  return Number(row?.forgotten ?? 0);
}

/** Step by step, so that no transaction holds many rows. */
async function forgetExpired(
  database: Database,
  olderThan: string,
  { signal }: CommandContext,
): Promise<number> {
  let forgotten = 0;
  for (let more = true; more; ) {
    signal.throwIfAborted();
    const [row] = await database.query<{ gone: { conversations: number; more: boolean } }>(
      `select api.prune(older_than => jsonb_build_object('conversations', $1::text, 'jobs', null, 'questions', null)) as gone`,
      [olderThan],
    );
    forgotten += row?.gone.conversations ?? 0;
    more = row?.gone.more ?? false;
  }
  return forgotten;
}

async function keepConversations(database: Database, age: string): Promise<number> {
  try {
    const [row] = await database.query<{ moved: string }>(
      'select api.keep_conversations(time_to_live => $1::interval) as moved',
      [age],
    );
    return Number(row?.moved ?? 0);
  } catch (error) {
    // Text that is no interval at all.
    if (error instanceof Error && 'code' in error && /^22/.test(String(error.code))) {
      throw new UsageError(
        `trueshelf forget: found --keep ${JSON.stringify(age)}; expected an interval, such as "30 days".`,
      );
    }
    throw error;
  }
}
