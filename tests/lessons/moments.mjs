// Two tellings of one story, as the kitchen tells them: what the schedule computes, and what a real run of the shown program
// traced. Reads {story, told, events} and prints {computed, traced}: lists of "what name line".
import { readFileSync } from "node:fs";
import { Cast } from "../../web/src/kitchen/cast.ts";
import { momentsOf } from "../../web/src/kitchen/moments.ts";
import { STORIES } from "../../web/src/kitchen/story/schedule.ts";
import { RunModel } from "../../web/src/run/model.ts";

function told(events) {
  const model = new RunModel([]);
  for (const event of events) model.add(event);
  return model.timeline.entrants.flatMap((entrant) => momentsOf(new Cast(entrant))).map(({ what, name, number, line, at }) => ({ what, name, number, line, at }));
}

const { story, told: values, events } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify({ computed: told(STORIES[story](values).events), traced: told(events) }));
