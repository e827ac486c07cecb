create or replace function product.accept_proposals(
  reading product.reading,
  proposals jsonb
)
returns jsonb
as $$
declare
  v_reading product.reading := accept_proposals.reading;
  v_by_rules jsonb := (accept_proposals.reading).constraints;
  v_proposal jsonb;
  v_kind text;
  v_key text;
  v_quoted text[];
  v_place record;
  v_filter jsonb;
  v_reason text;
  v_constraint jsonb;
  v_same jsonb; -- the constraint of the same key that is there already
  v_span jsonb;
  v_wishes jsonb; -- the preferences that other words of the text said
  v_accepted jsonb := '[]';
  v_refused integer := 0;
begin
  for v_proposal in
    select e.value
    from jsonb_array_elements(coalesce(accept_proposals.proposals -> 'constraints', '[]')) with ordinality e (value, position)
    order by e.position
  loop
    v_kind := v_proposal ->> 'kind';
    v_quoted := array(select s.form from product.scan_words(v_proposal ->> 'quote') s order by s.place);
    -- Whole words, alike but for case and accents; where they stand twice, the first that no rule has read.
    select w.first, w.last, w.is_free,
      array(
        select l from unnest(v_reading.lexemes) l
        -- "in 27 cm" is no inch
        where l.first between w.first and w.last and (l.class <> 'UNIT' or l.first > w.first and v_reading.forms[l.first - 1] ~ '^[0-9]')
      ) as lexemes,
      array(
        select a.amount from unnest(v_reading.forms[w.first:w.last]) f (form)
        cross join product.parse_amount(f.form) a (amount)
        where f.form ~ '^[0-9]' and a.amount is not null
      ) as numbers
    into v_place
    from (
      select f.first, f.last,
        true <> all (v_reading.taken[f.first:f.last]) and false = any (v_reading.known[f.first:f.last])
          and not exists (
            select from unnest(v_reading.lexemes) l
            where l.class = 'PHRASE' and l.meaning = 'LITERAL' and l.first <= f.last and l.last >= f.first
          ) as is_free
      from (
        select g.first, g.first + cardinality(v_quoted) - 1 as last
        from generate_series(1, cardinality(v_reading.forms) - cardinality(v_quoted) + 1) g (first)
        where v_quoted <> '{}'
      ) f
      where v_reading.forms[f.first:f.last] = v_quoted
    ) w
    order by w.is_free desc, w.first
    limit 1;
    if not found then
      v_refused := v_refused + 1; -- of words that are not in the text nothing can be shown
      continue;
    end if;

    select p.value -> 'filter', p.value ->> 'reason' into v_filter, v_reason
    from product.proposed_filter(v_proposal, v_place.lexemes, v_place.numbers) p (value);
    v_span := product.word_span(v_reading, v_place.first, v_place.last);
    v_constraint := jsonb_build_object(
      'kind', v_kind, 'source', 'MODEL', 'origin', 'model: ' || (accept_proposals.proposals ->> 'model'), 'span', v_span, 'filter', v_filter);
    v_key := case when v_filter is not null then product.constraint_key(v_constraint) end;
    select c.value into v_same
    from jsonb_array_elements(v_reading.constraints) c (value)
    where product.constraint_key(c.value) = v_key
    order by product.says_same(c.value -> 'filter', v_filter) desc
    limit 1;
    continue when product.says_same(v_same -> 'filter', v_filter);

    v_wishes := (
      select coalesce(jsonb_agg(p.value order by p.position), '[]')
      from jsonb_array_elements(v_reading.preferences) with ordinality p (value, position)
      where (p.value #>> '{span,start}')::integer >= (v_span ->> 'end')::integer
        or (p.value #>> '{span,end}')::integer <= (v_span ->> 'start')::integer);
    v_reason := case
      when not v_place.is_free then 'the rules have read these words'
      when v_filter is not null and v_same is not null and v_kind not like 'EXCLUDE%' then 'something else in the text says otherwise'
      when v_filter is not null and product.contradicts(v_constraint, v_by_rules || v_wishes) then 'the rules read the contrary'
      else v_reason
    end;
    if v_reason is null then
      v_reading := product.take_words(v_reading, v_place.first, v_place.last);
      v_reading.constraints := v_reading.constraints || jsonb_build_array(v_constraint);
      v_reading.preferences := v_wishes; -- what was a wish is a demand now
      v_accepted := v_accepted || jsonb_build_array(v_proposal);
    else
      v_refused := v_refused + 1;
      v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
        'span', v_span, 'kind', case when v_filter is null and v_place.is_free then 'NOT_POSSIBLE' else 'OVERRIDDEN' end, 'key', v_key,
        'reason', format('a language model took it for a demand, but %s', v_reason)));
    end if;
  end loop;
  return jsonb_build_object(
    'residue', product.read_residue(v_reading),
    'constraints', v_reading.constraints,
    'preferences', v_reading.preferences,
    'ignored', v_reading.ignored,
    'model', jsonb_build_object(
      'name', accept_proposals.proposals -> 'model', 'outcome', accept_proposals.proposals -> 'outcome',
      'accepted', jsonb_array_length(v_accepted), 'refused', v_refused),
    'proposals', accept_proposals.proposals || jsonb_build_object('constraints', v_accepted));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.accept_proposals(product.reading, jsonb) is
  'What a language model may add to a reading that the rules have finished: residue, constraints, preferences and ignored as they are then, model ({name, outcome, accepted, refused}) and proposals (with those constraints alone that were taken). proposals: as product.check_proposals lets them pass. Each must quote whole words of the text that no rule has read, a bare wish alone is not enough, and mean something by product.proposed_filter; what disagrees with the rules is ignored (OVERRIDDEN), what the catalogue lacks as well (NOT_POSSIBLE); what repeats a constraint adds none, and words that are not in the text are counted as refused and no more.';

grant execute on function product.accept_proposals(product.reading, jsonb) to trueshelf_api;
