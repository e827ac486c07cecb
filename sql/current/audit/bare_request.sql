create or replace function audit.bare_request(
  request jsonb
)
returns jsonb
as $$
  -- Proposals and the query embedding have words of the question, and a key to dismiss may be any text.
  select jsonb_build_object(
    'k', bare_request.request -> 'k',
    'filter', bare_request.request -> 'filter',
    'options', (
      select coalesce(jsonb_object_agg(o.key, case o.key
        when 'dismiss' then (
          select coalesce(jsonb_agg(d.value order by d.position), '[]')
          from jsonb_array_elements(o.value) with ordinality d (value, position)
          where d.value #>> '{}' ~ '^[A-Z_]{1,40}(:[a-z0-9_]{1,100})?$')
        else o.value end), '{}')
      from jsonb_each(bare_request.request -> 'options') o
      where o.key in ('asOf', 'sort', 'currency', 'interpret', 'model', 'dismiss')));
$$
language sql
immutable
parallel safe;

comment on function audit.bare_request(jsonb) is
  '{k, filter, options} of a turn''s request as the decision log keeps them: none of the options that hold words of the question.';

grant execute on function audit.bare_request(jsonb) to trueshelf_api;
