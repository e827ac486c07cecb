create or replace function product.cut_words(
  content text
)
returns product.reading
as $$
declare
  v_reading product.reading;
  v_end integer;
begin
  select coalesce(array_agg(s.form order by s.place), '{}'), coalesce(array_agg(s.start order by s.place), '{}'),
    coalesce(array_agg(s.behind order by s.place), '{}'), coalesce(array_agg(s.gap order by s.place), '{}'),
    coalesce(array_agg(false), '{}'), coalesce(max(s.behind), 1)
  into v_reading.forms, v_reading.starts, v_reading.behinds, v_reading.gaps, v_reading.taken, v_end
  from product.scan_words(cut_words.content) s;
  v_reading.content := cut_words.content;
  v_reading.gaps := v_reading.gaps || substr(cut_words.content, v_end);
  v_reading.known := v_reading.taken;
  return v_reading;
end
$$
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.cut_words(text) is
  'A text cut into its words, of which none is taken or known yet: content, forms, starts, behinds and gaps (one more than words); the rest of the reading is null.';

grant execute on function product.cut_words(text) to trueshelf_api;
