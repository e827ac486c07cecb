create or replace function product.check_query_embedding(
  given jsonb
)
returns void
as $$
declare
  v_wrong record;
begin
  if check_query_embedding.given is null then
    return;
  end if;
  perform product.check_keys(check_query_embedding.given, '{model,modelId,text,vector,reason}', 'options.queryEmbedding', 'TSOPT');
  select m.key, m.expected into v_wrong
  from (values
    (1, 'model', 'the name of a model'),
    (2, 'modelId', 'the id of that model as text'),
    (3, 'text', 'the text that was embedded'),
    (4, 'vector', 'an array of 1 to 2000 numbers'),
    (5, 'reason', 'TIMED_OUT, FAILED, PAUSED, ASKED_TO_WAIT or BUSY')
  ) m (position, key, expected)
  cross join lateral (select check_query_embedding.given -> m.key as value) g
  where not coalesce(case m.key
    when 'vector' then g.value is null or jsonb_typeof(g.value) = 'array'
      and jsonb_array_length(g.value) between 1 and 2000 and not jsonb_path_exists(g.value, 'strict $[*] ? (@.type() != "number")')
    when 'modelId' then g.value is null or jsonb_typeof(g.value) = 'string'
    when 'reason' then jsonb_typeof(g.value) = 'string' and g.value #>> '{}' in ('TIMED_OUT', 'FAILED', 'PAUSED', 'ASKED_TO_WAIT', 'BUSY')
      or g.value is null and check_query_embedding.given ? 'vector'
    else jsonb_typeof(g.value) = 'string' end, false)
  order by m.position
  limit 1;
  if found then
    -- Not the value itself: it is a text that somebody asked, or has thousands of figures.
    raise exception using errcode = 'TSOPT',
      message = format('options.queryEmbedding.%s is %s, expected %s', v_wrong.key,
        coalesce('another ' || jsonb_typeof(check_query_embedding.given -> v_wrong.key), 'missing'), v_wrong.expected),
      hint = 'For example {"model": "small", "text": "leather jacket", "vector": [0.6, 0.8]}, with "reason": "FAILED" in place of a vector where there is none. api.question_text says for which model and text.';
  end if;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.check_query_embedding(jsonb) is
  'Raises TSOPT unless options.queryEmbedding has model, text, and a vector or a reason; nothing given is well. Whether the vector is one of the model''s is not looked at.';

grant execute on function product.check_query_embedding(jsonb) to trueshelf_api;
