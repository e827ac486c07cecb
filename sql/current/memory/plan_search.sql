create or replace function memory.plan_search(
  plan jsonb,
  state jsonb,
  question text,
  filter jsonb,
  options jsonb,
  now timestamptz
)
returns jsonb
as $$
declare
  v_plan jsonb := plan_search.plan;
  v_state jsonb := plan_search.state;
  v_move text := plan_search.plan ->> 'move';
  v_options jsonb := plan_search.options;
  v_text constant text := plan_search.plan ->> 'masked';
  v_also constant boolean := coalesce((plan_search.plan -> 'also')::boolean, false);
  v_reads boolean := coalesce((plan_search.options -> 'interpret')::boolean, true);
  v_anew boolean;
  v_read jsonb;
  v_given jsonb := case when plan_search.filter is not null then product.filter_constraints(plan_search.filter) end;
  v_filter jsonb := plan_search.filter;
  v_currency text;
  v_topic jsonb; -- the words of it
  v_residue text;
  v_unknown jsonb;
  v_lifted jsonb;
  v_like text;
  v_pieces jsonb;
begin
  v_reads := v_reads and not exists (select from product.exact_matches(product.normalise_question(v_text)));
  v_read := jsonb_build_object('text', plan_search.question, 'residue', coalesce(product.normalise_question(v_text), ''),
    'constraints', '[]'::jsonb, 'preferences', '[]'::jsonb, 'sort', null, 'ignored', '[]'::jsonb);
  if v_reads and v_text is not null then
    v_read := product.dismiss_constraints(
      memory.read_further(v_text, v_options -> 'proposals',
        coalesce(nullif(v_state -> 'list', 'null'), nullif(v_state -> 'focus', 'null')) is not null,
        case when v_also then v_plan -> 'live' else '[]' end), array(select jsonb_array_elements_text(v_options -> 'dismiss')))
      || jsonb_build_object('text', plan_search.question);
  end if;
  if coalesce(v_state -> 'earlier', '[]') <> '[]' and v_reads and v_move is distinct from 'RESTART' and v_plan ->> 'like' is null
    and not memory.starts_anew(v_text, v_read, v_state)
  then
    v_plan := memory.resume_topic(v_plan, v_state);
  end if;
  v_read := v_read || jsonb_build_object('ignored', (v_read -> 'ignored') || (v_plan -> 'ignored'));

  -- What is taken out of the memory.
  v_plan := v_plan || '{"gone": [], "aside": [], "dismissed": [], "wordsLeft": []}';
  if v_plan -> 'live' <> '[]' then
    v_plan := memory.set_aside(memory.forget_facts(v_plan, v_options -> 'dismiss'));
    v_read := v_read || jsonb_build_object('ignored', (v_read -> 'ignored') || (v_plan -> 'dismissed'));
  end if;
  if plan_search.filter is not null then
    -- The arguments are all replaced; what they say again stands as it was said first.
    v_plan := memory.hold_facts(v_plan, memory.said_facts(
      jsonb_build_object('constraints', v_given), '[]', product.answer_currency(plan_search.filter, v_options, v_read)), false);
    v_plan := memory.drop_facts(v_plan, (
      select coalesce(jsonb_agg(l), '[]')
      from jsonb_array_elements(v_plan -> 'live') l
      where l ->> 'trust' = 'EXPLICIT' and not (v_plan -> 'repeated') ? (l ->> 'factId')), 'REPLACED');
  end if;
  v_anew := v_plan -> 'live' <> '[]' and (
    not v_reads or v_plan ->> 'like' is null and memory.starts_anew(v_text, v_read, v_state || jsonb_build_object(
      'topic', case when jsonb_path_exists(v_plan, '$.live[*] ? (@.kind == "TOPIC")') then v_state -> 'topic' end)));
  if v_anew then
    v_plan := memory.drop_facts(v_plan, (
      select coalesce(jsonb_agg(l.value order by l.position), '[]')
      from jsonb_array_elements(v_plan -> 'live') with ordinality l (value, position)
      where l.value ->> 'trust' <> 'EXPLICIT'
        and l.value ->> 'key' <> all ('{PRICE_MIN,PRICE_MAX,IN_STOCK,IN_STOCK_AT,CURRENT_PRICE}'::text[])), 'NEW_TOPIC');
  end if;

  -- What is no more in the catalogue cannot hold; it is remembered all the same, for it may come back.
  if v_plan -> 'live' <> '[]' then
    v_plan := memory.set_aside(v_plan);
    v_read := v_read || jsonb_build_object('ignored', (v_read -> 'ignored') || (v_plan -> 'aside'));
  end if;
  -- Amounts of another currency than this turn names hold no more than they would in a text.
  v_currency := product.answer_currency(v_filter, v_options, jsonb_build_object('constraints', (v_read -> 'constraints') || coalesce((
    select jsonb_agg(memory.carried_piece(l.value) order by l.value ->> 'trust', l.position desc)
    from jsonb_array_elements(v_plan -> 'live') with ordinality l (value, position)
    where l.value ->> 'kind' = 'CONSTRAINT' and not (v_plan -> 'gone') ? (l.value ->> 'factId')), '[]')));
  if v_filter is null then
    v_pieces := (
      select coalesce(jsonb_agg(memory.carried_piece(l.value) order by l.position), '[]')
      from jsonb_array_elements(v_plan -> 'live') with ordinality l (value, position)
      where l.value ->> 'trust' = 'EXPLICIT' and not (v_plan -> 'gone') ? (l.value ->> 'factId'));
    v_given := (
      select coalesce(jsonb_agg(p.value order by p.position), '[]')
      from jsonb_array_elements(v_pieces) with ordinality p (value, position)
      where coalesce(p.value #>> '{filter,price,currency}' = v_currency, true));
    v_read := v_read || jsonb_build_object(
      'ignored', (v_read -> 'ignored') || (
        select coalesce(jsonb_agg(product.left_aside(p.value, 'NOT_POSSIBLE', product.constraint_key(p.value),
          format('this answer is in %s, and amounts are never converted', v_currency)) order by p.position), '[]')
        from jsonb_array_elements(v_pieces) with ordinality p (value, position)
        where p.value #>> '{filter,price,currency}' <> v_currency),
      'filterTurns', (
        select jsonb_object_agg(product.constraint_key(p.value), p.value -> 'turn') from jsonb_array_elements(v_given) p (value)));
    v_filter := product.joined_filter(v_given);
  end if;

  -- What is said now.
  v_topic := case when v_reads then memory.topic_words(v_read)
    else jsonb_build_array(jsonb_build_object('text', v_read -> 'residue', 'key', null, 'filter', null)) end;
  if v_reads and not v_anew and exists (
      select from embeddings.model m
      -- Meaning by a provider's model knows words that no text here has.
      where m.provider = 'builtin' and case when v_options ? 'model' then m.name = v_options ->> 'model' else m.state = 'active' end)
    and jsonb_path_exists(v_topic, '$[*] ? (@.key == null)') and jsonb_path_exists(v_plan, '$.live[*] ? (@.kind == "TOPIC")')
  then
    v_unknown := memory.leave_unknown(v_read, v_topic, v_state);
    v_topic := v_unknown -> 'words';
    v_read := v_read || jsonb_build_object('ignored', (v_read -> 'ignored') || (v_unknown -> 'ignored'));
  end if;
  v_like := v_plan ->> 'like';
  if v_like is not null and not exists (
    select from product.product p where p.product_id = v_like::bigint and p.status = 'active')
  then
    v_like := null;
    v_read := v_read || jsonb_build_object('ignored', (v_read -> 'ignored') || product.left_aside(
      (v_plan -> 'reference') - 'turn', 'NOT_POSSIBLE', null,
      format('the %s is no more in the catalogue, so that nothing can be compared with it', v_plan #>> '{reference,title}')));
  end if;
  if not v_anew then
    v_like := coalesce(v_like, (
      select l.value #>> '{value,like}'
      from jsonb_array_elements(v_plan -> 'live') l (value)
      join product.product p on p.product_id = (l.value #>> '{value,like}')::bigint and p.status = 'active'
      where l.value ->> 'kind' = 'TOPIC'));
    -- A topic that is a product's name has that product to compare with.
    if v_like is null and v_state is not null and not exists (
      select
      from jsonb_array_elements(v_plan -> 'live') l (value)
      cross join lateral product.exact_matches(l.value #>> '{value,residue}')
      where l.value ->> 'kind' = 'TOPIC')
    then
      v_read := memory.compare_with_shown(v_read, v_state, v_currency);
    end if;
  end if;
  if v_also then
    v_lifted := memory.lift_exclusions(v_plan, v_read);
    v_plan := v_lifted -> 'plan';
    v_read := v_lifted -> 'reading';
  end if;
  v_plan := memory.hold_facts(v_plan, memory.said_facts(v_read, v_given, v_currency), v_also);
  v_read := memory.without_refused(v_read, v_plan -> 'refused');
  if v_also then
    v_read := memory.join_values(v_read, v_plan -> 'live');
  end if;
  v_plan := memory.hold_topic(
    v_plan, v_topic, case when v_anew or v_plan -> 'live' = '[]' and v_move is distinct from 'FORGET' then v_read ->> 'residue' end, v_like);
  v_residue := coalesce(v_plan ->> 'residue', '');
  -- "why?", "go back": it changes nothing, and does not pass for an answer to it.
  if v_reads and v_move is null and not v_anew and v_text is not null and plan_search.filter is null and v_options = '{}'
    and v_plan -> 'live' <> '[]' and v_plan -> 'newFacts' = '[]' and v_plan -> 'superseded' = '[]' and v_read -> 'ignored' = '[]'
    and (v_read ->> 'residue') <> '' and not exists (
      select from product.scan_words(v_read ->> 'residue') s where s.form <> all (memory.empty_words()))
  then
    v_read := v_read || jsonb_build_object('ignored', (
      select coalesce(jsonb_agg(product.left_aside(p.value, 'NOT_POSSIBLE', null, p.value ->> 'reason') order by p.position), '[]')
      from jsonb_array_elements(product.residue_spans(
        v_read, 'it names nothing to look for, so that what was asked before goes on')) with ordinality p (value, position)));
  end if;

  -- All of it as one reading.
  if v_move is distinct from 'RESTART' and v_move is distinct from 'FORGET' then
    v_move := case when v_state is null or (v_state ->> 'position')::integer = 0 or v_state -> 'facts' = '[]' then 'SEARCH'
      when v_anew then 'NEW_TOPIC' else 'REFINE' end;
  end if;
  v_pieces := (
    -- The newest first: where amounts are in two currencies, it decides.
    select coalesce(jsonb_agg(memory.carried_piece(l.value) || jsonb_build_object('part', l.value -> 'kind')
      order by l.newest desc, l.position), '[]')
    from (
      select e.value, e.position, max((e.value #>> '{turn,position}')::integer) over (partition by e.value ->> 'key') as newest
      from jsonb_array_elements(v_plan -> 'live') with ordinality e (value, position)
    ) l
    where l.value ->> 'trust' <> 'EXPLICIT' and l.value ->> 'kind' <> 'TOPIC'
      and not (v_plan -> 'gone' || (v_plan -> 'repeated')) ? (l.value ->> 'factId')) || (
    select coalesce(jsonb_agg(memory.carried_piece(k.value) || jsonb_build_object('part', k.value -> 'kind') order by k.position), '[]')
    from jsonb_array_elements(v_plan -> 'kept') with ordinality k (value, position));
  if v_like is not null then
    v_options := v_options || jsonb_build_object('like', jsonb_build_object('productId', v_like));
    v_pieces := (select coalesce(jsonb_agg(p.value - 'comparedWith' order by p.position), '[]') from jsonb_array_elements(v_pieces) with ordinality p (value, position));
  end if;
  v_read := v_read || jsonb_build_object(
    'residue', v_residue,
    'constraints', (v_read -> 'constraints') || jsonb_path_query_array(v_pieces, '$[*] ? (@.part == "CONSTRAINT")'),
    'preferences', (v_read -> 'preferences') || jsonb_path_query_array(v_pieces, '$[*] ? (@.part == "PREFERENCE")'),
    'sort', coalesce(nullif(v_read -> 'sort', 'null'), jsonb_path_query_first(v_pieces, '$[*] ? (@.part == "SORT")')));
  v_read := jsonb_strip_nulls(jsonb_build_object('filterTurns', v_read -> 'filterTurns')) || (v_read - 'filterTurns') || jsonb_build_object(
    'constraints', (select coalesce(jsonb_agg(c.value - 'part' order by c.position), '[]') from jsonb_array_elements(v_read -> 'constraints') with ordinality c (value, position)),
    'preferences', (select coalesce(jsonb_agg(c.value - 'part' order by c.position), '[]') from jsonb_array_elements(v_read -> 'preferences') with ordinality c (value, position)),
    'sort', nullif(v_read -> 'sort', 'null') - 'part');

  if v_move in ('RESTART', 'FORGET') and v_text is null and v_residue = '' and v_like is null and v_filter = '{}'
    and v_read -> 'constraints' = '[]'
  then
    return v_plan || jsonb_build_object('move', v_move, 'ignored', v_read -> 'ignored', 'emptyReason', 'nothing is left to search by');
  end if;
  return v_plan || jsonb_build_object('move', v_move, 'search', jsonb_build_object(
    'queryText', case when v_reads then plan_search.question else v_text end,
    'filter', v_filter,
    'options', v_options,
    'reading', case when v_reads then v_read
      when v_read ? 'filterTurns' then jsonb_build_object('filterTurns', v_read -> 'filterTurns') end));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.plan_search(jsonb, jsonb, text, jsonb, jsonb, timestamptz) is
  'The plan of a turn that searches: what is said now goes before what is remembered, what was given as an argument before what a text says, and all that holds is one reading for product.search_page. The rest as memory.plan_turn.';

grant execute on function memory.plan_search(jsonb, jsonb, text, jsonb, jsonb, timestamptz) to trueshelf_api;
