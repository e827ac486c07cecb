create or replace function audit.bare_request(
  request jsonb
)
returns jsonb
as $$
  -- Proposals and the query embedding have words of the question, and a key to dismiss may be any text.
  select jsonb_build_object(
    'k', bare_request.request -> 'k',
    'filter', audit.bare_filter(bare_request.request -> 'filter'),
    'options', (
      select coalesce(jsonb_object_agg(o.key, case o.key
        when 'dismiss' then (
          select coalesce(jsonb_agg(d.value order by d.position), '[]')
          from jsonb_array_elements(o.value) with ordinality d (value, position)
          where d.value #>> '{}' ~ '^[A-Z_]{1,40}(:(price|weight_grams|released_on|rating))?$'
            or d.value #>> '{}' ~ '^[A-Z_]{1,40}:[a-z0-9_]+$' and exists (
              select
              from product.attribute a
              where a.name = split_part(d.value #>> '{}', ':', 2)))
        else o.value end), '{}')
      from jsonb_each(bare_request.request -> 'options') o
      where o.key in ('asOf', 'sort', 'currency', 'interpret', 'model', 'dismiss')));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function audit.bare_request(jsonb) is
  '{k, filter, options} of a turn''s request as the decision log keeps them: none of the options that hold words of the question, of the filter what audit.bare_filter leaves, and keys that name what the catalogue knows.';

grant execute on function audit.bare_request(jsonb) to trueshelf_api;
