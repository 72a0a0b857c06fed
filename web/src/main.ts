// Every page loads this one module: small behaviours and elements. What is heavy arrives where it is needed.
import "./theme.ts";
import "./language.ts";
import "./copy-text.ts";
import "./show-password.ts";
import "./masthead.ts";
import "./parrilla-connection.ts";
import "./timeline/join.ts";
import "./local-time.ts";
import "./race/bet-outcome.ts";
import "./quiz/item.ts";
import "./hint-ladder.ts";
import "./glossary/term-filter.ts";
import "./submission-history.ts";
import { arrive } from "./arrivals.ts";

void arrive(document);
