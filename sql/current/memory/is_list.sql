create or replace function memory.is_list(
  given jsonb,
  at_most integer,
  members text[]
)
returns boolean
as $$
  -- Case by case: what stands behind may rely on what stands before.
  select case
    when coalesce(jsonb_typeof(is_list.given), '') <> 'array' then false
    when jsonb_array_length(is_list.given) > is_list.at_most then false
    else not exists (
      select
      from jsonb_array_elements(is_list.given) e (value)
      where case
        when jsonb_typeof(e.value) <> 'object' then true
        when not e.value ?& is_list.members then true
        when e.value ? 'text' and (jsonb_typeof(e.value -> 'text') <> 'string' or length(e.value ->> 'text') > 10000) then true
        when jsonb_typeof(e.value -> 'cites') <> 'array' then true
        when jsonb_array_length(e.value -> 'cites') > 1000 then true
        when jsonb_path_exists(e.value, 'strict $.cites[*] ? (@.type() != "string")') then true
        when e.value ? 'position' and not coalesce(e.value ->> 'position' ~ '^\d{1,6}$', false) then true
        when e.value ? 'source' and not coalesce(e.value ->> 'source' in ('TEMPLATE', 'MODEL'), false) then true
        when e.value ? 'verdict' and not coalesce(e.value ->> 'verdict' in ('STANDS', 'WITHHELD'), false) then true
        when not e.value ? 'reasons' then false
        when jsonb_typeof(e.value -> 'reasons') <> 'array' then true
        when jsonb_array_length(e.value -> 'reasons') > 100 then true
        else jsonb_path_exists(e.value, 'lax $.reasons[*] ? (!(exists(@.code)) || !(@.code like_regex "^[A-Za-z0-9_]{1,60}$"))')
      end)
  end;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function memory.is_list(jsonb, integer, text[]) is
  'Whether given is a list of at most so many objects that all have these members, sentences or verdicts, each member of its type.';

grant execute on function memory.is_list(jsonb, integer, text[]) to trueshelf_api;
