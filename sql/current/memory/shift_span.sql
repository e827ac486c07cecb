create or replace function memory.shift_span(
  span jsonb,
  by_letters integer
)
returns jsonb
as $$
  select shift_span.span || jsonb_build_object(
    'start', (shift_span.span ->> 'start')::integer + shift_span.by_letters,
    'end', (shift_span.span ->> 'end')::integer + shift_span.by_letters);
$$
language sql
immutable
parallel safe;

comment on function memory.shift_span(jsonb, integer) is 'A span of a text that letters were put before, or taken from.';

grant execute on function memory.shift_span(jsonb, integer) to trueshelf_api;
