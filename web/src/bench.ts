// All that edits, runs, races and draws programs, on every page that does any of it.
import "./editor/parrilla-editor.ts";
import "./timeline/parrilla-timeline.ts";
import "./race/parrilla-race.ts";
import "./run/parrilla-run.ts";
import "./run/replay.ts";
