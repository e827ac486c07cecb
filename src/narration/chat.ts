import type { Queryable } from '../db/database.ts';
import type { ChatAnswer, Claims, ItemFilter, SearchOptions } from '../retrieval/page.ts';

export interface ChatRequest {
  question: string;
  /** How many rows of evidence, SQL's k. */
  first: number;
  filter: ItemFilter;
  options: Omit<SearchOptions, 'like' | 'after'>;
}

/** Evidence and narration for a question by `api.chat`, which records the decision. One SQL call. */
export async function chat(
  database: Queryable,
  request: ChatRequest,
  claims: Claims | null,
): Promise<ChatAnswer> {
  const [answer] = await database.query<ChatAnswer>(
    `select c.assistant_text, c.rows, c.interpretation, c.decision_id, c.sentences, c.retrieval,
            to_jsonb(c.as_of) #>> '{}' as as_of, c.currency, c.total, c.conversation_id, c.unrecorded
       from api.chat(
         question => $1::text, k => $2::integer, filter => $3::jsonb, options => $4::jsonb, claims => $5::jsonb) c`,
    [
      request.question,
      request.first,
      JSON.stringify(request.filter),
      JSON.stringify(request.options),
      claims && JSON.stringify(claims),
    ],
  );
  if (!answer) throw new Error('api.chat returned no row; expected exactly one');
  return answer;
}
