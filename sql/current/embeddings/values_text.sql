create or replace function embeddings.values_text(
  given jsonb
)
returns text
as $$
declare
  v_value constant jsonb := values_text.given -> 0;
begin
  -- One text, as most are, costs nothing more.
  if jsonb_array_length(values_text.given) = 1 and jsonb_typeof(v_value) = 'string' then
    return nullif(btrim(v_value #>> '{}'), '');
  end if;
  return (
    select string_agg(distinct w.written, ', ' order by w.written)
    from jsonb_path_query(values_text.given, 'strict $.**') s (value)
    -- 1.0 equals 1, so that no trigger sees one become the other: they are written alike.
    cross join lateral (
      select case jsonb_typeof(s.value)
        when 'string' then nullif(btrim(s.value #>> '{}'), '')
        when 'boolean' then s.value #>> '{}'
        when 'number' then trim_scale(s.value::numeric)::text
      end collate "C"
    ) w (written)
  );
end
$$
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp;

comment on function embeddings.values_text(jsonb) is
  'Texts, numbers and truth values of an array, those within arrays and objects with them: distinct, sorted by bytes, with commas; null where there are none.';
