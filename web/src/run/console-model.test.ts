import assert from "node:assert/strict";
import { test } from "node:test";
import { Console, plain } from "./console-model.ts";

test("pieces cut anywhere become whole lines, each with the time of its first character", () => {
  const output = new Console();
  output.add("stdout", "order 1: on ", 4);
  output.add("stdout", "the grill\norder", 505);
  assert.deepEqual(output.lines.map((line) => [line.at, line.text, line.ended]), [[4, "order 1: on the grill", true], [505, "order", false]]);
});

test("output and errors keep their own unfinished lines", () => {
  const output = new Console();
  output.add("stdout", "a", 1);
  output.add("stderr", "b\n", 2);
  output.add("stdout", "c\n", 3);
  assert.deepEqual(output.lines.map((line) => `${line.stream}:${line.text}`), ["stdout:ac", "stderr:b"]);
});

test("terminal escapes vanish, also when a piece ends in the middle of one", () => {
  const output = new Console();
  output.add("stdout", "\u001b[1;31mred\u001b[0m \u001b]0;title\u0007\u001b[3", 1);
  output.add("stdout", "2mgreen\u001b[0m\n", 2);
  assert.equal(output.lines[0]?.text, "red green");
});

test("control and direction characters cannot disguise a line", () => {
  assert.equal(plain("a\u0000b\u202ec"), "a�b�c");
});

test("a carriage return starts the line again, and CRLF is one line end even when cut in two", () => {
  const output = new Console();
  output.add("stdout", "10 %\r", 1);
  output.add("stdout", "20 %\r\nnext\r", 2);
  output.add("stdout", "\n", 3);
  assert.deepEqual(output.lines.map((line) => line.text), ["20 %", "next"]);
});

test("empty lines are lines", () => {
  const output = new Console();
  output.add("stdout", "\n\nx\n", 1);
  assert.deepEqual(output.lines.map((line) => line.text), ["", "", "x"]);
});

test("an endless line is cut", () => {
  const output = new Console();
  for (let n = 0; n < 10; n++) output.add("stdout", "x".repeat(1000), n);
  assert.ok((output.lines[0]?.text.length ?? 0) < 4100);
});

test("markup stays text", () => {
  const output = new Console();
  output.add("stdout", "<img src=x onerror=alert(1)>\n", 1);
  assert.equal(output.lines[0]?.text, "<img src=x onerror=alert(1)>");
});
