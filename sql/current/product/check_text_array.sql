create or replace function product.check_text_array(
  given jsonb,
  place text,
  allowed text[]
)
returns void
as $$
declare
  v_wrong jsonb;
begin
  if check_text_array.given is null then
    return;
  end if;
  if jsonb_typeof(check_text_array.given) <> 'array' or jsonb_array_length(check_text_array.given) > 200 then
    raise exception using errcode = 'TSOPT',
      message = format('%s is %s, expected an array of at most 200 texts', check_text_array.place, left(check_text_array.given::text, 60)),
      hint = format('For example %s.', to_jsonb(coalesce(check_text_array.allowed, '{PRICE_MAX}')));
  end if;
  select e.value into v_wrong
  from jsonb_array_elements(check_text_array.given) e (value)
  where jsonb_typeof(e.value) <> 'string'
    or length(e.value #>> '{}') not between 1 and 200
    or check_text_array.allowed is not null and e.value #>> '{}' <> all (check_text_array.allowed)
  limit 1;
  if found then
    raise exception using errcode = 'TSOPT',
      message = format('%s has %s', check_text_array.place, left(v_wrong::text, 60)),
      hint = case
        when check_text_array.allowed is null then 'Give texts of 1 to 200 characters.'
        else format('Use %s.', array_to_string(check_text_array.allowed, ', '))
      end;
  end if;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.check_text_array(jsonb, text, text[]) is
  'Raises TSOPT unless an option is an array of at most 200 texts, each one of allowed (null: any); nothing given is well. place: how the message names it.';

grant execute on function product.check_text_array(jsonb, text, text[]) to trueshelf_api;
