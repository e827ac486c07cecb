-- Row security for the role that owns the entry points. Reference tables are public; facts are seen by everyone unless
-- restricted to customer groups; merchants see all. A policy reads the row's own columns and the caller's settings only
-- (a subquery is slow here and refused on a sharded engine). Tables without a policy are closed to that role.

drop policy if exists category_public on product.category;
create policy category_public on product.category for select to trueshelf_api using (true);

drop policy if exists brand_public on product.brand;
create policy brand_public on product.brand for select to trueshelf_api using (true);

drop policy if exists currency_public on product.currency;
create policy currency_public on product.currency for select to trueshelf_api using (true);

drop policy if exists price_list_public on product.price_list;
create policy price_list_public on product.price_list for select to trueshelf_api using (true);

drop policy if exists location_public on product.location;
create policy location_public on product.location for select to trueshelf_api using (true);

drop policy if exists attribute_public on product.attribute;
create policy attribute_public on product.attribute for select to trueshelf_api using (true);

drop policy if exists synonym_public on product.synonym;
create policy synonym_public on product.synonym for select to trueshelf_api using (true);

drop policy if exists comparative_public on product.comparative;
create policy comparative_public on product.comparative for select to trueshelf_api using (true);

drop policy if exists phrase_public on product.phrase;
create policy phrase_public on product.phrase for select to trueshelf_api using (true);

drop policy if exists move_phrase_public on product.move_phrase;
create policy move_phrase_public on product.move_phrase for select to trueshelf_api using (true);

drop policy if exists attribute_value_closed on product.attribute_value;
create policy attribute_value_closed on product.attribute_value for select to trueshelf_api using (false);

drop policy if exists value_synonym_public on product.value_synonym;
create policy value_synonym_public on product.value_synonym for select to trueshelf_api using (true);

drop policy if exists attribute_word_public on product.attribute_word;
create policy attribute_word_public on product.attribute_word for select to trueshelf_api using (true);

drop policy if exists unit_public on product.unit;
create policy unit_public on product.unit for select to trueshelf_api using (true);

drop policy if exists numeral_public on product.numeral;
create policy numeral_public on product.numeral for select to trueshelf_api using (true);

drop policy if exists complement_public on product.complement;
create policy complement_public on product.complement for select to trueshelf_api using (true);

drop policy if exists product_audience on product.product;
create policy product_audience on product.product for select to trueshelf_api using (
  audience is null
  or current_setting('trueshelf.customer_group', true) = any (audience)
  or current_setting('trueshelf.role', true) = 'merchant'
);

drop policy if exists variant_audience on product.variant;
create policy variant_audience on product.variant for select to trueshelf_api using (
  audience is null
  or current_setting('trueshelf.customer_group', true) = any (audience)
  or current_setting('trueshelf.role', true) = 'merchant'
);

drop policy if exists price_audience on product.price;
create policy price_audience on product.price for select to trueshelf_api using (
  audience is null
  or current_setting('trueshelf.customer_group', true) = any (audience)
  or current_setting('trueshelf.role', true) = 'merchant'
);

drop policy if exists stock_audience on product.stock;
create policy stock_audience on product.stock for select to trueshelf_api using (
  audience is null
  or current_setting('trueshelf.customer_group', true) = any (audience)
  or current_setting('trueshelf.role', true) = 'merchant'
);

drop policy if exists offer_audience on product.offer;
create policy offer_audience on product.offer for select to trueshelf_api using (
  audience is null
  or current_setting('trueshelf.customer_group', true) = any (audience)
  or current_setting('trueshelf.role', true) = 'merchant'
);

drop policy if exists product_handle_closed on product.product_handle;
create policy product_handle_closed on product.product_handle for select to trueshelf_api using (false);

drop policy if exists sku_closed on product.sku;
create policy sku_closed on product.sku for select to trueshelf_api using (false);

drop policy if exists audience_closed on product.audience;
create policy audience_closed on product.audience for select to trueshelf_api using (false);

drop policy if exists curation_closed on product.curation;
create policy curation_closed on product.curation for select to trueshelf_api using (false);
