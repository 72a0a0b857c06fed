// The questions that are answered by moving lines.
import "./order.ts";
import "./parsons.ts";
