// Every page loads this one module: small behaviours first, elements next. What is heavy arrives when it is needed.
import "./theme.ts";
import "./language.ts";
import "./copy-text.ts";
import "./show-password.ts";
import "./masthead.ts";
import "./parrilla-connection.ts";
import "./parrilla-editor.ts";
import "./parrilla-timeline.ts";
import "./parrilla-race.ts";
import "./parrilla-run.ts";
import "./parrilla-play.ts";
import "./run-replay.ts";
import "./timeline-join.ts";
import "./bet-outcome.ts";
import "./class-board.ts";
import "./quiz-item.ts";
import "./quiz-order.ts";
