create or replace function audit.sound_options(
  options jsonb
)
returns jsonb
as $$
  select coalesce(jsonb_object_agg(o.key, o.value), '{}')
  from jsonb_each(case jsonb_typeof(sound_options.options) when 'object' then sound_options.options else '{}' end) o
  where case o.key
    when 'asOf' then o.value #>> '{}' ~ '^\d{4}-\d\d-\d\dT[0-9:.]{5,20}(Z|[+-]\d\d:\d\d)$'
    when 'sort' then o.value #>> '{}' ~ '^(RELEVANCE|NEWEST|RATING|(PRICE|WEIGHT)_(ASC|DESC))$'
    when 'currency' then o.value #>> '{}' ~ '^[A-Z]{3}$'
    when 'interpret' then jsonb_typeof(o.value) = 'boolean'
    when 'dismiss' then jsonb_typeof(o.value) = 'array'
    else false end;
$$
language sql
immutable
parallel safe;

comment on function audit.sound_options(jsonb) is 'Of the options of a question that was refused those that are well-formed and hold no free text.';

grant execute on function audit.sound_options(jsonb) to trueshelf_api;
