create or replace function product.interpret_text(
  content text,
  proposals jsonb default null
)
returns jsonb
as $$
declare
  v_reading product.reading := product.read_words(interpret_text.content);
begin
  -- Each rule takes the words that it understands, so that what is surest goes first.
  v_reading := product.interpret_stock(v_reading);
  v_reading := product.interpret_prices(v_reading);
  v_reading := product.interpret_measures(v_reading);
  v_reading := product.interpret_comparatives(v_reading);
  v_reading := product.interpret_sort(v_reading);
  v_reading := product.interpret_negations(v_reading);
  v_reading := product.interpret_marked_words(v_reading);
  v_reading := product.interpret_bare_words(v_reading);
  return jsonb_build_object(
    'text', interpret_text.content,
    'residue', product.read_residue(v_reading),
    'constraints', v_reading.constraints,
    'preferences', v_reading.preferences,
    'sort', v_reading.sort,
    'ignored', v_reading.ignored)
    || case when interpret_text.proposals is not null then product.accept_proposals(v_reading, interpret_text.proposals) else '{}' end;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_text(text, jsonb) is
  'Reads a question by the rows of product.phrase, comparative, unit, currency, attribute_word, synonym and the catalogue''s live vocabulary: {text, residue (lower case), constraints, preferences (both without id, key and label), sort, ignored}. Spans count code points of text, end exclusive. proposals: options.proposals, which product.accept_proposals adds.';

grant execute on function product.interpret_text(text, jsonb) to trueshelf_api;
