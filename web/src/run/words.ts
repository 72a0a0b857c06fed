// How a run stands and how it ended, in words. The learner's ends and ours never sound alike.
import type { EntrantEnd, Limits } from "./events.ts";
import type { Format } from "../format.ts";
import type { RunModel } from "./model.ts";
import type { Translate } from "../timeline/words.ts";

export interface Status {
  /** Of the pill: live, slow (something to know), down (our fault), or plain. */
  look: "" | "live" | "slow" | "down";
  icon: "dot" | "clock" | "check" | "warn" | "";
  text: string;
}

export function status(model: RunModel, now: number, stopping: boolean, t: Translate, format: Format): Status | null {
  switch (model.phase) {
    case "idle":
      return null;
    case "sending":
      return { look: "", icon: "clock", text: t("run.sending") };
    case "queued":
      return { look: "", icon: "clock", text: queueText(model, t, format) };
    case "judging":
      return { look: "live", icon: "dot", text: t("run.judging") };
    case "running":
      if (stopping) return { look: "slow", icon: "dot", text: t("run.stopping") };
      return { look: "live", icon: "dot", text: t("run.running", { time: format.seconds(now / 1000) }) };
    case "ended":
      break;
  }
  switch (model.outcome) {
    case "stopped":
      return { look: "", icon: "check", text: t("run.stopped") };
    case "limit":
      return { look: "slow", icon: "warn", text: t("run.cut") };
    case "failed":
      return { look: "down", icon: "warn", text: t("run.failed") };
    case "lost":
      return { look: "down", icon: "warn", text: t("run.lost") };
    default: {
      const { python, cores } = model.timeline;
      const text = python && cores ? t(cores === 1 ? "run.finished.on.one" : "run.finished.on", { python, cores }) : t("run.finished");
      return { look: "", icon: "check", text };
    }
  }
}

function queueText(model: RunModel, t: Translate, format: Format): string {
  const { queue } = model;
  if (!queue) return t("run.queued");
  if (queue.ahead === 0) return t("run.queue.next");
  if (queue.waitS === null) return t("run.queue.unknown", { ahead: queue.ahead });
  return t("run.queue", { ahead: queue.ahead, wait: format.ago(queue.waitS) });
}

/** How one program ended; "" when it simply reached its end. */
export function ending(end: EntrantEnd, limits: Limits, t: Translate, format: Format): string {
  if (end.outcome === "limit") return limitText(end.limit ?? "", limits, t, format);
  if (end.outcome === "stopped") return t("run.stopped");
  if (end.outcome === "failed") return t("run.failed.text");
  if (end.outcome === "signalled") return t("run.signal", { signal: end.signal ?? "?" });
  return end.exit_code ? t("run.exit", { code: end.exit_code }) : "";
}

export function limitText(limit: string, limits: Limits, t: Translate, format: Format): string {
  const amounts: Record<string, string | undefined> = {
    wall: limits.wall_s === undefined ? undefined : format.seconds(limits.wall_s),
    cpu: limits.cpu_s === undefined ? undefined : format.seconds(limits.cpu_s),
    memory: limits.memory_mb === undefined ? undefined : `${format.number(limits.memory_mb)}\u202fMB`,
    processes: limits.processes === undefined ? undefined : format.number(limits.processes),
    output: limits.output_kb === undefined ? undefined : `${format.number(limits.output_kb)}\u202fKB`,
  };
  const amount = amounts[limit];
  return amount === undefined ? t("run.limit.other") : t(`run.limit.${limit}`, { limit: amount });
}

/** What to say of a run that our side spoiled; "" when it did not. */
export function ourFault(model: RunModel, t: Translate): string {
  if (model.phase !== "ended") return "";
  if (model.outcome === "lost") return model.lost || t("run.lost.text");
  return model.outcome === "failed" ? t("run.failed.text") : "";
}
