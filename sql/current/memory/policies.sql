-- Conversations belong to their principal. What deletes them, or undoes a turn, is an inner function of the tables' owner that
-- says itself whose they are.

drop policy if exists conversation_own on memory.conversation;
create policy conversation_own on memory.conversation for all to trueshelf_api
  using (principal = current_setting('trueshelf.principal', true))
  with check (principal = current_setting('trueshelf.principal', true));

drop policy if exists turn_own on memory.turn;
create policy turn_own on memory.turn for all to trueshelf_api
  using (principal = current_setting('trueshelf.principal', true))
  with check (principal = current_setting('trueshelf.principal', true));

drop policy if exists fact_closed on memory.fact;
drop policy if exists fact_own on memory.fact;
create policy fact_own on memory.fact for all to trueshelf_api
  using (principal = current_setting('trueshelf.principal', true))
  with check (principal = current_setting('trueshelf.principal', true));

drop policy if exists setting_public on memory.setting;
create policy setting_public on memory.setting for select to trueshelf_api using (true);
