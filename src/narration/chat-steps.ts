import type { Queryable } from '../db/database.ts';
import type { Claims } from '../retrieval/page.ts';
import { storableJson } from '../work/storable-json.ts';
import type { BegunChat, Completion } from './chat-answer.ts';
import type { ChatRequest } from './chat-request.ts';

/** A whole turn by `api.chat`, narrated by the template and recorded. One SQL call. */
export async function chat(
  database: Queryable,
  request: ChatRequest,
  claims: Claims | null,
): Promise<BegunChat> {
  const [row] = await database.query<{ answer: BegunChat }>(
    `select c.answer
       from api.chat(
         question => $1::text, k => $2::integer, filter => $3::jsonb, options => $4::jsonb, claims => $5::jsonb) c`,
    asArguments(request, claims),
  );
  if (!row) throw new Error('api.chat returned no row; expected exactly one');
  return row.answer;
}

/** All of a turn but what a language model says, by `api.begin_chat`. One SQL call; `completeChat` is to follow. */
export async function beginChat(
  database: Queryable,
  request: ChatRequest,
  claims: Claims | null,
): Promise<BegunChat> {
  const [row] = await database.query<{ begun: BegunChat }>(
    `select api.begin_chat(
       question => $1::text, k => $2::integer, filter => $3::jsonb, options => $4::jsonb, claims => $5::jsonb) as begun`,
    asArguments(request, claims),
  );
  if (!row) throw new Error('api.begin_chat returned no row; expected exactly one');
  return row.begun;
}

/** Records what became of a turn, by `api.complete_chat`, and returns the decision's id. Done again, it changes nothing. */
export async function completeChat(
  database: Queryable,
  turnId: string,
  completion: Completion,
  claims: Claims | null,
): Promise<string> {
  const [row] = await database.query<{ decision_id: string }>(
    `select api.complete_chat(
       turn_id => $1::uuid, completion => $2::jsonb, claims => $3::jsonb) as decision_id`,
    // A model may write what jsonb refuses.
    [turnId, storableJson(completion), claims && JSON.stringify(claims)],
  );
  if (!row) throw new Error('api.complete_chat returned no row; expected exactly one');
  return row.decision_id;
}

/** Records a question that could not be answered, by `api.fail_chat`: once its own transaction is rolled back, nothing else does. */
export async function failChat(
  database: Queryable,
  request: ChatRequest,
  error: { code: string; message: string },
  claims: Claims | null,
): Promise<void> {
  const { queryEmbedding: _vector, ...options } = request.options;
  await database.query(
    `select api.fail_chat(
       question => $1::text, request => $2::jsonb, error => $3::jsonb, claims => $4::jsonb)`,
    [
      request.question,
      JSON.stringify({ k: request.first, filter: request.filter, options }),
      JSON.stringify(error),
      claims && JSON.stringify(claims),
    ],
  );
}

function asArguments({ question, first, filter, options }: ChatRequest, claims: Claims | null): unknown[] {
  return [
    question,
    first,
    filter && JSON.stringify(filter),
    JSON.stringify(options),
    claims && JSON.stringify(claims),
  ];
}
