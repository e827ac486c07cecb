create or replace function product.price_lead(
  reading product.reading,
  first integer
)
returns table (
  priced integer,
  denied integer
)
as $$
declare
  v_forms text[] := (price_lead.reading).forms;
  v_gaps text[] := (price_lead.reading).gaps;
  v_word integer := price_lead.first - 1;
  v_phrase product.lexeme;
begin
  while v_word >= 1
    and v_gaps[v_word + 1] ~ '^(?:\s+|\s*[:-]\s*)$'
    and product.is_free(price_lead.reading, v_word, v_word)
  loop
    v_phrase := product.phrase_before((price_lead.reading).lexemes, v_word, '{PRICED,BUDGET,FILLER}');
    -- "do not want" and "want to spend" share a word.
    denied := (
      select min(l.first) from unnest((price_lead.reading).lexemes) l
      where l.class = 'PHRASE' and l.meaning = 'NOT' and l.first <= v_word and l.last >= coalesce(v_phrase.first, v_word));
    if denied is null and v_forms[v_word] ~ '^(?:nothing|none|cannot|(?:do|does|did|is|are|wo|would|ca|could|should|must)nt)$' then
      denied := v_word;
    end if;
    if denied is not null then
      -- "do not exceed", "it should not cost more than", "I don't want to pay more than"
      if v_forms[denied - 1] in ('do', 'does', 'did', 'is', 'are', 'should', 'must', 'will', 'can', 'would') and v_gaps[denied] ~ '^\s+$' then
        denied := denied - 1;
      end if;
      exit;
    elsif v_phrase.first is not null then
      if v_phrase.meaning <> 'FILLER' then
        priced := v_phrase.first;
      end if;
      v_word := v_phrase.first - 1;
    elsif v_forms[v_word] in ('a', 'an', 'the', 'at', 'for', 'of', 'to', 'on', 'with', 'be', 'is', 'are', 'it', 'that', 'which', 'any', 'anything', 'me', 'currently', 'go', 'going') then
      v_word := v_word - 1;
    else
      exit;
    end if;
  end loop;
  -- "that costs", "with a price": the words that hold on to it.
  while priced > 1 and v_gaps[priced] ~ '^\s+$' and v_forms[priced - 1] in ('a', 'an', 'the', 'at', 'on', 'with', 'that', 'which')
    and product.is_free(price_lead.reading, priced - 1, priced - 1)
  loop
    priced := priced - 1;
  end loop;
  return next;
end
$$
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.price_lead(product.reading, integer) is
  'One row: what leads to a bound or an amount that starts with word first. priced: the first of the words that say it is money ("that costs", "with a budget of"); denied: the first of those that turn the bound round ("I do not want to pay"). Null where there are none.';

grant execute on function product.price_lead(product.reading, integer) to trueshelf_api;
