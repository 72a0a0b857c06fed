// Every page loads this one module: small behaviours first, elements next. What is heavy arrives when it is needed.
import "./theme.ts";
import "./language.ts";
import "./class-board.ts";
import "./copy-text.ts";
import "./show-password.ts";
import "./quiz-item.ts";
import "./quiz-order.ts";
