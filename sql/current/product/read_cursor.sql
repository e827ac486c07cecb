create or replace function product.read_cursor(
  cursor text
)
returns jsonb
as $$
declare
  v_content jsonb;
begin
  begin
    v_content := convert_from(decode(
      translate(read_cursor.cursor, '-_', '+/') || repeat('=', (4 - length(read_cursor.cursor) % 4) % 4), 'base64'), 'UTF8')::jsonb;
    if jsonb_typeof(v_content) <> 'object'
      or v_content ->> 'question' is null
      or not isfinite((v_content ->> 'asOf')::timestamptz)
      or num_nulls((v_content ->> 'group')::integer, (v_content ->> 'sort')::numeric, (v_content ->> 'id')::bigint) > 0
      or jsonb_typeof(v_content -> 'byWords') <> 'boolean'
      or not isfinite(coalesce((v_content ->> 'at')::timestamptz, 'infinity'))
      or coalesce((v_content ->> 'rank')::bigint, 0) not between 1 and 1e9
      or jsonb_path_exists(v_content, '$.typical.* ? (!(@.measure.type() == "string")
        || exists (@.typical) && !(@.typical.type() == "number" && @.typical < 1e15 && @.typical > -1e15)
        || @.measure == "released_on" && (@.typical < -1e6 || @.typical > 1e6))')
      or coalesce((v_content ->> 'bestBase')::double precision, 1) not between 0 and 2
      or coalesce((v_content ->> 'mostMet')::double precision, 1) not between 0 and 1
      or (v_content ->> 'sort')::numeric in ('NaN', 'Infinity', '-Infinity')
      or coalesce((v_content ->> 'bestMeaning')::double precision, 1) not between 1e-6 and 1.01
      or coalesce((v_content ->> 'bestAll')::double precision, 1) not between 1e-12 and 1e6
      or coalesce((v_content ->> 'bestAny')::double precision, 1) not between 1e-12 and 1e6
    then
      raise exception 'incomplete';
    end if;
    perform product.check_proposals(v_content -> 'proposals');
  exception when others then
    raise exception using errcode = 'TSCUR',
      message = 'the cursor is not one of ours',
      hint = 'Pass on the cursor of an item as it was received, or start again without one.';
  end;
  return v_content;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_cursor(text) is 'The content of a cursor. Raises TSCUR for anything else.';

grant execute on function product.read_cursor(text) to trueshelf_api;
