create or replace function memory.read_service(
  reading product.reading,
  out rest product.reading,
  out ignored jsonb
)
as $$
declare
  v_forms constant text[] := (read_service.reading).forms;
  v_count constant integer := least(cardinality((read_service.reading).forms), 120);
  v_known product.lexeme[] := (read_service.reading).lexemes;
  v_service record;
  v_first integer;
  v_last integer;
begin
  rest := read_service.reading;
  ignored := '[]';
  if not exists (select from unnest(v_known) l where l.class = 'MOVE' and l.meaning = 'SERVICE') then
    return;
  end if;
  v_known := v_known || product.find_lexemes(v_forms[:120], rest.gaps);
  for v_service in
    select l.first, l.last, l.value
    from unnest(v_known) l
    where l.class = 'MOVE' and l.meaning = 'SERVICE'
      -- A shop may record it of its products after all.
      and not exists (select from unnest(v_known) a where a.class in ('ATTRIBUTE', 'BRAND') and a.first <= l.last and a.last >= l.first)
    order by l.first, l.last desc
  loop
    continue when true = any (rest.taken[v_service.first:v_service.last]);
    -- What is said in one piece with it.
    v_first := v_service.first;
    while v_first > 1 and not memory.is_mark(rest.gaps[v_first]) and v_forms[v_first - 1] not in ('and', 'but') loop
      v_first := v_first - 1;
    end loop;
    v_last := v_service.last;
    while v_last < v_count and not memory.is_mark(rest.gaps[v_last + 1]) and v_forms[v_last + 1] not in ('and', 'but') loop
      v_last := v_last + 1;
    end loop;
    -- A thing that is wanted is no question about the shop: "a delivery bag", "returns label".
    continue when exists (
      select from unnest(v_known) l
      where l.class = 'CATEGORY' and l.first between v_first and v_last and (l.last < v_service.first or l.first > v_service.last));
    continue when not (
      v_forms[v_first] in ('what', 'whats', 'which', 'how', 'hows', 'is', 'are', 'does', 'do', 'has', 'have', 'will', 'was', 'where', 'when', 'who',
        'why', 'did', 'can', 'could', 'may', 'should', 'would', 'must', 'am')
      or rest.gaps[v_last + 1] ~ '\?'
      or not exists (
        select
        from generate_series(v_first, v_last) w (position)
        where w.position not between v_service.first and v_service.last
          and ts_lexize('pg_catalog.english_stem', v_forms[w.position]) <> '{}'
          and v_forms[w.position] not in ('free', 'please', 'cost', 'costs', 'time', 'times')));
    ignored := ignored || jsonb_build_object(
      'span', product.take_span(rest.content, rest.starts[v_first], rest.behinds[v_last]),
      'reason', format('about %s nothing is recorded with the products, and I say only what is', v_service.value));
    -- With the "and" that joined it.
    v_first := v_first - (v_first > 1 and v_forms[v_first - 1] in ('and', 'but'))::integer;
    rest := product.take_words(rest, v_first, v_last);
  end loop;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.read_service(product.reading) is
  'Questions of a turn about the shop and not its products ("is delivery free?", "can I return it?"), which no row can answer: rest, the reading with those words taken; ignored, [{span, reason}].';

grant execute on function memory.read_service(product.reading) to trueshelf_api;
