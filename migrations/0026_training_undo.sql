-- contract: the version before puts kept rows of any table back whole, and says in no other step that a drill begins or goes.
CREATE TRIGGER "drill_runs_undo" AFTER INSERT OR DELETE ON "drill_runs" FOR EACH ROW EXECUTE FUNCTION keep_row_change();
