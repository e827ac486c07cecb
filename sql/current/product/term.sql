create or replace function product.term(
  content text
)
returns text
as $$
  select string_agg(case when w.is_last then embeddings.fold_plural(w.form) else w.form end, ' ' order by w.place)
  from (
    select s.form, s.place, s.place = max(s.place) over () as is_last
    from product.scan_words(term.content) s
  ) w;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.term(text) is
  'A name as questions are held against it: its words (product.scan_words) with single spaces, the last one in the singular; null without any word. Generated columns are made of it: to change it takes a migration.';

grant execute on function product.term(text) to trueshelf_api;
