create or replace function product.import_comparative_record(
  item jsonb,
  out created integer,
  out updated integer,
  out field text,
  out reason text
)
as $$
declare
  v_word text := import_comparative_record.item ->> 'word';
  v_measure text := import_comparative_record.item ->> 'measure';
  v_direction text := import_comparative_record.item ->> 'direction';
  v_bare boolean := (import_comparative_record.item ->> 'bare')::boolean;
begin
  created := 0;
  updated := 0;
  if v_measure not in ('weight_grams', 'price', 'released_on', 'rating')
    and not exists (select from product.attribute a where a.name = v_measure and a.type = 'number')
  then
    field := 'measure';
    reason := 'expected weight_grams, price, released_on, rating or a number attribute, whose line has to come before this one';
    return;
  end if;
  update product.comparative c
  set direction = v_direction, bare = coalesce(v_bare, c.bare)
  where c.word = v_word and c.measure = v_measure and (c.direction <> v_direction or c.bare <> v_bare);
  get diagnostics updated = row_count;
  insert into product.comparative as c (word, measure, direction, bare)
  values (v_word, v_measure, v_direction, coalesce(v_bare, true))
  on conflict on constraint comparative_pkey do nothing;
  get diagnostics created = row_count;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_comparative_record(jsonb) is
  'Creates what a comparative compares, or changes its direction or whether it counts bare (true for a new one that does not say). reason: why the record is refused, null when it is not.';
