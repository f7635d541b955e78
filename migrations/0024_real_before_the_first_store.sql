-- What was planned before the first store had been marked as the demo company's. Where there is no demo store, nothing is of the demo.
do $$
declare t text;
begin
  if exists (select 1 from stores where demo) then return; end if;
  for t in select c.table_name from information_schema.columns c
    where c.table_schema = 'public' and c.column_name = 'demo' and c.table_name not in ('stores', 'people', 'channels') loop
    begin
      execute format('update %I set demo = false where demo', t);
    exception when unique_violation then
      null; -- the same was planned once more for the real company, and that one counts
    end;
  end loop;
end $$;
