// Event loops: their steps, and the stretches in which a loop stood still.
import type { Lane } from "./lane.ts";
import type { Lanes } from "./lanes.ts";
import type { Processes } from "./processes.ts";
import { type Place, type Span, span } from "./span.ts";
import type { Task, Tasks } from "./tasks.ts";

/** A live row comes at least this often while its thing goes on. */
export const LIVE_PATIENCE_MS = 300;

export interface Block {
  thread: number;
  task: number;
  mode: string;
  doing: string;
  place: Place;
  /** False while it goes on. */
  ended: boolean;
}

export class Loops {
  /** Every stretch in which a loop stood still and that is over. */
  readonly blocks: Span[] = [];
  private readonly live = new Map<string, Span>();
  private readonly told = new Set<string>();
  private readonly lanes: Lanes;
  private readonly processes: Processes;
  private readonly tasks: Tasks;

  constructor(lanes: Lanes, processes: Processes, tasks: Tasks) {
    this.lanes = lanes;
    this.processes = processes;
    this.tasks = tasks;
  }

  lane(pid: number, thread: number): Lane {
    const process = this.processes.get(pid);
    let lane = process.loops.get(thread);
    if (!lane) {
      const birth = process.loops.size;
      lane = this.lanes.make(`loop-${pid}-${thread}`, "loop", this.processes.order(process, "loops", birth), "", birth + 1);
      process.loops.set(thread, lane);
    }
    return lane;
  }

  opened(pid: number, loop: number, thread: number): void {
    this.lane(pid, thread);
    this.processes.get(pid).looping.set(thread, loop);
  }

  closed(pid: number, loop: number): void {
    const { looping } = this.processes.get(pid);
    for (const [thread, open] of looping) if (open === loop) looping.delete(thread);
  }

  /** The loop ran from `at` for `dur`: a step of `task`, or a plain callback. True where a block tells of it already. */
  ran(pid: number, at: number, dur: number, thread: number, task: Task | undefined): void {
    const blocked = this.told.has(`${pid}:${thread}:${at}`);
    if (!blocked) this.lane(pid, thread).add(span("run", at, at + dur, "", task?.lane?.name ?? "", task?.stood));
    if (task) this.tasks.step(task, at, dur, blocked);
  }

  block(pid: number, at: number, dur: number, block: Block): void {
    const key = `${pid}:${block.thread}:${at}`;
    const lane = this.lane(pid, block.thread);
    const task = block.task ? this.tasks.get(pid, block.task) : undefined;
    if (!this.told.has(key)) {
      this.told.add(key);
      lane.remove(at, "run");
      task?.lane?.remove(at, "run");
      if (task && (task.wait ? task.wait.from <= at : !task.stepped)) this.tasks.resume(task, at);
      if (task) {
        task.resumed = at;
        task.stepped = true;
      }
    }
    const cause = block.mode || "";
    const onLoop = span("block", at, at + dur, cause, task?.lane?.name ?? "", block.place, block.doing ? [block.doing] : null);
    const onTask = span("block", at, at + dur, "holds", "", block.place);
    if (!block.ended) {
      this.live.set(key, onLoop);
      lane.begin(onLoop, LIVE_PATIENCE_MS);
      // The step's row may have come first; then the task is already past this.
      if (task && !task.wait) task.lane?.begin(onTask, LIVE_PATIENCE_MS);
      return;
    }
    if (this.live.delete(key)) {
      for (const one of [lane, task?.lane]) if (one?.open?.from === at && one.open.state === "block") one.drop();
    }
    lane.add(onLoop);
    task?.lane?.add(onTask);
    this.blocks.push(onLoop);
    if (block.mode === "waits") this.tasks.waits.add(at, at + dur);
  }

  /** The standstills so far, the live one included. */
  soFar(): readonly Span[] {
    return this.live.size ? [...this.blocks, ...this.live.values()] : this.blocks;
  }

  get standing(): boolean {
    return this.live.size > 0;
  }

  finish(): void {
    this.blocks.push(...this.live.values());
    this.live.clear();
  }
}
